import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'

export type { SchemaEngine }

/**
 * Prisma's own schema engine as WebAssembly: the CLI's native one is a download, which closed networks refuse.
 * The engine and its connection live while `use` runs; left open, it would keep SQLite locked.
 */
export async function withSchemaEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  datamodel: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadBindings()
  const opened: SqlDriverAdapter[] = []
  const adapter = bindMigrationAwareSqlAdapterFactory(remembering(factory, opened))
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', datamodel]] }, () => {}, adapter)
  try {
    return await use(engine)
  } finally {
    engine.free()
    for (const connection of opened) await connection.dispose()
  }
}

function remembering(
  factory: SqlMigrationAwareDriverAdapterFactory,
  opened: SqlDriverAdapter[],
): SqlMigrationAwareDriverAdapterFactory {
  const remember = async (connecting: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> => {
    const connection = await connecting
    opened.push(connection)
    return connection
  }
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => remember(factory.connect()),
    connectToShadowDb: async () => remember(factory.connectToShadowDb()),
  }
}

// TypeScript knows WebAssembly only together with a browser's whole vocabulary.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>
}

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')
let bindings: Promise<Bindings> | undefined

async function loadBindings(): Promise<Bindings> {
  bindings ??= instantiate()
  return bindings
}

// By hand rather than by importing the .wasm file, which Node still answers with an "experimental" warning.
async function instantiate(): Promise<Bindings> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const glueFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(glueFile.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': lettingTheProcessEnd(glue) })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return glue
}

// The engine gives PostgreSQL's lock 10 s and never clears that timer, which would keep a short program waiting for it.
function lettingTheProcessEnd(glue: Bindings): object {
  const unreferenced = (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds).unref()
  const entries = Object.entries(glue).map(([name, value]) => [
    name,
    name.startsWith('__wbg_setTimeout') ? unreferenced : value,
  ])
  return Object.fromEntries(entries)
}
