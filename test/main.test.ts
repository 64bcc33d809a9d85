import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { until } from './support/until.ts'

const main = join(import.meta.dirname, '..', 'src', 'main.ts')

describe('the process', () => {
  test('with wrong settings says all that is wrong and touches nothing', async () => {
    const run = start({ DISCORD_TOKEN: 'two words', PORT: 'high', SLACK_BOT_TOKEN: 'xoxb-1' })
    expect(await run.ended()).toBe(1)
    expect(run.said.err).toMatch(/DISCORD_TOKEN: .*for example/)
    expect(run.said.err).toMatch(/PORT: .*for example 3000/)
    expect(run.said.err).toMatch(/SLACK_APP_TOKEN: is missing/)
    expect(run.said.err).not.toMatch(/two words|\n\s+at /)
    expect(readdirSync(run.folder)).toEqual([])
  })

  test('with a database that it cannot use says so in one sentence', async () => {
    const run = start(
      { DISCORD_TOKEN: 'a.b.c', DATABASE_URL: 'file:notes.db', PORT: '0' },
      { 'notes.db': 'no database at all' },
    )
    expect(await run.ended()).toBe(1)
    expect(run.said.err.trim().split('\n')).toHaveLength(1)
    expect(run.said.err).toMatch(/database/i)
  })

  test('whose port is taken names it and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(async () => other[Symbol.asyncDispose]())
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const run = start({ PORT: `${port}` })
    expect(await run.ended()).toBe(1)
    expect(run.said.err).toBe(
      `Another program answers at 127.0.0.1:${port} already. Stop it, or set PORT to another number, for example 3001.\n`,
    )
  })

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'without tokens plays in the sandbox, says where, and stops in order on %s',
    async (signal) => {
      const run = start({ PORT: '0', DATABASE_URL: 'file:./precious.db' })
      const address = await until('it says where it is', () => /Open (http:\/\/\S+)/.exec(run.said.out)?.[1])
      expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ ok: true })
      expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ ready: true, missing: [] })
      const page = await fetch(address)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('Totem')
      const moved = await fetch(`${address}/sandbox/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"advance":{"days":1}}',
      })
      expect(moved.status).toBe(200)

      run.child.kill(signal)
      expect(await run.ended()).toBe(0)
      expect(run.said.out).toContain('"msg":"stopped"')
      expect(run.said.err).toBe('')
      expect(existsSync(join(run.folder, 'precious.db'))).toBe(false)
      expect(readdirSync(join(run.folder, 'data', 'sandbox'))).toEqual([])
    },
  )

  test('stopped while it starts ends as well', async () => {
    const run = start({ PORT: '0' })
    await until('it listens', () => run.said.out.includes('discord.commands'))
    run.child.kill('SIGTERM')
    expect(await run.ended()).toBe(0)
  })
})

interface Run {
  readonly child: ChildProcess
  readonly folder: string
  readonly said: { out: string; err: string }
  /** Its exit code. */
  ended(): Promise<number | null>
}

/** Totem as npm start runs it, in a folder of its own, with these variables alone. */
function start(environment: Record<string, string>, files: Record<string, string> = {}): Run {
  const folder = mkdtempSync(join(tmpdir(), 'totem-main-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const child = spawn(process.execPath, [main], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  const closed = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await closed
    rmSync(folder, { recursive: true, force: true })
  })
  return { child, folder, said, ended: async () => (await closed)[0] as number | null }
}
