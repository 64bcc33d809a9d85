import type { Command, Group, Option, Shortcut, Subgroup } from '../../command.ts'
import type { Translate } from '../../i18n/i18n.ts'

export type ManifestOptions = { readonly name: string } & (
  | { readonly mode: 'socket' }
  | { readonly mode: 'http'; readonly url: string }
)

/** What Totem does in Slack, and what each needs. */
export const scopes = [
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'reactions:read',
  'team:read',
  'users:read',
]
const events = [
  'app_home_opened',
  'app_uninstalled',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'team_join',
  'tokens_revoked',
  'user_change',
]
const description =
  'Introduces newcomers, relays offers, books office hours and sends the news, across every chat of a community.'
const colour = '#1f4e5f'

/** https://docs.slack.dev/reference/app-manifest */
export const manifestLimits = {
  commands: 50,
  about: 2_000,
  hint: 1_000,
  shortcuts: 10,
  shortcutName: 24,
  shortcutAbout: 150,
} as const

/** The app as Slack is to set it up, to be pasted under "Create an app from a manifest". */
export function slackManifest(
  groups: readonly Group[],
  shortcuts: readonly Shortcut[],
  options: ManifestOptions,
  t: Translate,
) {
  const address = options.mode === 'http' ? { url: `${options.url}/slack/events` } : {}
  const requests = options.mode === 'http' ? { request_url: `${options.url}/slack/events` } : {}
  return {
    display_information: { name: options.name, description, background_color: colour },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: options.name, always_online: true },
      shortcuts: shortcuts
        .filter((shortcut) => shortcut.on === 'message')
        .map((shortcut) => ({
          name: t.words(shortcut.label),
          type: 'message' as const,
          callback_id: shortcut.id,
          description: t.words(shortcut.label),
        })),
      slash_commands: groups.map((group) => ({
        command: `/${group.name}`,
        ...address,
        description: t.words(group.about),
        usage_hint: usage(group),
        // Members and channels come as ids, not as what they are called today.
        should_escape: true,
      })),
    },
    oauth_config: {
      scopes: { bot: scopes },
      ...(options.mode === 'http' ? { redirect_urls: [`${options.url}/slack/oauth_redirect`] } : {}),
    },
    settings: {
      event_subscriptions: { ...requests, bot_events: events },
      interactivity: { is_enabled: true, ...requests },
      org_deploy_enabled: false,
      socket_mode_enabled: options.mode === 'socket',
      token_rotation_enabled: options.mode === 'http',
    },
  }
}

/** `me | show [member] | partner add member organisation` */
function usage(group: Group): string {
  return group.commands.map(usageOf).join(' | ')
}

function usageOf(each: Command | Subgroup): string {
  if (each.kind === 'subgroup') return `${each.name} ${each.commands.map((command) => command.name).join('/')}`
  return [each.name, ...Object.entries(each.options).map(([name, option]) => usageOfOption(name, option))].join(' ')
}

function usageOfOption(name: string, option: Option): string {
  return option.required ? name : `[${name}]`
}
