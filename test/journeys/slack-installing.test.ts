import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlackPlayground } from '../../src/sandbox/slack/playground.ts'
import { kinds } from '../support/database.ts'
import { type Browsing, installTotem } from '../support/installing.ts'
import { introduce } from '../support/meeting.ts'
import { type Playing, play, saying, says, wordsOf } from '../support/playing.ts'
import { countRows } from '../support/rows.ts'
import { until } from '../support/until.ts'

describe.each(kinds)('Slack over HTTP, with %s:', (kind) => {
  let playing: Playing
  let slack: SlackPlayground
  let home: { id: string; staff: string; founder: string; room: string; offers: string }
  beforeEach(async () => {
    playing = await play(kind, { slackOverHttp: true, opened: false })
    const { bivouac } = playing.world
    slack = playing.world.slack
    home = {
      id: bivouac.id,
      staff: bivouac.members['staff'] ?? '',
      founder: bivouac.members['founder'] ?? '',
      room: bivouac.channels['presentations'] ?? '',
      offers: bivouac.channels['offres'] ?? '',
    }
  })
  afterEach(async () => playing?.close())

  const install = async (browsing: Browsing = {}) => installTotem(slack, playing.publicUrl, home.staff, browsing)
  const installations = async () => countRows(playing, '"Installation"')
  const answers = async () => wordsOf(await slack.command(home.founder, home.room, '/totem help'))

  test('whoever installs it is told, on the page and in Slack, in their language', async () => {
    const french = await install()
    expect(french).toMatchObject({ status: 200, text: expect.stringContaining('Totem a rejoint Le Bivouac') })
    expect((await install({ language: 'en-GB' })).text).toContain('Totem has joined Le Bivouac')
    expect((await says(slack, home.staff, 'dm', 'Totem est arrivé')).text).toContain('presentations')
    expect(saying(slack, home.staff, 'dm', 'Totem est arrivé')).toHaveLength(1)
    expect(await answers()).toContain('/intro')
    expect(await installations()).toBe(1)
    expect(await countRows(playing, `"Installation" WHERE secret LIKE '%xox%'`)).toBe(0)
    expect(playing.faults).toEqual([])
  })

  test('the way over Slack’s page works once, for ten minutes, in the browser where it began', async () => {
    let address = ''
    const keeping = (url: string) => {
      address = slack.allow(home.staff, url)
      return address
    }
    let cookie = ''
    const noting = (given: string) => {
      cookie = given
      return given
    }
    expect((await install({ does: keeping, cookie: noting })).status).toBe(200)
    const again = await fetch(address, { headers: { cookie, 'accept-language': 'fr' } })
    expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('Ce lien n’est plus valable')])

    const expired = expect.objectContaining({ status: 400, text: expect.stringContaining('plus valable') })
    expect(await install({ cookie: () => '' })).toEqual(expired)
    expect(await install({ cookie: () => 'totem_install=another' })).toEqual(expired)
    const late = async (url: string) => {
      const back = slack.allow(home.staff, url)
      await playing.later({ minutes: 11 })
      return back
    }
    const begun = await fetch(`${playing.publicUrl}/slack/install`, { redirect: 'manual' })
    const given = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const tooLate = await fetch(await late(begun.headers.get('location') ?? ''), { headers: { cookie: given } })
    expect(tooLate.status).toBe(400)
    expect(begun.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
    expect(playing.faults).toEqual([])
  })

  test('whoever cancels, or whom Slack fails, reads what to do next, and nothing changes', async () => {
    const cancelled = await install({ does: (url) => slack.deny(url) })
    expect(cancelled).toMatchObject({ status: 200, text: expect.stringContaining('Rien n’a été installé') })
    expect(cancelled.text).toContain('href="install"')
    slack.fault({ call: 'oauth.v2.access', times: 1, kind: '500' })
    const failed = await install()
    expect(failed).toMatchObject({ status: 502, text: expect.stringContaining('n’a pas pu être installé') })
    expect(playing.faults).toEqual([expect.stringContaining('slack.install.failed')])
    expect(await installations()).toBe(1)
    expect(await answers()).toContain('/intro')
  })

  test('removed, it forgets its token and stops there at once; installed again, everything is as before', async () => {
    await introduce({ on: slack, id: home.founder, room: home.room }, 'Capteurs de Karim')
    await says(slack, home.founder, home.room, 'Capteurs de Karim')
    await slack.uninstall(home.id)
    await until('the token is forgotten', async () => (await installations()) === 0)
    expect(await countRows(playing, '"Workspace" WHERE "removedAt" IS NOT NULL')).toBe(1)

    expect((await install()).status).toBe(200)
    await until('it is back', async () => (await countRows(playing, '"Workspace" WHERE "removedAt" IS NULL')) === 2)
    const shown = await slack.command(home.founder, home.room, '/intro show')
    expect(wordsOf(shown)).toContain('Capteurs de Karim')
    await slack.write(home.founder, home.offers, 'Deux heures de conseil juridique pour vos contrats')
    await says(slack, home.founder, home.offers, 'Votre message est-il une offre')
    expect(playing.faults).toEqual([])
  })

  test('removed and installed again while it was down, it stays: what Slack tells late is checked', async () => {
    await playing.restart(async () => {
      await slack.uninstall(home.id)
    })
    await until('it has noticed', async () => (await installations()) === 0)
    expect((await install()).status).toBe(200)
    // The news of the removal, which found nobody a minute and five minutes ago, comes once more.
    await playing.later({ minutes: 1 })
    await playing.later({ minutes: 5 })
    expect(await answers()).toContain('/intro')
    expect(await installations()).toBe(1)
    expect(playing.faults).toEqual([])
  })

  test('removed after half a day of silence, while Slack stumbles, it is gone all the same', async () => {
    await until('it is there', async () => (await countRows(playing, '"Workspace"')) === 2)
    slack.fault({ call: 'auth.test', times: 3, kind: '503' })
    playing.world.clock.advance(13 * 3_600_000)
    await slack.uninstall(home.id)
    const removed = async () => (await countRows(playing, '"Workspace" WHERE "removedAt" IS NOT NULL')) === 1
    await until('it has noticed', async () => {
      await playing.later({ minutes: 1 })
      return removed()
    })
    expect(await installations()).toBe(0)
    // What was in hand there found no token any more.
    expect(playing.faults.filter((fault) => !/tokenNotRenewed|has ended/u.test(fault))).toEqual([])
  })

  test('a token is renewed before its end, once, and after days of silence too', async () => {
    const grants = () => slack.calls.filter(({ call }) => call === 'oauth.v2.access').length
    const begun = grants()
    await playing.later({ hours: 9 })
    expect(await answers()).toContain('/intro')
    expect(grants()).toBe(begun)
    await playing.later({ hours: 1, minutes: 30 })
    await Promise.all([answers(), slack.command(home.founder, home.room, '/intro find karim')])
    expect(grants()).toBe(begun + 1)
    await playing.restart(async () => {
      await playing.later({ hours: 0 })
      playing.world.clock.advance(5 * 24 * 3_600_000)
    })
    await slack.join(home.id, { name: 'Camille Roussel', locale: 'fr' })
    await until(
      'the newcomer is welcomed',
      async () => (await countRows(playing, `"Member" WHERE name = 'Camille Roussel' AND greeting = 'welcomed'`)) === 1,
    )
    expect(playing.faults).toEqual([])
  })

  const isTried = async (name: string, times: number) =>
    until(
      `Slack has tried ${times} times`,
      () => slack.sentRequests.filter(({ body }) => body.includes(name)).length === times,
    )
  /** Somebody joins whom Slack tries in vain to tell of, four times, until it gives up. */
  const joinUnheard = async (name: string): Promise<void> => {
    const known = async () => (await countRows(playing, '"Workspace" WHERE "membersKnownAt" IS NOT NULL')) === 2
    await until('it knows who is there', known)
    slack.unreachable(true)
    await slack.join(home.id, { name, locale: 'fr' })
    await isTried(name, 2)
    await playing.later({ minutes: 1 })
    await isTried(name, 3)
    await playing.later({ minutes: 5 })
    await isTried(name, 4)
  }
  const welcomed = async () => countRows(playing, `"Member" WHERE greeting = 'welcomed'`)

  test('what Slack tried in vain to tell for minutes is read when it comes through again', async () => {
    await joinUnheard('Camille Roussel')
    await slack.join(home.id, { name: 'Oscar Petit', locale: 'fr' })
    await isTried('Oscar Petit', 2)
    slack.unreachable(false)
    await playing.later({ minutes: 1 })
    await until('both are welcomed', async () => (await welcomed()) === 2)
    expect(playing.faults).toEqual([])
  })

  test('what it told in vain in a quiet workspace is read within a day', async () => {
    await joinUnheard('Camille Roussel')
    slack.unreachable(false)
    await playing.later({ hours: 25 })
    await until('she is welcomed', async () => (await welcomed()) === 1)
    expect(playing.faults).toEqual([])
  })
})
