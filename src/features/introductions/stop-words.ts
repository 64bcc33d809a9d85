/**
 * Words that say nothing of what somebody needs or can do, folded (no accents). Of the usual French and English lists, those that
 * people write in an introduction, and its own fillers: "je cherche", "happy to help".
 */
const french = `
a ai aie ait alors apres as au aucun aucune aujourd aupres aussi autour autre autres aux avant avec avez avoir avons bien bonne bonnes
bons bon bonjour car ce ceci cela celle celles celui ces cet cette ceux chacun chaque chez ci comme comment contre d dans de dehors depuis des
deux devant divers diverses dont du elle elles en encore entre es est et etaient etait etant ete etes etre eu eux faire fais fait faites font
grace hors hui il ils j je jusqu jusque l la le les leur leurs lors lorsque lui m ma mais me meme memes merci mes moi moins mon n ne ni nos notre
notamment nous on ont ou par parmi pas pendant peu peut peuvent peux plus plusieurs plutot pour pourquoi pouvez pouvons quand que quel quelle
quelles quelqu quelque quelques quels qu qui quoi s sa sais sait sans sauf se selon sera seront ses si sinon soi soit sommes son sont sous souvent
suis sur t ta tant te tel telle telles tels tes toi ton tous tout toute toutes tres trop tu un une vers via vos votre vous voici voila y
afin ainsi ayant besoin besoins cherche chercher cherchent cherchons recherche recherchons rechercher recherchent souhaite souhaitons souhaiter
veux voulons voudrais voudrions aimerais aimerions aide aider aides aidons aident aidez coup main volontiers propose proposons proposer puis pourrais
personne personnes gens ensemble etc notre niveau type types sujet sujets question questions domaine domaines savoir possible pres proche proches partager partage partageons`

const english = `
a about above after again against all also am an and any anybody anyone are aren as at be because been before being below between both but by can
cannot could couldn did didn do does doesn doing don down during each either else every few for from further get good got great had has have haven
having he her here hers him his how i if in into is isn it its itself just ll let like looking look looks lot lots m many maybe me more most much my
need needs needed no nor not now of off ok on once one only or other others our ours out over own per please re s same see seek seeking seeks she
should so some somebody someone something such t than thank thanks that the their theirs them then there these they this those through to too under
until up us ve very via want wants was we well were what when where which while who whom whose why will wish with within without won would you your yours
able along around across near find finding happy help helping helps helpful hello hi hey offer offers offering provide providing people person share sharing
etc two three way ways kind kinds thing things topic topics question questions know`

export const stopWords: ReadonlySet<string> = new Set(
  `${french} ${english}`.split(/\s+/u).filter((word) => word !== ''),
)

/** Written so, they are not the stop word that they are folded: AI is no "j’ai", IT no "it", a thèse not "these". */
export const notStopped: ReadonlySet<string> = new Set(['AI', 'IT', 'thèse', 'thèses', 'Thèse'])

/**
 * Words that everybody of an ecosystem writes: they find people in a search, but are no reason to introduce two of them.
 * "You look for a project, she can help with projects" says nothing.
 */
const common = `
projet projets project projects entreprise entreprises societe societes company companies business start startup startups up jeune jeunes pousse
innovation innovations innovant innovante innovants innovantes innovative innovate innover solution solutions service services produit produits product
products developpement developpements developper developpe developpons development develop developing accompagnement accompagner accompagne accompagnons support supporting
accompanying conseil conseils conseiller consultant consultante consulting advice advise advising advisor expert experte experts expertise experience
experiences reseau reseaux network networks networking contact contacts contacter rencontre rencontres rencontrer meet meeting echange echanges echanger
discuss discussion discussions exchange exchanges partenaire partenaires partenariat partenariats partner partners partnership partnerships relation
relations mise mettre ecosysteme ecosystem communaute community equipe equipes team teams secteur secteurs sector sectors idee idees idea ideas
nouveau nouvelle nouveaux nouvelles new lancer lancement launch launching creer creation create creating build building premier premiere premiers
premieres first retour retours feedback mission missions travail travailler travaille work working works acteur acteurs monde world local locale 
ville villes region regions territoire territoires pays country countries france french francais francaise english anglais 
global grand grande grands grandes petit petite petits petites small big large ans annee annees year years mois month months phase early
simple rapide fort forte specialise specialisee specialist interesse interessee interested passionne passionnee passion passionate fonder fonde fondateur fondatrice
fondateurs founder founders dirigeant dirigeante entrepreneur entrepreneure entrepreneurs entrepreneuriat entrepreneurship ceo cto association associations
organisation organisations organization organizations structure structures outil outils tool tools methode methodes method methods gestion gerer manage
managing management manager plan plans premiere mettre place autour cadre cas case usage usages use using user users utilisateur utilisateurs pilotage
soutien appui trouver trouve mieux better best meilleur meilleure profil profils profile profiles competence competences skill skills potentiel potential`

export const commonWords: ReadonlySet<string> = new Set(common.split(/\s+/u).filter((word) => word !== ''))
