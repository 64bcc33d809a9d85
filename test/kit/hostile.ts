import * as fc from 'fast-check'

/** What members may type to break out of their place, or to break us: long, wide, reversed, broken, or markup. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '\ud83d',
        '\ude00',
        '😀',
        '\u0000',
        '\u202e',
        '\u200b',
        '中',
        'é',
        'a',
        '\n',
        '*',
        '_',
        '~',
        '`',
        '<',
        '>',
        '@',
        '…',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '@everyone',
    '<!channel>',
    '<@U1>',
    '<@&1>',
    '[a](javascript:b)',
    '```',
    '||x||',
    '> q',
    '# h',
    '-# s',
    '<t:0:R>',
  ),
)

/** The same at any length up to far beyond every limit. */
export const long: fc.Arbitrary<string> = fc
  .tuple(hostile, fc.constantFrom(1, 1, 3, 20, 120, 900))
  .map(([typed, times]) => typed.repeat(times).slice(0, 9_000))
