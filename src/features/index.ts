import { communities } from './communities/feature.ts'
import { conversations } from './conversations/feature.ts'
import type { Feature } from './feature.ts'
import { introductions } from './introductions/feature.ts'
import { meetings } from './meetings/feature.ts'
import { offers } from './offers/feature.ts'
import { rounds } from './rounds/feature.ts'

/** Everything Totem knows how to do. */
export const features: readonly Feature[] = [communities, introductions, offers, meetings, conversations, rounds]
