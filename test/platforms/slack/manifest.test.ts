import { describe, expect, test } from 'vitest'
import { groups, shortcuts } from '../../../commands/index.ts'
import { translator } from '../../../src/i18n/i18n.ts'
import { manifestLimits, slackManifest } from '../../../src/platforms/slack/manifest.ts'

describe('the manifest', () => {
  const manifest = slackManifest(groups, shortcuts, { name: 'Totem', mode: 'socket' }, translator('en'))

  test('has every group of commands within Slack’s limits', () => {
    const { slash_commands: commands } = manifest.features
    expect(commands.map((each) => each.command)).toEqual(groups.map((group) => `/${group.name}`))
    expect(commands.length).toBeLessThanOrEqual(manifestLimits.commands)
    for (const each of commands) {
      expect(each.command).toMatch(/^\/[a-z0-9_-]{1,31}$/u)
      expect(each.should_escape).toBe(true)
      expect(each.description.length).toBeLessThanOrEqual(manifestLimits.about)
      expect(each.usage_hint.length).toBeLessThanOrEqual(manifestLimits.hint)
    }
  })

  test('has the shortcuts on messages, by the id they come back with', () => {
    const { shortcuts: made } = manifest.features
    expect(made.map((each) => each.callback_id)).toEqual(
      shortcuts.filter((each) => each.on === 'message').map((each) => each.id),
    )
    expect(made.length).toBeLessThanOrEqual(manifestLimits.shortcuts)
    for (const each of made) expect(each.name.length).toBeLessThanOrEqual(manifestLimits.shortcutName)
  })

  test('asks for no addresses in Socket Mode, and for all of them over HTTP', () => {
    expect(JSON.stringify(manifest)).not.toContain('url')
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    const http = slackManifest(
      groups,
      shortcuts,
      { name: 'Totem', mode: 'http', url: 'https://totem.example.org' },
      translator('fr'),
    )
    expect(http.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: 'https://totem.example.org/slack/events' },
      interactivity: { request_url: 'https://totem.example.org/slack/events' },
    })
    expect(http.features.slash_commands.every((each) => 'url' in each)).toBe(true)
  })
})
