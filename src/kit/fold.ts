/** Lower case, no accents, no joined letters (œ is oe), single spaces: for comparing what people type. */
export function fold(typed: string): string {
  const lower = typed.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  return lower
    .replace(/[œæß]/gu, (joined) => letters[joined] ?? joined)
    .replace(/\s+/gu, ' ')
    .trim()
}

const letters: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' }

/** How many letters must be changed, added, left out or swapped to make one word of the other. */
export function distance(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return last[other.length] ?? one.length
}

/** The word that was probably meant, if any is near enough. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const wanted = fold(typed)
  const ranked = words.map((word) => ({ word, far: distance(wanted, fold(word)) })).toSorted((a, b) => a.far - b.far)
  const best = ranked[0]
  return best && best.far <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined
}
