import * as z from 'zod'
import type { Translate } from '../../i18n/i18n.ts'
import { clip, join, link, type Text } from '../../kit/text.ts'
import type { OfferRow } from './offers.ts'

/** An offer's number, the message that it was made of, and that message's files. */
export function numberAndLinks(offer: OfferRow, t: Translate): Text {
  const source = offer.link === null ? [] : [link(offer.link, t.words('offer.card.source'))]
  const linked = [...source, ...attachmentsOf(offer).map(({ name, url }) => link(url, clip(name, ATTACHMENT_NAME)))]
  return join([t('offer.card.number', { id: String(offer.id) }), ...linked], ' · ')
}

/** More of them would make the card a list of files. */
const ATTACHMENTS = 5
const ATTACHMENT_NAME = 60
const attachmentsSchema = z.array(z.object({ name: z.string(), url: z.string() }))

function attachmentsOf({ attachments }: OfferRow) {
  return attachments === null ? [] : attachmentsSchema.parse(JSON.parse(attachments)).slice(0, ATTACHMENTS)
}
