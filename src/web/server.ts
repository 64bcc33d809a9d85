import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'

export interface Health {
  /** Rejects when the database does not answer. */
  readonly database: () => Promise<void>
  readonly platforms: () => readonly { readonly platform: string; readonly connected: boolean }[]
}

export interface Web {
  /** `http://127.0.0.1:3000` */
  readonly url: string
  stop(): Promise<void>
}

/** Load balancers keep a connection for a minute: whoever closes it first must not be us, or a request is lost now and then. */
const KEPT_OPEN_MS = 65_000

/** The one HTTP server. `mount` adds what else it serves. */
export async function startWeb(options: {
  host: string
  port: number
  health: Health
  mount?: (app: Express) => void
  /** Told of what no route expected. */
  failed: (error: unknown) => void
}): Promise<Web> {
  const app = express()
  app.disable('x-powered-by')
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true })
  })
  app.get('/readyz', async (_request, response) => {
    const missing = await missingParts(options.health)
    response.status(missing.length === 0 ? 200 : 503).json({ ready: missing.length === 0, missing })
  })
  options.mount?.(app)
  // Express tells it by its four parameters, and would show a stranger the stack.
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = statusOf(error)
    if (status >= 500) options.failed(error)
    if (response.headersSent) response.destroy()
    else response.status(status).end()
  })
  const server = await listening(app, options.host, options.port)
  server.keepAliveTimeout = KEPT_OPEN_MS
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    stop: async () => closed(server),
  }
}

/** What the request itself did wrong, by Express's own word; else it is our fault. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 500 ? status : 500
}

/** What is not there yet, by name: `database`, `slack`, `discord`. */
async function missingParts({ database, platforms }: Health): Promise<string[]> {
  const away = platforms().flatMap(({ platform, connected }) => (connected ? [] : [platform]))
  try {
    await database()
    return away
  } catch {
    return ['database', ...away]
  }
}

async function listening(app: Express, host: string, port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  const server = app.listen(port, host, (error?: Error) => (error ? reject(error) : resolve(server)))
  return promise
}

async function closed(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  return promise
}
