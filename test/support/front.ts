import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands before Totem on the internet: an address that stays, and hands each request to one of its processes in turn. */
export interface Front {
  readonly url: string
  /** From now on to these; to nobody: connections are broken off, as when the machine is down. */
  leadTo(...processes: readonly string[]): void
  close(): Promise<void>
}

export async function openFront(): Promise<Front> {
  let behind: readonly string[] = []
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    turn += 1
    const to = behind[turn % behind.length]
    if (to === undefined) outgoing.destroy()
    else handOn(to, incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (...processes) => {
      behind = processes
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function handOn(to: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url } = incoming
  const onward = request(new URL(url ?? '/', to), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}
