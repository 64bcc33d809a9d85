import type { Context } from '../../context.ts'
import { fieldError } from '../../i18n/i18n.ts'
import { action } from '../../kit/action.ts'
import { type Answers, answerChoices, answerText, choiceField, type Form, form, textField } from '../../kit/form.ts'
import { clean } from '../../kit/text.ts'
import { endOfDay, fromDate, type Instant, parseDay, writeDay } from '../../kit/time.ts'
import { themeChoices } from '../communities/themes.ts'
import { offerKindOf } from './kinds.ts'
import { defaultClosing, findOffer, type OfferRow, type OfferValues, zoneOf } from './offers.ts'
import { offerLimits } from './propose.ts'

/** The form of a new offer of a kind (`new.legal`), or of an offer that is there (its number). */
export async function offerForm(ctx: Context, record: string): Promise<Form> {
  const there = record.startsWith('new.') ? undefined : await findOffer(ctx.db.client, ctx.community, Number(record))
  const { t } = ctx
  return form({
    action: action('offer.save', record),
    title: t.words('offer.form'),
    send: t.words(there ? 'general.save' : 'offer.form.publish'),
    fields: [
      textField({
        key: 'title',
        label: t.words('offer.form.title'),
        maximum: offerLimits.title,
        value: there?.title ?? '',
      }),
      textField({
        key: 'details',
        label: t.words('offer.form.details'),
        hint: t.words('offer.form.details.hint'),
        lines: 'many',
        maximum: offerLimits.details,
        value: there?.details ?? '',
      }),
      choiceField({
        key: 'themes',
        label: t.words('offer.form.themes'),
        choices: await themeChoices(ctx.db.client, ctx.community, t),
        minimum: 0,
        maximum: offerLimits.themes,
        chosen: there?.themes.map(({ theme }) => theme) ?? [],
      }),
      textField({
        key: 'places',
        label: t.words('offer.form.places'),
        maximum: 3,
        value: String(there?.places ?? offerLimits.defaultPlaces),
      }),
      untilField(ctx, there),
    ],
  })
}

function untilField(ctx: Context, there: OfferRow | undefined) {
  const zone = zoneOf(ctx.member, ctx.workspace)
  const closing = there ? fromDate(there.closesAt) : defaultClosing(ctx.now, zone)
  const example = writeDay(defaultClosing(ctx.now, zone), zone)
  return textField({
    key: 'until',
    label: ctx.t.words('offer.form.until'),
    hint: ctx.t.words('offer.form.until.hint', { example }),
    maximum: 10,
    value: writeDay(closing, zone),
  })
}

/** What the form says. Throws a UserError at the first field that cannot be. */
export function readOffer(ctx: Context, kind: string, answers: Answers): OfferValues {
  const title = clean(answerText(answers, 'title'))
  if (title === '') throw fieldError('title', 'general.fieldMissing')
  const details = clean(answerText(answers, 'details'))
  if (details === '') throw fieldError('details', 'general.fieldMissing')
  return {
    title,
    details,
    kind: offerKindOf(kind),
    themes: answerChoices(answers, 'themes'),
    places: readPlaces(answerText(answers, 'places')),
    closesAt: readClosing(ctx, answerText(answers, 'until')),
  }
}

function readPlaces(typed: string): number {
  const places = /^\d{1,3}$/u.test(typed) ? Number(typed) : 0
  if (places < 1 || places > offerLimits.places) throw fieldError('places', 'offer.badPlaces')
  return places
}

/** The end of the day that was typed, in the author's zone; from tomorrow to a year from now. */
function readClosing(ctx: Context, typed: string): Instant {
  const zone = zoneOf(ctx.member, ctx.workspace)
  const day = parseDay(typed)
  const today = ctx.now.toZonedDateTimeISO(zone).toPlainDate()
  const latest = today.add({ days: offerLimits.maximumDays })
  const fits = day && Temporal.PlainDate.compare(day, today) > 0 && Temporal.PlainDate.compare(day, latest) <= 0
  if (!fits) throw fieldError('until', 'offer.badUntil', { example: writeDay(defaultClosing(ctx.now, zone), zone) })
  return endOfDay(day.toZonedDateTime(zone).toInstant(), zone)
}
