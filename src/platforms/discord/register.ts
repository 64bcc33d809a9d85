import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord.js'
import { Routes } from 'discord.js'
import type { Log } from '../../context.ts'
import type { Api } from './api.ts'
import { sameCommands } from './commands.ts'
import { isPermanent } from './errors.ts'
import { pause } from './wait.ts'

const shortestPauseMs = 1_000
const longestPauseMs = 300_000

/** Registers all commands at once, and only when they changed: Discord takes 200 creations a day. False: they were registered. */
export async function registerCommands(
  api: Api,
  application: string,
  wanted: RESTPutAPIApplicationCommandsJSONBody,
): Promise<boolean> {
  const registered = await api.call<unknown[]>('GET', Routes.applicationCommands(application), {
    query: { with_localizations: true },
  })
  if (sameCommands(registered, wanted)) return false
  await api.call('PUT', Routes.applicationCommands(application), { body: wanted })
  return true
}

/** Tries until it worked or cannot. Resolves after the first try; the others go on behind. */
export async function keepRegistering(
  register: () => Promise<boolean>,
  log: Log,
  stopping: AbortSignal,
): Promise<void> {
  const tryOnce = async (): Promise<boolean> => {
    try {
      log.info('discord.commands', { changed: await register() })
      return true
    } catch (error) {
      log.error('discord.commands', error)
      return isPermanent(error)
    }
  }
  const goOn = async (): Promise<void> => {
    for (let wait = shortestPauseMs; !stopping.aborted; wait = Math.min(wait * 2, longestPauseMs)) {
      await pause(wait, stopping)
      if (stopping.aborted || (await tryOnce())) return
    }
  }
  if (!(await tryOnce())) void goOn()
}
