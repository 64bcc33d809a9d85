// npm test: everything, in the order in which mistakes are cheapest to find, up to the first step that fails.
// npm test -- ARGUMENTS: they go to vitest, for example a path.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}` }
const folder = mkdtempSync(join(tmpdir(), 'totem-results-'))
const results = join(folder, 'vitest.json')

/** vitest does not notice what Node itself cannot run, so Node loads every module. Only main.ts does something when loaded. */
function importEverything(): string {
  const modules = globSync(['src/**/*.ts', 'commands/**/*.ts'], { cwd: root })
    .filter((file) => file !== join('src', 'main.ts') && !file.includes('generated'))
    .map((file) => JSON.stringify(`./${file}`))
  return `await Promise.all([${modules.join(', ')}].map((file) => import(file)))\nprocess.exit(0)`
}

const vitest = [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]

const steps: { name: string; command: string; args: string[] }[] = [
  { name: 'lint and format', command: 'biome', args: ['check'] },
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'native start', command: process.execPath, args: ['--input-type=module', '--eval', importEverything()] },
  { name: 'tests', command: 'vitest', args: vitest },
]

function run({ name, command, args }: (typeof steps)[number]): boolean {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`── ${name}: ${status === 0 ? 'well' : 'FAILED'}, ${seconds} s`)
  return status === 0
}

interface Results {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** A file that could not even be loaded counts as one failure. */
function counted(): { passed: number; failed: number } {
  const { numPassedTests, numFailedTests, testResults }: Results = JSON.parse(readFileSync(results, 'utf8'))
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
}

// The results decide, not vitest's exit code: the hooks of the PostgreSQL under test end that process with 0 whatever failed.
let well = steps.every(run)
if (existsSync(results)) {
  const { passed, failed } = counted()
  well &&= failed === 0 && passed > 0
  console.log(`\n${passed} passed, ${failed} failed`)
}
rmSync(folder, { recursive: true, force: true })
process.exit(well ? 0 : 1)
