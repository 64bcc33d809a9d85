import type { DefaultTheme } from '../../../src/features/communities/themes.ts'
import type { OfferKind } from '../../../src/features/offers/kinds.ts'

interface Post {
  readonly text: string
  readonly title: string
  readonly kind: OfferKind
  readonly themes: readonly DefaultTheme[]
}

/** Posts as partners write them, and what a careful person of the staff would make of them. */
export const posts: readonly Post[] = [
  {
    text: '#offre Bonjour à toutes et tous !\nNotre cabinet propose une heure de conseil juridique gratuite aux start-up : statuts, pacte d’associés, CGV.\nDeux avocates reçoivent le jeudi, en visio ou chez nous.',
    title: 'Notre cabinet propose une heure de conseil juridique gratuite aux start-up : statuts, pacte…',
    kind: 'legal',
    themes: [],
  },
  {
    text: '#offer Free legal hour for founders\nTwo lawyers look at your contracts and your terms of sale.',
    title: 'Free legal hour for founders',
    kind: 'legal',
    themes: [],
  },
  {
    text: 'Audit RGPD offert : notre juriste passe une demi-journée avec vous sur vos traitements de données de santé. #offre',
    title: 'Audit RGPD offert : notre juriste passe une demi-journée avec vous sur vos traitements de données…',
    kind: 'legal',
    themes: ['digital', 'health'],
  },
  {
    text: 'Dépôt de brevet : par où commencer ?\nNos ingénieurs en propriété intellectuelle répondent à vos questions, sans engagement. 5 places.',
    title: 'Dépôt de brevet : par où commencer ?',
    kind: 'legal',
    themes: [],
  },
  {
    text: 'Hi all! We offer five start-ups a meeting with the buyers of our 300 shops. Bring a sample of your product, leave with honest feedback from retail.',
    title: 'We offer five start-ups a meeting with the buyers of our 300 shops',
    kind: 'marketAccess',
    themes: ['commerce'],
  },
  {
    text: 'Rencontrez nos acheteurs !\nLa direction des achats du groupe reçoit dix jeunes entreprises pour parler référencement fournisseurs et premiers contrats.',
    title: 'Rencontrez nos acheteurs !',
    kind: 'marketAccess',
    themes: [],
  },
  {
    text: '#offre Répondre à un marché public\nAtelier de deux heures avec notre service achats : comprendre un appel d’offres, monter son dossier, éviter les pièges.',
    title: 'Répondre à un marché public',
    kind: 'marketAccess',
    themes: [],
  },
  {
    text: 'Export to Germany and Italy: our trade team opens its distributors’ address book to three food start-ups.',
    title: 'Export to Germany and Italy: our trade team opens its distributors’ address book to three food…',
    kind: 'marketAccess',
    themes: ['agriculture', 'international'],
  },
  {
    text: '#offer Pilot your mobility service on our campus\n4,000 employees, two car parks, an internal shuttle: come and test with real users for three months.',
    title: 'Pilot your mobility service on our campus',
    kind: 'testGround',
    themes: ['mobility'],
  },
  {
    text: 'La ferme pédagogique de la Vallée ouvre ses 40 hectares aux expérimentations agricoles : capteurs, robots, irrigation. Terrain disponible d’avril à octobre.',
    title: 'La ferme pédagogique de la Vallée ouvre ses 40 hectares aux expérimentations agricoles : capteurs…',
    kind: 'testGround',
    themes: ['agriculture'],
  },
  {
    text: 'Le CHU cherche deux solutions à tester dans ses services : suivi des patients à domicile, logistique des médicaments. POC de six mois, accompagné par nos soignants.',
    title: 'Le CHU cherche deux solutions à tester dans ses services : suivi des patients à domicile…',
    kind: 'testGround',
    themes: ['health'],
  },
  {
    text: 'Our living lab in the old port is free for prototypes of urban logistics, cargo bikes included.',
    title: 'Our living lab in the old port is free for prototypes of urban logistics, cargo bikes included',
    kind: 'testGround',
    themes: ['mobility'],
  },
  {
    text: '#offre Un stade pour tester vos solutions\nLe club met à disposition le stade un jour sans match : billetterie, flux, énergie, déchets.',
    title: 'Un stade pour tester vos solutions',
    kind: 'testGround',
    themes: ['energy'],
  },
  {
    text: '#offer Industrialise your prototype\nOur production engineers spend a day on your bill of materials, your suppliers and your assembly line.',
    title: 'Industrialise your prototype',
    kind: 'industrialExpertise',
    themes: ['industry'],
  },
  {
    text: 'Bureau d’études mécaniques : nous relisons vos plans avant lancement en fabrication (usinage, injection plastique). Une demi-journée offerte par projet.',
    title: 'Bureau d’études mécaniques : nous relisons vos plans avant lancement en fabrication (usinage…',
    kind: 'industrialExpertise',
    themes: ['industry'],
  },
  {
    text: 'Visite de notre usine de batteries et échange avec le directeur de production. Pour les start-up industrielles qui préparent leur première ligne.',
    title: 'Visite de notre usine de batteries et échange avec le directeur de production',
    kind: 'industrialExpertise',
    themes: ['industry', 'energy'],
  },
  {
    text: 'Supply chain check-up: two experts from our logistics department review your stocks and your lead times. Lean, pragmatic, free.',
    title: 'Supply chain check-up: two experts from our logistics department review your stocks and your lead…',
    kind: 'industrialExpertise',
    themes: [],
  },
  {
    text: '#offre Certification CE et essais électroniques : notre laboratoire vous dit en une heure ce qui vous attend.',
    title: 'Certification CE et essais électroniques : notre laboratoire vous dit en une heure ce qui vous…',
    kind: 'industrialExpertise',
    themes: [],
  },
  {
    text: 'Coaching commercial : trois séances pour structurer votre prospection et fixer vos prix. Animé par notre directrice des ventes.',
    title: 'Coaching commercial : trois séances pour structurer votre prospection et fixer vos prix',
    kind: 'businessDevelopment',
    themes: [],
  },
  {
    text: '#offer Pricing clinic for SaaS companies\nOne hour with our head of growth, your spreadsheet open.',
    title: 'Pricing clinic for SaaS companies',
    kind: 'businessDevelopment',
    themes: ['digital'],
  },
  {
    text: 'Need a second opinion on your business model? Our strategy team takes on four social enterprises this quarter, pro bono.',
    title: 'Need a second opinion on your business model?',
    kind: 'businessDevelopment',
    themes: ['socialEconomy'],
  },
  {
    text: 'Développement commercial en Afrique de l’Ouest : nos équipes de Dakar et d’Abidjan vous aident à trouver vos premiers clients.',
    title: 'Développement commercial en Afrique de l’Ouest : nos équipes de Dakar et d’Abidjan vous aident à…',
    kind: 'businessDevelopment',
    themes: ['international'],
  },
  {
    text: '#offre Levée de fonds : répétez votre pitch devant nos chargés d’investissement\n30 minutes, un retour franc, et une liste de questions à préparer.',
    title: 'Levée de fonds : répétez votre pitch devant nos chargés d’investissement',
    kind: 'funding',
    themes: ['funding'],
  },
  {
    text: 'Our seed fund holds open doors on Tuesday: ten slots for climate and energy founders. Tickets from 100 to 400 k€.',
    title: 'Our seed fund holds open doors on Tuesday: ten slots for climate and energy founders',
    kind: 'funding',
    themes: ['energy', 'funding'],
  },
  {
    text: 'Prêt d’honneur, garantie, avance remboursable : la conseillère de la banque publique fait le point avec vous sur votre plan de financement.',
    title: 'Prêt d’honneur, garantie, avance remboursable : la conseillère de la banque publique fait le point…',
    kind: 'funding',
    themes: ['funding'],
  },
  {
    text: 'Subventions européennes : aide au montage de votre premier dossier Horizon Europe (5 places, associations bienvenues).',
    title: 'Subventions européennes : aide au montage de votre premier dossier Horizon Europe (5 places…',
    kind: 'funding',
    themes: ['funding', 'international', 'socialEconomy'],
  },
  {
    text: '#offer Hiring your first five people\nOur HR director answers your questions: interviews, salaries, onboarding.',
    title: 'Hiring your first five people',
    kind: 'recruitment',
    themes: [],
  },
  {
    text: 'Vous cherchez un stagiaire ou un alternant ? Notre école d’ingénieurs présente vos offres à 200 étudiants et organise les entretiens.',
    title: 'Vous cherchez un stagiaire ou un alternant ?',
    kind: 'recruitment',
    themes: ['education'],
  },
  {
    text: 'Recrutement tech : nos développeuses font passer l’entretien technique de vos candidats. Deux heures par start-up, à distance.',
    title: 'Recrutement tech : nos développeuses font passer l’entretien technique de vos candidats',
    kind: 'recruitment',
    themes: ['digital'],
  },
  {
    text: '#offre Marque employeur et recrutement inclusif\nL’équipe ressources humaines partage ses outils avec cinq structures d’insertion.',
    title: 'Marque employeur et recrutement inclusif',
    kind: 'recruitment',
    themes: ['socialEconomy'],
  },
  {
    text: '#offer Get your story in the press\nOur communications team rewrites your press release and calls three journalists.',
    title: 'Get your story in the press',
    kind: 'communication',
    themes: [],
  },
  {
    text: 'Shooting photo et vidéo offert par notre studio : portraits d’équipe, démo produit, 2 minutes montées pour vos réseaux sociaux.',
    title: 'Shooting photo et vidéo offert par notre studio : portraits d’équipe, démo produit, 2 minutes…',
    kind: 'communication',
    themes: [],
  },
  {
    text: 'Relecture de votre site web et de votre référencement (SEO) par notre agence. Pour musées, salles de spectacle et festivals.',
    title: 'Relecture de votre site web et de votre référencement (SEO) par notre agence',
    kind: 'communication',
    themes: ['culture'],
  },
  {
    text: 'Brand workshop: half a day with our designers to find your name, your colours and your voice.',
    title: 'Brand workshop: half a day with our designers to find your name, your colours and your voice',
    kind: 'communication',
    themes: [],
  },
  {
    text: '#offre Six postes de travail gratuits jusqu’en juin\nNos bureaux de la gare, salle de réunion et café compris. Associations et jeunes pousses.',
    title: 'Six postes de travail gratuits jusqu’en juin',
    kind: 'workspace',
    themes: ['socialEconomy'],
  },
  {
    text: 'Free desks in our coworking space for three months, meeting rooms included. Two teams at a time.',
    title: 'Free desks in our coworking space for three months, meeting rooms included',
    kind: 'workspace',
    themes: [],
  },
  {
    text: 'Notre fablab ouvre ses machines (découpe laser, impression 3D) le vendredi aux porteurs de projet. Locaux accessibles.',
    title: 'Notre fablab ouvre ses machines (découpe laser, impression 3D) le vendredi aux porteurs de projet',
    kind: 'workspace',
    themes: ['industry'],
  },
  {
    text: '#offre Un showroom en centre-ville pour vos produits, 80 m², libre en décembre. Idéal pour une boutique éphémère.',
    title: 'Un showroom en centre-ville pour vos produits, 80 m², libre en décembre',
    kind: 'workspace',
    themes: ['commerce'],
  },
  {
    text: '#offer Cybersecurity check: our security team tries to break into your app, and tells you how it did.',
    title: 'Cybersecurity check: our security team tries to break into your app, and tells you how it did',
    kind: 'other',
    themes: ['digital'],
  },
  {
    text: 'Mentorat : dix cadres du groupe accompagnent chacun une fondatrice pendant un an, une heure par mois.',
    title: 'Mentorat : dix cadres du groupe accompagnent chacun une fondatrice pendant un an, une heure par mois',
    kind: 'other',
    themes: [],
  },
  {
    text: '#offre 50 000 € de crédits cloud et deux jours d’architecte pour vos projets d’intelligence artificielle.',
    title: '50 000 € de crédits cloud et deux jours d’architecte pour vos projets d’intelligence artificielle',
    kind: 'other',
    themes: ['digital'],
  },
  {
    text: 'Carbon footprint of your company in a day, with our climate team. For anybody who makes or moves things.',
    title: 'Carbon footprint of your company in a day, with our climate team',
    kind: 'other',
    themes: ['energy'],
  },
  {
    text: '🎁 #offre : formation gratuite aux outils numériques pour les enseignants et les médiateurs, deux mercredis.',
    title: 'Formation gratuite aux outils numériques pour les enseignants et les médiateurs, deux mercredis',
    kind: 'other',
    themes: ['digital', 'education'],
  },
  {
    text: 'Hello everyone 👋\n\nWe are a museum and we lend our archives and our curators to creators of games and podcasts. Two residencies this year! #offers',
    title: 'We are a museum and we lend our archives and our curators to creators of games and podcasts',
    kind: 'other',
    themes: ['culture'],
  },
  {
    text: '#offer\n- Rail test track, 2 km\n- Power supply 1.5 kV\n- One engineer on site\nFor mobility start-ups, in October.',
    title: 'Rail test track, 2 km',
    kind: 'testGround',
    themes: ['mobility'],
  },
]
