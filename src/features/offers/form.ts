import type { Context } from '../../context.ts'
import { fieldError, userError } from '../../i18n/i18n.ts'
import { action, idIn } from '../../kit/action.ts'
import { type Answers, answerChoices, answerText, choiceField, type Form, form, textField } from '../../kit/form.ts'
import { clean } from '../../kit/text.ts'
import { endOfDay, fromDate, type Instant, parseDay, writeDay } from '../../kit/time.ts'
import { themeChoices } from '../communities/themes.ts'
import { offerKindOf } from './kinds.ts'
import { defaultClosing, findOffer, mayChange, type OfferRow, type OfferValues, zoneOf, zoneOfOffer } from './offers.ts'
import { offerLimits } from './propose.ts'
import { proposedValues, sourceMessage } from './source.ts'

/** What an offer form is about, as its record says. */
export type Subject =
  /** `new.legal` */
  | { readonly kind: 'new'; readonly offerKind: string }
  /** `for~7~legal`: staff's, for that member. */
  | { readonly kind: 'for'; readonly member: number; readonly offerKind: string }
  /** `from~C1~123.456`: of a message in the offers channel. */
  | { readonly kind: 'source'; readonly channel: string; readonly message: string }
  /** `12` */
  | { readonly kind: 'offer'; readonly id: number }

export function readSubject(record: string): Subject {
  const [first = '', one = '', two = ''] = record.split('~')
  if (first === 'from') return { kind: 'source', channel: one, message: two }
  if (first === 'for') return { kind: 'for', member: idIn(one), offerKind: two }
  if (first.startsWith('new.')) return { kind: 'new', offerKind: first.slice('new.'.length) }
  return { kind: 'offer', id: idIn(first) }
}

export function recordOfSource(channel: string, message: string): string {
  return `from~${channel}~${message}`
}

/** The form of a new offer, with what is known or proposed; or of an offer that is there. */
export async function offerForm(ctx: Context, record: string): Promise<Form> {
  const subject = readSubject(record)
  switch (subject.kind) {
    case 'new':
    case 'for':
      return filledForm(ctx, record, undefined, zoneOf(ctx.member, ctx.workspace))
    case 'source': {
      const proposed = proposedValues(ctx, await sourceMessage(ctx, subject.channel, subject.message))
      return filledForm(ctx, record, proposed, zoneOf(ctx.member, ctx.workspace))
    }
    case 'offer': {
      const offer = await changeableOffer(ctx, subject.id)
      return filledForm(ctx, record, valuesOf(ctx, offer), zoneOfOffer(offer), 'general.save')
    }
  }
}

/** What an offer says now; one that has ended is opened for eight weeks more. */
function valuesOf(ctx: Context, offer: OfferRow): OfferValues {
  const closing = fromDate(offer.closesAt)
  return {
    title: offer.title,
    details: offer.details,
    kind: offerKindOf(offer.kind),
    themes: offer.themes.map(({ theme }) => theme),
    places: offer.places,
    closesAt: offer.state === 'expired' ? defaultClosing(ctx.now, zoneOfOffer(offer)) : closing,
  }
}

/** Its author, their colleagues and staff may change it, until it is withdrawn or refused. */
export async function changeableOffer(ctx: Context, id: number): Promise<OfferRow> {
  const offer = await findOffer(ctx.db.client, ctx.community, id)
  if (!mayChange(ctx.member, offer)) throw userError('general.ownOnly')
  if (offer.state === 'withdrawn' || offer.state === 'refused') throw userError('offer.notOpen', { title: offer.title })
  return offer
}

/** `zone`: the one in which its last day is counted. */
export async function filledForm(
  ctx: Context,
  record: string,
  values: OfferValues | undefined,
  zone: string,
  send: 'general.save' | 'offer.form.publish' = 'offer.form.publish',
): Promise<Form> {
  const { t } = ctx
  const closesAt = values?.closesAt ?? defaultClosing(ctx.now, zone)
  return form({
    action: action('offer.save', record),
    title: t.words('offer.form'),
    send: t.words(send),
    fields: [
      textField({
        key: 'title',
        label: t.words('offer.form.title'),
        maximum: offerLimits.title,
        value: values?.title ?? '',
      }),
      textField({
        key: 'details',
        label: t.words('offer.form.details'),
        hint: t.words('offer.form.details.hint'),
        required: false,
        lines: 'many',
        maximum: offerLimits.details,
        value: values?.details ?? '',
      }),
      choiceField({
        key: 'themes',
        label: t.words('offer.form.themes'),
        choices: await themeChoices(ctx.db.client, ctx.community, t),
        minimum: 0,
        maximum: offerLimits.themes,
        chosen: values?.themes ?? [],
      }),
      textField({
        key: 'places',
        label: t.words('offer.form.places'),
        maximum: 3,
        value: String(values?.places ?? offerLimits.defaultPlaces),
      }),
      textField({
        key: 'until',
        label: t.words('offer.form.until'),
        hint: t.words('offer.form.until.hint', { example: exampleDay(ctx, zone) }),
        maximum: 10,
        value: writeDay(closesAt, zone),
      }),
    ],
  })
}

function exampleDay(ctx: Context, zone: string): string {
  return writeDay(defaultClosing(ctx.now, zone), zone)
}

/** What the form says. Throws a UserError at the first field that cannot be. */
export function readOffer(ctx: Context, kind: string, answers: Answers, zone: string, before?: Instant): OfferValues {
  const title = clean(answerText(answers, 'title'))
  if (title === '') throw fieldError('title', 'general.fieldMissing')
  return {
    title,
    details: clean(answerText(answers, 'details')),
    kind: offerKindOf(kind),
    themes: answerChoices(answers, 'themes'),
    places: readPlaces(answerText(answers, 'places')),
    closesAt: readClosing(ctx, answerText(answers, 'until'), zone, before),
  }
}

function readPlaces(typed: string): number {
  const places = /^\d{1,3}$/u.test(typed) ? Number(typed) : 0
  if (places < 1 || places > offerLimits.places) throw fieldError('places', 'offer.badPlaces')
  return places
}

/** The end of the day that was typed, in the author's zone; from tomorrow to a year from now, or the day that it is already. */
function readClosing(ctx: Context, typed: string, zone: string, before: Instant | undefined): Instant {
  const day = parseDay(typed)
  const same = before && day?.equals(before.toZonedDateTimeISO(zone).toPlainDate())
  if (same && Temporal.Instant.compare(before, ctx.now) > 0) return before
  const today = ctx.now.toZonedDateTimeISO(zone).toPlainDate()
  const latest = today.add({ days: offerLimits.maximumDays })
  const fits = day && Temporal.PlainDate.compare(day, today) > 0 && Temporal.PlainDate.compare(day, latest) <= 0
  if (!fits) throw fieldError('until', 'offer.badUntil', { example: exampleDay(ctx, zone) })
  return endOfDay(day.toZonedDateTime(zone).toInstant(), zone)
}
