/**
 * Which words belong together, so that a French need meets an English help. A family is a field that one person can help with; within it,
 * what stands between two slashes says the same in both languages. So *avocat* finds *lawyer* as if it were the same word, and *contrats* as
 * its relative. Phrases are written without their small words: "levée fonds" is also "levée de fonds".
 * A word is in one family only; a test holds that.
 */
export const familyWords = {
  legal: `
    avocat, lawyer, attorney, law firm / juridique, juriste, légal, légalement, légaux, legal / droit, loi, law / contrat, contract, contractuel /
    CGV, CGU, conditions générales, terms conditions / RGPD, GDPR, données personnelles, personal data, vie privée, privacy / brevet, patent /
    propriété intellectuelle, intellectual property, PI, IP / marques déposées, dépôt marque, trademark / conformité, compliance / statuts, bylaws,
    articles association / pacte associés, pacte actionnaires, shareholder agreement, shareholders agreement / notaire, notary / litige, litigation,
    contentieux / réglementation, réglementaire, regulation, regulatory, règlement / licence, licensing, license`,
  funding: `
    financement, financer, finance, funding, fund, fonds / levée fonds, fundraising, lever fonds, raise funds, raising funds, fundraise /
    investisseur, investor, investissement, investment, investir, invest, investing / business angel, angel investor, BA / capital risque, venture
    capital, VC / subvention, grant, subsidy / prêt, emprunt, loan / amorçage, seed, early stage / banque, bank, bancaire, banking / Bpifrance, BPI /
    crowdfunding, financement participatif / bourse, scholarship / mécénat, mécène, sponsor, sponsoring, philanthropy / equity, capital, augmentation
    capital`,
  accounting: `
    comptable, comptabilité, accountant, accounting, expert comptable / fiscalité, fiscal, tax, impôt / CIR, CII, crédit impôt / trésorerie, cash
    flow, cashflow, cash / business plan, prévisionnel, forecast, plan affaires / DAF, CFO / audit / assurance, assureur, insurance`,
  recruitment: `
    recrutement, recruter, recruteur, recrutons, recruitment, recruiting, recruit, recruiter, hiring, hire, embauche, embaucher / RH, HR, ressources
    humaines, human resources / talents, talent / stage, stagiaire, intern, internship / alternance, alternant, apprenti, apprentissage,
    apprenticeship, apprentice / emploi, job / CV, résumé / cofondateur, cofondatrice, associé, cofounder, co founder / salaire, salary, BSPCE`,
  communication: `
    communication, communicate, communiquer / presse, press, journaliste, journalist, relations presse, public relations, PR / marketing / réseaux
    sociaux, social media, social networks, community manager, LinkedIn / marque, brand, branding / storytelling, récit / pitch, pitcher, pitching /
    SEO, référencement / vidéo, video, film / médias, media / publicité, advertising, pub / rédaction, rédiger, copywriting, writing / photo,
    photographe, photography, photographer / événement, événementiel, event, salon`,
  design: `
    design, designer / UX, UI, ergonomie / graphisme, graphiste, graphic design, graphic designer / logo, charte graphique, visual identity`,
  sales: `
    vente, vendre, vendeur, sales, sell, selling, salesperson / commercial, commerciaux, développement commercial, business development, bizdev /
    prospection, prospecter, prospect, prospecting, lead generation, leads / client, clientèle, customer, clients / pricing, tarification / business
    model, modèle économique, modèles économiques / go market, mise marché, GTM / négociation, négocier, negotiation, negotiate / croissance, growth /
    CRM / acquisition`,
  marketAccess: `
    accès marché, accès marchés, market access / marchés publics, marché public, commande publique, public procurement, public tender / achats,
    acheteur, procurement, purchasing, buyer / appel offres, appels offres, tender / distribution, distributeur, distributor, retail, retailer /
    magasin, boutique, shop, store / grands comptes, grand compte, key accounts, large accounts, grands groupes / e commerce, ecommerce, marketplace`,
  international: `
    international, internationaux, internationalisation / export, exporter, exportation, exporting / étranger, abroad, foreign / Europe, européen,
    européenne, european / Allemagne, Germany, allemand, german / Afrique, Africa, africain, african / Asie, Asia / États Unis, United States, USA,
    Amérique, America / traduction, traduire, traducteur, translation, translator, translate / douane`,
  industry: `
    industrie, industriel, industrielle, industriels, industrial, industry, industrialisation, industrialiser, industrialization / prototype,
    prototypage, prototyping / usine, usinage, factory, machining / fabrication, fabriquer, fabricant, manufacturing, manufacture, manufacturer,
    production / atelier, fablab, workshop / ingénierie, ingénieur, engineering, engineer, bureau études / mécanique, mécanicien, mechanical,
    mechanics / électronique, électronicien, electronics, electronic / hardware, matériel / impression 3D, 3D printing / plasturgie, plastique,
    injection plastique, plastic, plastics / robotique, robot, robotics / maintenance / lean / qualité, quality, certification, certifier, norme, ISO
    / métallurgie, metal, métal`,
  logistics: `
    logistique, logistics / supply chain, approvisionnement / livraison, livrer, delivery / entrepôt, warehouse`,
  testGround: `
    terrain test, terrain expérimentation, test ground, testbed, test site / expérimentation, expérimenter, experiment, experimentation / pilote,
    pilot / POC, proof concept, preuve concept / démonstrateur, demonstrator / essai, test, tester, testing, trial / living lab / bêta testeur, beta
    tester, testeur`,
  digital: `
    numérique, digital, digitalisation, numérisation / logiciel, software / développeur, developer, dev, programmer, programmeur, programmation,
    programming / code, coder, coding / web, site web, website, site internet, internet / application, appli, app, mobile app / API / cloud,
    hébergement, hosting, serveur, server / SaaS / frontend, front end, back end, backend, fullstack, full stack / nocode / informatique, IT,
    computing / React, JavaScript, TypeScript / DevOps / open source, logiciel libre / blockchain / cybersécurité, cybersecurity, cyber, sécurité
    informatique, information security / product owner, product manager / jeu vidéo, jeux vidéo, video game, gaming`,
  data: `
    IA, AI, intelligence artificielle, artificial intelligence / machine learning, apprentissage automatique, deep learning, ML / data, données,
    donnée / data science, data scientist / analytics, statistiques, statistique, statistics / algorithme, algorithm, algorithmique / LLM, GPT /
    Python / vision ordinateur, computer vision`,
  workspace: `
    locaux, bureaux, office space / coworking, co working / salle réunion, meeting room / immobilier, real estate / showroom`,
  research: `
    R&D, research development / chercheur, chercheuse, researcher, scientifique, scientist, scientific, research / laboratoire, labo, laboratory, lab
    / thèse, thésard, doctorant, doctorat, CIFRE, PhD / université, university, universitaire, academic / transfert technologie, technology transfer,
    SATT`,
  education: `
    formation, formateur, training, trainer / éducation, education, éducatif, educational / école, school / étudiant, student / pédagogie,
    pédagogique, teaching, enseignant, enseigner, teacher / mentor, mentorat, mentoring, mentorship / coaching, coach`,
  health: `
    santé, health, healthcare / médical, médecin, médecine, medical, medicine / hôpital, hôpitaux, hospital, CHU / patient / pharmacie,
    pharmaceutique, pharma / clinique, clinical / biotech, biologie, biology, biotechnologie / dispositif médical, dispositifs médicaux, medical
    device`,
  energy: `
    énergie, énergétique, energy / solaire, photovoltaïque, solar / éolien, vent, wind power / hydrogène, hydrogen / batterie, battery / électricité,
    électrique, electricity, electric / rénovation énergétique, rénovation`,
  climate: `
    carbone, bilan carbone, carbon, décarbonation, décarboner, decarbonization / climat, climate, climatique / écologie, écologique, ecological,
    ecology / environnement, environmental / RSE, CSR, ESG / recyclage, recycling, réemploi, reuse / économie circulaire, circular economy /
    biodiversité, biodiversity / déchets, waste / développement durable, durable, sustainability, sustainable / eau, water`,
  agriculture: `
    agriculture, agricole, agriculteur, agricultural / ferme, farm, farming, farmer / alimentation, alimentaire, agroalimentaire, food, foodtech /
    viticulture, viticole, vin, vigne, wine, vineyard / élevage, livestock / restauration, restaurant, catering`,
  mobility: `
    mobilité, mobility / transport / vélo, bike, cycling, bicycle / voiture, véhicule, automobile, automotive, vehicle / ferroviaire, rail, railway /
    covoiturage, carpooling`,
  culture: `
    culture, culturel, cultural / musée, museum / musique, music, musicien / cinéma, cinema / patrimoine, heritage / artiste, artist, art / tourisme,
    tourism, touristique`,
  socialEconomy: `
    économie sociale, ESS, social economy, entrepreneuriat social, social entrepreneurship / solidaire, solidarité, solidarity / insertion, inclusion,
    inclusive / bénévole, bénévolat, volunteer, volunteering / handicap, accessibilité, accessibility, disability / impact social, mesure impact,
    social impact, impact / égalité, mixité, diversité, diversity, equality`,
} as const
