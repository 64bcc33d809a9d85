import { fold } from '../../kit/fold.ts'
import { clip } from '../../kit/text.ts'
import type { DefaultTheme } from '../communities/themes.ts'
import type { OfferKind } from './kinds.ts'

/** Lengths (spec/product.md, 2. Offers). */
export const offerLimits = {
  title: 100,
  details: 1_500,
  themes: 5,
  places: 500,
  defaultPlaces: 10,
  defaultWeeks: 8,
  maximumDays: 365,
} as const

export interface Proposal {
  readonly title: string
  readonly details: string
  readonly kind: OfferKind
  readonly themes: readonly DefaultTheme[]
}

/** What makes a message an offer at once when a verified partner writes it. */
const offerTag = /(^|\s)#(offers?|offres?)(?=$|[\s.,:;!?)])/giu

export function isTagged(words: string): boolean {
  return words.search(offerTag) !== -1
}

/** Title, kind and themes of an offer as its text suggests them, in French or English. */
export function proposeOffer(words: string): Proposal {
  const untagged = words
    .replace(offerTag, '$1')
    .replace(/[ \t]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .trim()
  return {
    title: titleOf(untagged),
    details: clip(untagged, offerLimits.details),
    kind: kindOf(untagged),
    themes: themesIn(untagged),
  }
}

/** The first line, or its first sentence when the line is long. */
function titleOf(words: string): string {
  const line =
    words
      .split('\n')
      .find((each) => /\p{L}/u.test(each))
      ?.trim() ?? ''
  const bare = line.replace(/^[\s:–—•*-]+/u, '')
  if (bare.length <= offerLimits.title) return bare.replace(/[\s:.]+$/u, '')
  const sentence = /^.{12,99}?[.!?](?=\s)/u.exec(bare)?.[0]
  return clip((sentence ?? bare).replace(/\.$/u, ''), offerLimits.title)
}

// Word beginnings, folded. Of several kinds, the one with the most hits, then the first in this list.
const kindWords: readonly (readonly [OfferKind, readonly string[]])[] = [
  [
    'legal',
    [
      'legal',
      'lawyer',
      'law firm',
      'juridi',
      'avocat',
      'droit',
      'contract',
      'contrat',
      'rgpd',
      'gdpr',
      'brevet',
      'patent',
      'intellectual property',
      'propriete intellectuelle',
      'trademark',
      'cgv',
      'compliance',
      'conformite',
    ],
  ],
  [
    'funding',
    [
      'fund',
      'financ',
      'levee',
      'invest',
      'subvention',
      'grant',
      'loan',
      'pret ',
      'bourse',
      'fundraising',
      'business angel',
      'capital',
      'bpi',
      'subsid',
      'amorcage',
      'seed',
    ],
  ],
  [
    'testGround',
    [
      'test ground',
      'testbed',
      'test site',
      'pilot',
      'experiment',
      'terrain',
      'prototyp',
      'poc',
      'proof of concept',
      'demonstrat',
      'essai',
      'living lab',
      'banc d',
    ],
  ],
  [
    'industrialExpertise',
    [
      'industr',
      'usine',
      'factory',
      'manufactur',
      'production',
      'fabrication',
      'supply chain',
      'logisti',
      'engineer',
      'ingenier',
      'mecani',
      'mechanic',
      'electroni',
      'bureau d’etude',
      "bureau d'etude",
      'lean',
      'maintenance',
    ],
  ],
  [
    'marketAccess',
    [
      'market access',
      'acces au marche',
      'procurement',
      'achats',
      'acheteur',
      'buyer',
      'distribution',
      'retail',
      'export',
      'marche public',
      'marches publics',
      'appel d’offres',
      "appel d'offres",
      'tender',
      'referenc',
      'reseau de magasins',
    ],
  ],
  [
    'businessDevelopment',
    [
      'business develop',
      'developpement commercial',
      'sales',
      'vente',
      'prospect',
      'pricing',
      'business model',
      'modele economique',
      'strateg',
      'go-to-market',
      'go to market',
      'croissance',
      'growth',
      'partenariat',
      'partnership',
    ],
  ],
  [
    'recruitment',
    [
      'recrut',
      'recruit',
      'hiring',
      'hire',
      'embauch',
      'talent',
      'stagiaire',
      'intern',
      'alternan',
      'apprenti',
      'ressources humaines',
      'human resources',
      'marque employeur',
      'onboarding',
    ],
  ],
  [
    'communication',
    [
      'communicat',
      'press',
      'presse',
      'media',
      'marketing',
      'brand',
      'marque',
      'social network',
      'reseaux sociaux',
      'storytelling',
      'pitch',
      'seo',
      'video',
      'graphi',
      'design',
    ],
  ],
  [
    'workspace',
    [
      'office space',
      'desk',
      'bureaux',
      'coworking',
      'co-working',
      'locaux',
      'meeting room',
      'salle de reunion',
      'atelier',
      'workshop space',
      'showroom',
      'poste de travail',
      'hebergement',
      'fablab',
    ],
  ],
]

const themeWords: readonly (readonly [DefaultTheme, readonly string[]])[] = [
  [
    'mobility',
    [
      'mobilit',
      'transport',
      'velo',
      'bike',
      'vehicul',
      'vehicle',
      'train',
      'logisti',
      'covoiturage',
      'automobile',
      'automotive',
      'ferroviaire',
      'rail',
    ],
  ],
  ['agriculture', ['agricult', 'agri', 'ferme', 'farm', 'food', 'aliment', 'viticul', 'vigne', 'elevage', 'crop']],
  ['health', ['sante', 'health', 'medic', 'hopital', 'hospital', 'pharma', 'patient', 'clini', 'soin', 'biotech']],
  [
    'energy',
    [
      'energ',
      'solaire',
      'solar',
      'hydrogen',
      'batter',
      'electricit',
      'photovolt',
      'eolien',
      'wind power',
      'reseau electrique',
      'carbon',
      'decarbon',
    ],
  ],
  ['industry', ['industr', 'usine', 'factory', 'manufactur', 'fabrication', 'machine']],
  [
    'digital',
    [
      'numeri',
      'digital',
      'software',
      'logiciel',
      'data',
      'donnee',
      'cyber',
      'cloud',
      'intelligence artificielle',
      'artificial intelligence',
      'machine learning',
      'blockchain',
      'saas',
      'application',
      'developpeu',
      'rgpd',
      'gdpr',
    ],
  ],
  [
    'commerce',
    ['commerce', 'retail', 'magasin', 'boutique', 'shop', 'vente', 'e-commerce', 'marketplace', 'distribution'],
  ],
  [
    'education',
    ['educat', 'formation', 'training', 'ecole', 'school', 'universit', 'etudiant', 'student', 'pedagog', 'edtech'],
  ],
  [
    'culture',
    ['cultur', 'musee', 'museum', 'musique', 'music', 'cinema', 'spectacle', 'patrimoine', 'heritage', 'artist'],
  ],
  [
    'socialEconomy',
    [
      'economie sociale',
      'social economy',
      'solidai',
      'solidari',
      'association',
      'insertion',
      'inclusion',
      'non-profit',
      'nonprofit',
      'ess ',
      'impact social',
      'social impact',
    ],
  ],
  [
    'funding',
    ['financ', 'funding', 'fundraising', 'levee de fonds', 'invest', 'subvention', 'grant', 'bourse', 'business angel'],
  ],
  [
    'international',
    [
      'international',
      'export',
      'europe',
      'abroad',
      'etranger',
      'afrique',
      'africa',
      'asie',
      'asia',
      'etats-unis',
      'united states',
      'allemagne',
      'germany',
    ],
  ],
]

function kindOf(words: string): OfferKind {
  const spoken = spokenOf(words)
  const ranked = kindWords
    .map(([kind, begins]) => ({ kind, hits: hitsOf(spoken, begins) }))
    .toSorted((a, b) => b.hits - a.hits)
  const best = ranked[0]
  return best && best.hits > 0 ? best.kind : 'other'
}

function themesIn(words: string): DefaultTheme[] {
  const spoken = spokenOf(words)
  return themeWords
    .map(([theme, begins]) => ({ theme, hits: hitsOf(spoken, begins) }))
    .filter(({ hits }) => hits > 0)
    .toSorted((a, b) => b.hits - a.hits)
    .slice(0, offerLimits.themes)
    .map(({ theme }) => theme)
}

function spokenOf(words: string): string {
  return ` ${fold(words).replace(/[^\p{L}\p{N}’'-]+/gu, ' ')} `
}

function hitsOf(spoken: string, begins: readonly string[]): number {
  return begins.filter(
    (begin) => spoken.includes(` ${begin}`) || spoken.includes(`’${begin}`) || spoken.includes(`'${begin}`),
  ).length
}
