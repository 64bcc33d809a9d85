import type { Catalogue } from '../catalogue.ts'

/** The community's words: kinds, themes, purposes of channels. */
export const words = {
  'organisation.startup': { en: 'Start-up', fr: 'Start-up' },
  'organisation.partner': { en: 'Partner company', fr: 'Entreprise partenaire' },
  'organisation.association': { en: 'Association', fr: 'Association' },
  'organisation.research': { en: 'Research', fr: 'Recherche' },
  'organisation.investor': { en: 'Investor', fr: 'Investisseur' },
  'organisation.publicBody': { en: 'Public body', fr: 'Acteur public' },
  'organisation.media': { en: 'Media', fr: 'Média' },
  'organisation.other': { en: 'Something else', fr: 'Autre' },

  'iam.startup': { en: 'a founder or with a start-up', fr: 'dans une start-up' },
  'iam.partner': { en: 'with a partner company', fr: 'dans une entreprise partenaire' },
  'iam.association': { en: 'with an association', fr: 'dans une association' },
  'iam.research': { en: 'in research or studying', fr: 'dans la recherche ou en études' },
  'iam.investor': { en: 'an investor', fr: 'dans l’investissement' },
  'iam.publicBody': { en: 'with a public body', fr: 'dans le secteur public' },
  'iam.media': { en: 'with the media', fr: 'dans les médias' },
  'iam.other': { en: 'something else', fr: 'ailleurs' },

  'theme.mobility': { en: 'mobility', fr: 'mobilité' },
  'theme.agriculture': { en: 'agriculture', fr: 'agriculture' },
  'theme.health': { en: 'health', fr: 'santé' },
  'theme.energy': { en: 'energy', fr: 'énergie' },
  'theme.industry': { en: 'industry', fr: 'industrie' },
  'theme.digital': { en: 'digital', fr: 'numérique' },
  'theme.commerce': { en: 'commerce', fr: 'commerce' },
  'theme.education': { en: 'education', fr: 'éducation' },
  'theme.culture': { en: 'culture', fr: 'culture' },
  'theme.socialEconomy': { en: 'social economy', fr: 'économie sociale' },
  'theme.funding': { en: 'funding', fr: 'financement' },
  'theme.international': { en: 'international', fr: 'international' },

  'theme.unknown': {
    en: 'There is no theme “{typed}”. Choose among: {themes}.',
    fr: 'Le thème « {typed} » n’existe pas. Choisissez parmi : {themes}.',
  },

  'offerKind.legal': { en: 'Legal', fr: 'Juridique' },
  'offerKind.marketAccess': { en: 'Market access', fr: 'Accès au marché' },
  'offerKind.testGround': { en: 'Test ground', fr: 'Terrain d’expérimentation' },
  'offerKind.industrialExpertise': { en: 'Industrial expertise', fr: 'Expertise industrielle' },
  'offerKind.businessDevelopment': { en: 'Business development', fr: 'Développement commercial' },
  'offerKind.funding': { en: 'Funding', fr: 'Financement' },
  'offerKind.recruitment': { en: 'Recruitment', fr: 'Recrutement' },
  'offerKind.communication': { en: 'Communication', fr: 'Communication' },
  'offerKind.workspace': { en: 'Workspace', fr: 'Locaux' },
  'offerKind.other': { en: 'Other', fr: 'Autre' },

  'purpose.introductions': { en: 'Introductions', fr: 'Présentations' },
  'purpose.offers': { en: 'Offers', fr: 'Offres' },
  'purpose.officeHours': { en: 'Office hours', fr: 'Permanences' },
  'purpose.news': { en: 'News', fr: 'Actus' },
  'purpose.staff': { en: 'Staff', fr: 'Équipe' },
} as const satisfies Catalogue
