import { expect, test } from 'vitest'
import { html } from '../../src/kit/html.ts'

test('what is put into a page is text, whatever it looks like', () => {
  expect(html`<p title="${'"><script>'}">${"a & b's <b>"}</p>`.html).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">a &amp; b&#39;s &lt;b&gt;</p>',
  )
})

test('pieces of pages stay pages, in lists too, and nothing is shown as nothing', () => {
  const items = ['one', '<two>'].map((word) => html`<li>${word}</li>`)
  expect(html`<ul>${items}</ul>${undefined}${3}`.html).toBe('<ul><li>one</li><li>&lt;two&gt;</li></ul>3')
})
