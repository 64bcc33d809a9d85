// npm run bench: every benchmark in scripts/bench, with one table of what was measured and what the goal is.
// npm run bench -- start: only the files whose names begin so.
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Measured } from './bench/measured.ts'

const wanted = process.argv.slice(2)
const folder = join(import.meta.dirname, 'bench')
const files = globSync('*.ts', { cwd: folder })
  .filter((file) => wanted.length === 0 || wanted.some((begin) => basename(file).startsWith(begin)))
  .toSorted()

const lines: Measured[] = []
for (const file of files) {
  const found: Record<string, unknown> = await import(join(folder, file))
  for (const [name, bench] of Object.entries(found)) {
    if (!name.startsWith('bench') || typeof bench !== 'function') continue
    console.error(`… ${basename(file, '.ts')}`)
    lines.push(...((await bench()) as Measured[]))
  }
}
printTable(lines)
process.exit(0)

function printTable(measured: readonly Measured[]): void {
  const rows = measured.map(({ name, value, goal, reached }) => [name, value, goal, wordFor(reached)])
  const table = [['what', 'measured', 'goal', 'reached'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

function wordFor(reached: boolean | undefined): string {
  if (reached === undefined) return ''
  return reached ? 'yes' : 'NO'
}
