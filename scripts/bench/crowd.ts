import type { PersonCandidate } from '../../src/features/introductions/candidates.ts'
import { chance } from '../../src/features/introductions/chance.ts'

/** A community of so many people who write as members do, the same people each time. */
export function crowd(size: number, activeAt: Temporal.Instant): (PersonCandidate & { headline: string })[] {
  return Array.from({ length: size }, (_, at) => crowdMember(at + 1, activeAt))
}

function crowdMember(id: number, activeAt: Temporal.Instant): PersonCandidate & { headline: string } {
  const pick = <T>(all: readonly T[], draw: number): T =>
    all[Math.floor(chance(draw, id) * all.length)] ?? (all[0] as T)
  const place = pick(places, 5)
  return {
    kind: 'person',
    id,
    person: id,
    organisation: Math.floor(chance(12, id) * 900),
    headline: `${pick(jobs, 13)} ${pick(skills, 14)} ${place}`,
    canHelp: `${pick(begins, 1)} ${pick(skills, 2)}, ${pick(skills, 3)} et ${pick(skills, 4)} ${place}, ${word(id)}`,
    lookingFor: `${pick(wants, 6)} ${pick(skills, 7)} ou ${pick(skills, 8)} (${pick(places, 9)}), ${word(id + 7)}`,
    themes: [...new Set([pick(themes, 10), pick(themes, 11)])],
    paused: false,
    activeAt,
  }
}

/** A word that few write. */
function word(id: number): string {
  const syllables = ['ba', 'cor', 'dil', 'fen', 'gra', 'lum', 'mo', 'nis', 'pul', 'ra', 'sto', 'ver']
  return [1, 2, 3, 4].map((draw) => syllables[Math.floor(chance(draw, id % 6_000) * syllables.length)]).join('')
}

const jobs = ['Fondatrice', 'Founder,', 'Responsable', 'Head of', 'Ingénieur en', 'Researcher in', 'Chargée de']
const begins = ['Je peux aider sur', 'Happy to help with', 'Conseil en', 'I know', 'Accompagnement sur']
const wants = ['Je cherche', 'Looking for', 'Besoin de', 'We need', 'À la recherche de']
const places = ['à Toulouse', 'in Lyon', 'à Nantes', 'near Bordeaux', 'en Bretagne', 'in Paris', 'à Tours']
const themes = ['mobility', 'health', 'energy', 'industry', 'digital', 'culture', 'funding', 'international']
const skills =
  `contrats juridiques/legal advice/levée de fonds/fundraising/recrutement/hiring engineers/relations presse/press and media/prototypage/
industrial design/vente aux grands comptes/sales in Germany/export en Afrique/développement web/machine learning/données de santé/bilan carbone/supply chain/
locaux à partager/pédagogie/tests utilisateurs/brevets/comptabilité/cybersécurité/hydrogène/batteries/robotique/capteurs/drones/textile/apiculture/céramique/
broderie/plongée/astronomie/biométhane/cartographie/typographie/acoustique/optique/électronique/traduction/réseaux sociaux/business angels/R&D partnerships`
    .split('/')
    .map((skill) => skill.trim())
