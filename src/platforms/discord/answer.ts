import {
  InteractionResponseType as Answers,
  RESTJSONErrorCodes as Codes,
  InteractionType,
  MessageFlags,
  Routes,
} from 'discord.js'
import { localeOf, translator } from '../../i18n/i18n.ts'
import { type Card, card, paragraph } from '../../kit/card.ts'
import type { Form } from '../../kit/form.ts'
import type { Reply } from '../../kit/reply.ts'
import type { Door, Entry } from '../platform.ts'
import type { Api } from './api.ts'
import { type Interaction, isPrivate } from './entry.ts'
import { codeOf, isPermanent } from './errors.ts'
import { drawForm } from './forms.ts'
import { type Drawn, drawCard } from './render.ts'
import { pause, within } from './wait.ts'

/** What it takes to answer. */
export interface Desk {
  readonly api: Api
  readonly door: Door
  readonly application: () => string
}

/** After this the interaction is deferred: Discord wants a first answer within 3 s. */
const patienceMs = 1_500
/** One try of a first answer: what is lost on the way must leave time for another. */
const tryMs = 900
const tries = 3
/** Between the tries of a late answer, which Discord takes for 15 minutes. */
const lateTriesMs = [500, 1_000, 2_000, 4_000, 8_000]

/** Shows the reply to whoever asked, and only them: in place of the private card that was used, if it was one. */
export async function answer(
  desk: Desk,
  interaction: Interaction,
  entry: Entry,
  working: Promise<Reply>,
): Promise<void> {
  const reply = withoutFault(desk, interaction, working)
  const soon = await within(reply, patienceMs)
  if (soon) return answerNow(desk, interaction, entry, soon)
  const deferred = replaces(interaction)
    ? { type: Answers.DeferredMessageUpdate }
    : { type: Answers.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } }
  if (!(await firstAnswer(desk, interaction, deferred))) return
  const shown = drawCard(await asCard(desk, entry, await reply), entry.workspace)
  await lateAnswer(desk, interaction, entry, shown)
}

async function withoutFault(desk: Desk, interaction: Interaction, working: Promise<Reply>): Promise<Reply> {
  try {
    return await working
  } catch (error) {
    return { kind: 'card', card: faultCard(desk, interaction, error) }
  }
}

async function answerNow(desk: Desk, interaction: Interaction, entry: Entry, reply: Reply): Promise<void> {
  try {
    if (reply.kind === 'form' && interaction.type !== InteractionType.ModalSubmit) {
      await firstAnswer(desk, interaction, { type: Answers.Modal, data: drawForm(reply.form) })
      return
    }
    await showNow(desk, interaction, drawCard(await asCard(desk, entry, reply), entry.workspace))
  } catch (error) {
    await showNow(desk, interaction, drawCard(faultCard(desk, interaction, error), entry.workspace))
  }
}

async function showNow(desk: Desk, interaction: Interaction, { body, files }: Drawn): Promise<void> {
  const inPlace = replaces(interaction)
  const flags = inPlace ? body.flags : body.flags | MessageFlags.Ephemeral
  const type = inPlace ? Answers.UpdateMessage : Answers.ChannelMessageWithSource
  await firstAnswer(desk, interaction, { type, data: { ...body, flags } }, files)
}

/** A form cannot answer a form, nor come late: then a button opens it. */
async function asCard({ door }: Desk, entry: Entry, reply: Reply): Promise<Card> {
  if (reply.kind === 'card') return reply.card
  const keep = async (form: Form, errors?: Readonly<Record<string, string>>) => door.keep(entry, form, errors)
  return reply.kind === 'form' ? keep(reply.form) : keep(reply.form, reply.errors)
}

/** True: it arrived. False: Discord no longer waits for it. Throws what Discord refused. */
async function firstAnswer(
  { api, door }: Desk,
  { id, token }: Interaction,
  body: unknown,
  files: Drawn['files'] = [],
): Promise<boolean> {
  for (let tried = 1; ; tried++) {
    try {
      await api.call('POST', Routes.interactionCallback(id, token), { body, files, auth: false, timeoutMs: tryMs })
      return true
    } catch (error) {
      // An earlier try took effect after all.
      if (codeOf(error) === Codes.InteractionHasAlreadyBeenAcknowledged) return true
      if (codeOf(error) === Codes.UnknownInteraction || tried === tries) {
        door.failed('discord.answer', error)
        return false
      }
      if (isPermanent(error)) throw error
    }
  }
}

async function lateAnswer(desk: Desk, interaction: Interaction, entry: Entry, { body, files }: Drawn): Promise<void> {
  try {
    await overwrite(desk, interaction, { body, files })
  } catch (error) {
    await overwrite(desk, interaction, drawCard(faultCard(desk, interaction, error), entry.workspace))
  }
}

async function overwrite({ api, application }: Desk, { token }: Interaction, { body, files }: Drawn): Promise<void> {
  for (const wait of [...lateTriesMs, undefined]) {
    try {
      await api.call('PATCH', Routes.webhookMessage(application(), token), { body, files, auth: false })
      return
    } catch (error) {
      if (wait === undefined || isPermanent(error)) throw error
      await pause(wait)
    }
  }
}

/** Only a private reply may change under the fingers of whoever uses it: a post is everybody's. */
function replaces(interaction: Interaction): boolean {
  return interaction.message !== undefined && isPrivate(interaction.message)
}

function faultCard({ door }: Desk, interaction: Interaction, error: unknown): Card {
  const reference = door.failed('discord.answer', error)
  return card({ blocks: [paragraph(translator(localeOf(interaction.locale) ?? 'fr')('general.fault', { reference }))] })
}
