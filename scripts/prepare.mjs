// Runs before every npm script: installs what is missing and generates the database clients, else does nothing, fast.
// Plain JavaScript without dependencies: on a fresh machine this runs on whatever old Node is there, before the first install.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const inRoot = (/** @type {string[]} */ ...parts) => join(root, ...parts)
const read = (/** @type {string[]} */ ...parts) => readFileSync(inRoot(...parts), 'utf8')

const nodeBinary = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const generated = inRoot('src', 'db', 'generated')
const databases = ['sqlite', 'postgresql']

/** npm writes node_modules/.package-lock.json last, so an interrupted installation is not taken for a whole one. */
function isInstalled() {
  const installedLock = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(installedLock) || !existsSync(nodeBinary)) return false
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages
  const wanted = Object.entries(JSON.parse(read('package-lock.json')).packages).filter(([path]) => path !== '')
  return wanted.every(([path, { version, optional, devOptional }]) => {
    const found = installed[path]
    // Packages of other platforms are optional and rightly absent.
    return found ? found.version === version : Boolean(optional || devOptional)
  })
}

function schemas() {
  const models = read('prisma', 'schema.prisma')
  return databases.map((database) => ({ database, text: `${read('prisma', database, 'header.prisma')}\n${models}` }))
}

function schemaStamp() {
  const version = JSON.parse(read('node_modules', 'prisma', 'package.json')).version
  const hash = createHash('sha256').update(version)
  for (const { text } of schemas()) hash.update(text)
  return hash.digest('hex')
}

function isGenerated() {
  const stamp = join(generated, 'stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === schemaStamp()
}

async function install() {
  console.error('Installing what is missing …')
  // npm's own Node: the one in node_modules goes away while npm works.
  const node = process.env.npm_node_execpath ?? process.execPath
  // Development packages too, whatever NODE_ENV says: `npm test` is to work wherever `npm start` does.
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  if (npm) return run(node, [npm, ...options], node)
  return run('npm', options, node)
}

async function generate() {
  const stamp = schemaStamp()
  const workshop = inRoot('.cache', 'generated')
  const old = inRoot('.cache', 'generated-before')
  // What a killed process left.
  for (const folder of [workshop, old]) rmSync(folder, { recursive: true, force: true })
  mkdirSync(workshop, { recursive: true })
  try {
    await Promise.all(
      schemas().map(async ({ database, text }) => {
        const schema = join(workshop, `${database}.prisma`)
        writeFileSync(schema, text)
        const prisma = inRoot('node_modules', 'prisma', 'build', 'index.js')
        await run(nodeBinary, [prisma, 'generate', '--no-hints', '--schema', schema], nodeBinary)
      }),
    )
    writeFileSync(join(workshop, 'stamp'), stamp)
    // Moved into place whole, so that a program starting meanwhile never finds half a client.
    if (existsSync(generated)) renameSync(generated, old)
    renameSync(workshop, generated)
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

/** Output is shown only on failure, and never on standard output, which belongs to the script that follows. */
async function run(command, args, anyExecutable) {
  const env = {
    ...process.env,
    // Any executable will do: generating does not use the engine, which Prisma would download otherwise.
    PRISMA_SCHEMA_ENGINE_BINARY: anyExecutable,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code === 0) return
  console.error(output)
  throw new Error(`${[command, ...args].join(' ')} failed (exit code ${code}), see above`)
}

const STALE_AFTER_MS = 10_000

/** One process at a time prepares a clone. The holder keeps its lock fresh; a killed one's goes stale. */
async function alone(work) {
  const lock = inRoot('.cache', 'prepare.lock')
  mkdirSync(dirname(lock), { recursive: true })
  while (!tryLock(lock)) await pause(100)
  const refresh = setInterval(() => utimesSync(lock, new Date(), new Date()), 1000)
  process.once('exit', () => rmSync(lock, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
  try {
    await work()
  } finally {
    clearInterval(refresh)
  }
}

function tryLock(lock) {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const taken = statSync(lock, { throwIfNoEntry: false })
  if (taken && Date.now() - taken.mtimeMs > STALE_AFTER_MS) rmSync(lock, { recursive: true, force: true })
  return false
}

if (!isInstalled() || !isGenerated()) {
  try {
    await alone(async () => {
      if (!isInstalled()) await install()
      if (!isGenerated()) await generate()
    })
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
