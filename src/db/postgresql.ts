import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'

const CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 10_000

export function postgresqlAdapter(url: string, schema: string | undefined): SqlMigrationAwareDriverAdapterFactory {
  return new PrismaPg(
    {
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'totem',
      ...(schema === undefined ? {} : { options: `-c search_path=${escaped(schema)}` }),
    },
    schema === undefined ? {} : { schema },
  )
}

// As an identifier, then as one word of the options, where spaces and backslashes are escaped.
function escaped(schema: string): string {
  return `"${schema.replaceAll('"', '""')}"`.replaceAll(/[\s\\]/g, '\\$&')
}
