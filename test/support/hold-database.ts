// A program that opens the database given as its argument, says so, and keeps it until it is ended.
import { openDatabase } from '../../src/db/open.ts'

const [, , url = ''] = process.argv
const database = await openDatabase(url)
await database.client.community.create({ data: { createdAt: new Date('2026-01-05T08:00:00Z') } })
process.stdout.write('open\n')
process.on('SIGTERM', async () => {
  await database.close()
  process.exit(0)
})
setInterval(() => {}, 1000)
