import { later, toDate } from '../kit/time.ts'
import type { Vault } from '../platforms/platform.ts'
import { seal, unseal } from './sealing.ts'
import type { Totem } from './totem.ts'

/** How long one process has to renew a secret before another may try. */
const CLAIM_SECONDS = 30

type Vaults = Pick<Totem, 'db' | 'now' | 'random' | 'encryptionKeys'>

/** What a platform keeps for the workspaces that installed it: one row each, encrypted, the same for every process. */
export function vaultOf(totem: Vaults, platform: string): Vault {
  const { installation } = totem.db.client
  const aboutOf = (workspace: string): string => `${platform} ${workspace}`
  const sealed = (workspace: string, secret: string): string =>
    seal(totem.encryptionKeys, totem.random, aboutOf(workspace), secret)
  const rowOf = (workspace: string) => ({ platform_externalId: { platform, externalId: workspace } })

  /** What the row holds. Sealed anew when its key is no longer the first, so that the former key can be dropped. */
  const open = async (workspace: string, kept: string): Promise<string> => {
    const found = unseal(totem.encryptionKeys, aboutOf(workspace), kept)
    if (!found)
      throw new Error(
        `ENCRYPTION_KEY does not open what Totem keeps for the ${platform} workspace ${workspace}: ` +
          'put the key that it was started with before behind the new one, with a comma between.',
      )
    if (found.stale)
      await installation.updateMany({
        where: { platform, externalId: workspace, secret: kept },
        data: { secret: sealed(workspace, found.text) },
      })
    return found.text
  }
  const read = async (workspace: string): Promise<string | undefined> => {
    const row = await installation.findUnique({ where: rowOf(workspace), select: { secret: true } })
    return row ? open(workspace, row.secret) : undefined
  }

  return {
    read,
    async all() {
      const rows = await installation.findMany({ where: { platform }, orderBy: { installedAt: 'asc' } })
      return Promise.all(
        rows.map(async ({ externalId, secret }) => ({ workspace: externalId, secret: await open(externalId, secret) })),
      )
    },
    async keep(workspace, secret) {
      const data = { secret: sealed(workspace, secret), installedAt: toDate(totem.now()), claimedUntil: null }
      await installation.upsert({
        where: rowOf(workspace),
        update: data,
        create: { platform, externalId: workspace, ...data },
      })
    },
    async forget(workspace, secret) {
      const row = await installation.findUnique({ where: rowOf(workspace), select: { secret: true } })
      if (!row || (await open(workspace, row.secret)) !== secret) return false
      const gone = await installation.deleteMany({
        where: { platform, externalId: workspace, secret: row.secret },
      })
      return gone.count > 0
    },
    async renew(workspace, make) {
      const now = totem.now()
      const mine = { platform, externalId: workspace }
      const free = { OR: [{ claimedUntil: null }, { claimedUntil: { lt: toDate(now) } }] }
      const claimedUntil = toDate(later(now, { seconds: CLAIM_SECONDS }))
      const claimed = await installation.updateMany({ where: { ...mine, ...free }, data: { claimedUntil } })
      if (claimed.count === 0) return
      const secret = await read(workspace)
      const made = secret === undefined ? undefined : await make(secret)
      // A workspace that was installed again meanwhile has a secret that is newer than ours.
      await installation.updateMany({
        where: { ...mine, claimedUntil },
        data: { claimedUntil: null, ...(made === undefined ? {} : { secret: sealed(workspace, made) }) },
      })
    },
  }
}
