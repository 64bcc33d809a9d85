import { beforeEach, expect, test } from 'vitest'
import { vaultOf } from '../../src/totem/vault.ts'
import { onBothDatabases } from '../support/database.ts'

const first = Buffer.alloc(32, 1)
const former = Buffer.alloc(32, 2)
const noon = Temporal.Instant.from('2026-03-02T12:00:00Z')

onBothDatabases('The vault', (database) => {
  const vaultWith = (encryptionKeys: readonly Buffer[], now = noon, platform = 'slack') =>
    vaultOf({ db: database(), now: () => now, random: Math.random, encryptionKeys }, platform)
  const rows = async () => database().client.installation.findMany({ orderBy: { externalId: 'asc' } })

  beforeEach(async () => void (await database().client.installation.deleteMany()))

  test('keeps what it is given, encrypted, for each workspace of its platform', async () => {
    const vault = vaultWith([first])
    await vault.keep('T1', 'xoxb-1')
    await vault.keep('T2', 'xoxb-2')
    await vaultWith([first], noon, 'discord').keep('T1', 'of another platform')
    await vault.keep('T1', 'xoxb-1-again')

    expect(await vault.read('T1')).toBe('xoxb-1-again')
    expect(await vault.read('T3')).toBeUndefined()
    expect(await vault.all()).toEqual([
      { workspace: 'T1', secret: 'xoxb-1-again' },
      { workspace: 'T2', secret: 'xoxb-2' },
    ])
    expect(JSON.stringify(await rows())).not.toContain('xoxb')

    expect(await vault.forget('T1', 'xoxb-1')).toBe(false)
    expect(await vault.forget('T1', 'xoxb-1-again')).toBe(true)
    expect(await vault.forget('T1', 'xoxb-1-again')).toBe(false)
    expect(await vault.all()).toEqual([{ workspace: 'T2', secret: 'xoxb-2' }])
  })

  test('opens with a former key, and writes it anew with the first, so that the former can be dropped', async () => {
    await vaultWith([former]).keep('T1', 'xoxb-1')
    expect(await vaultWith([first, former]).all()).toEqual([{ workspace: 'T1', secret: 'xoxb-1' }])
    expect(await vaultWith([first]).read('T1')).toBe('xoxb-1')
  })

  test('says which setting to mend when no key opens it, and leaves it as it is', async () => {
    await vaultWith([former]).keep('T1', 'xoxb-1')
    await expect(vaultWith([first]).all()).rejects.toThrow(/^ENCRYPTION_KEY does not open .*T1.*with a comma/)
    expect(await vaultWith([former]).read('T1')).toBe('xoxb-1')
  })

  test('lets one process renew at a time; the others carry on with what is there', async () => {
    const vault = vaultWith([first])
    await vault.keep('T1', '1')
    const begun: string[] = []
    await Promise.all(
      Array.from({ length: 8 }, async () =>
        vault.renew('T1', async (secret) => {
          begun.push(secret)
          return String(Number(secret) + 1)
        }),
      ),
    )
    // One after the other at most: none of them began with what another had used up.
    expect(new Set(begun).size).toBe(begun.length)
    expect(await vault.read('T1')).toBe(String(begun.length + 1))
  })

  test('lets nobody renew while another is at it, and for half a minute after a failure', async () => {
    const vault = vaultWith([first])
    await vault.keep('T1', 'old')
    const failing = vault.renew('T1', async () => {
      await vault.renew('T1', async () => 'from the other process')
      throw new Error('Slack is away')
    })
    await expect(failing).rejects.toThrow('Slack is away')
    await vault.renew('T1', async () => 'too early')
    expect(await vault.read('T1')).toBe('old')
    await vaultWith([first], noon.add({ seconds: 31 })).renew('T1', async () => 'new')
    expect(await vault.read('T1')).toBe('new')
  })

  test('keeps a new installation although an older one is being renewed', async () => {
    const vault = vaultWith([first])
    await vault.keep('T1', 'old')
    await vault.renew('T1', async () => {
      await vault.keep('T1', 'installed again')
      return 'renewed'
    })
    expect(await vault.read('T1')).toBe('installed again')
  })

  test('has nothing to renew where Totem is not', async () => {
    await vaultWith([first]).renew('T1', async () => 'made of nothing')
    expect(await rows()).toEqual([])
  })
})
