/** Prisma reads relations by the ids of all rows of a page, and SQLite binds at most 999 values in one query. */
export const PAGE = 500

/** All rows there are, in pages by their ids: `read` answers the first `take` rows after an id, in the order of ids. */
export async function* inPages<Row extends { readonly id: number }>(
  read: (after: number, take: number) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const page = await read(after, PAGE)
    yield page
    after = page.at(-1)?.id ?? 0
    if (page.length < PAGE) return
  }
}

/** The same things, so many at a time. */
export function inParts<T>(all: readonly T[], size = PAGE): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size))
}
