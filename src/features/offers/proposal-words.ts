import type { DefaultTheme } from '../communities/themes.ts'
import type { OfferKind } from './kinds.ts'

/**
 * Beginnings of words and phrases, folded (no accents, lower case), French and English; one that ends in `.` is a whole word.
 * `sure` says the kind by itself; `hint` only leans towards it.
 */
interface KindWords {
  readonly kind: OfferKind
  readonly sure: readonly string[]
  readonly hint: readonly string[]
}

// Of two kinds with as many hits, the first here is proposed.
export const kindWords: readonly KindWords[] = [
  kind(
    'legal',
    'legal,lawyer,law firm,juridi,juriste,avocat,notaire,rgpd,gdpr,brevet,patent,propriete intellectuelle,intellectual property,trademark,cgv.,cgu.,terms of sale,pacte d,droit des,droit du,conformite,compliance',
    'contrat,contract,statuts,droit.,droits.',
  ),
  kind(
    'workspace',
    'desk.,desks.,coworking,co-working,postes de travail,poste de travail,locaux.,salle de reunion,salles de reunion,meeting room,office space,showroom,fablab,fab lab,makerspace,bureaux.,hebergement',
    'open space,m².',
  ),
  kind(
    'testGround',
    'test ground,testbed,test bed,test site,test track,site pilote,pilot,experiment,living lab,poc.,proof of concept,preuve de concept,a tester,pour tester,tester vos,tester votre,come and test,test with,real users,banc d,grandeur nature,bac a sable',
    'terrain,prototyp,essais',
  ),
  kind(
    'recruitment',
    'recrut,recruit,hiring,embauch,stagiaire,alternan,apprenti.,apprentis.,ressources humaines,human resources,hr.,drh.,onboarding,marque employeur,employer brand,candidat',
    'entretien,interview,talent,salar,interns',
  ),
  kind(
    'funding',
    'levee de fonds,fundrais,fund.,seed,amorcage,investis,invest.,investor,investment,financ,funding,subvention,grant.,grants.,loan,pret d,avance remboursable,business angel,capital-risque,venture capital,horizon europe',
    'banque,bank.,garantie,bourse,capital',
  ),
  kind(
    'marketAccess',
    'market access,acces au marche,acces aux marches,acheteu,buyer,achats.,procurement,marche public,marches publics,appel d’offre,appels d’offre,tender,export,trade team,distributor,distributeur,grande distribution,centrale d’achat,referencement fournisseur',
    'referencement,retail,shops,magasins,fournisseur',
  ),
  kind(
    'industrialExpertise',
    'usine.,usines.,usinage,factory,factories,fabricat,manufactur,industrialis,supply chain,assembly,bill of materials,bureau d’etude,bureaux d’etude,mecani,mechanic,electroni,certification,laboratoire,ligne de production,production engineer,directeur de production,lean.,maintenance',
    'ingenieu,engineer,logisti,industri,production,essais,qualite,quality',
  ),
  kind(
    'businessDevelopment',
    'business develop,developpement commercial,coaching commercial,business model,modele economique,modele d’affaires,prospect,pricing,go-to-market,go to market,premiers clients,first customers,sales.,ventes.,growth,croissance',
    'strateg,commercial,partenariat,partnership,prix.,clients.',
  ),
  kind(
    'communication',
    'press release,press.,presse.,journalis,communicat,photo,video,reseaux sociaux,social network,social media,seo.,site web,website,brand.,branding,logo.,designer,graphis,storytelling,relations publiques,public relations',
    'agence,media.,medias.,marketing,marque.,pitch',
  ),
]

function kind(of: OfferKind, sure: string, hint: string): KindWords {
  return { kind: of, sure: sure.split(','), hint: hint.split(',') }
}

export const themeWords: readonly (readonly [DefaultTheme, readonly string[]])[] = [
  theme(
    'mobility',
    'mobilit,transport,velo.,velos.,bike,vehicul,vehicle,train.,trains.,covoiturage,carpool,car park,automobile,automotive,ferroviaire,rail.,railway,shuttle,navette,urban logistics,logistique urbaine,dernier kilometre,last mile',
  ),
  theme('agriculture', 'agri,ferme.,fermes.,farm,food,aliment,viticul,vigne,elevage,crop,maraich'),
  theme(
    'health',
    'sante.,health,medic,hopita,hospital,pharma,patient,clinique,clinical,soin.,soins.,soignant,biotech,chu.,nurse,doctor',
  ),
  theme('energy', 'energ,solaire,solar,hydrogen,batter,electricit,photovolt,eolien,wind power,carbon,decarbon,climat'),
  theme('industry', 'industr,usine.,usines.,usinage,factory,factories,manufactur,fabrication,machine.,machines.'),
  theme(
    'digital',
    'numeri,digital,software,logiciel,data.,donnees.,cyber,cloud,intelligence artificielle,artificial intelligence,machine learning,ia.,ai.,blockchain,saas.,app.,apps.,application mobile,developpeu,developer,tech.,rgpd,gdpr',
  ),
  theme('commerce', 'commerce,retail,magasin,boutique,shop.,shops.,e-commerce,marketplace,commercant'),
  theme(
    'education',
    'educat,formation.,formations.,training,ecole,school,universit,etudiant,student,enseign,teacher,edtech,pedagogie',
  ),
  theme('culture', 'cultur,musee,museum,musique,music,cinema,spectacle,patrimoine,heritage,artist,festival,theatre'),
  theme(
    'socialEconomy',
    'economie sociale,social economy,social enterprise,entreprise sociale,solidai,solidari,association.,associations.,insertion,inclusi,non-profit,nonprofit,ess.,impact social,social impact,benevol',
  ),
  theme(
    'funding',
    'financ,funding,fundrais,levee de fonds,seed fund,invest,subvention,grant.,grants.,pret d,business angel',
  ),
  theme(
    'international',
    'international,export,europe,abroad,etranger,afrique,africa,asie,asia,etats-unis,united states,allemagne,germany,italie,italy,espagne,spain',
  ),
]

function theme(slug: DefaultTheme, begins: string): readonly [DefaultTheme, readonly string[]] {
  return [slug, begins.split(',')]
}
