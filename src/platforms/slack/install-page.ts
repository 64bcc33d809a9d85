import { translator } from '../../i18n/i18n.ts'
import { type Html, html } from '../../kit/html.ts'

/** What became of an installation. */
export type Outcome =
  | { readonly kind: 'done'; readonly name: string; readonly url: string }
  | { readonly kind: 'cancelled' | 'expired' | 'enterprise' }
  | { readonly kind: 'failed'; readonly reference: string }

export const statusOf: Readonly<Record<Outcome['kind'], number>> = {
  done: 200,
  cancelled: 200,
  expired: 400,
  enterprise: 400,
  failed: 502,
}

/** The page holds nothing but its words: no script, no picture, nobody's frame around it. */
export const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** For whoever installs Totem, in their browser's language. */
export function installPage(locale: 'fr' | 'en', outcome: Outcome): string {
  const { title, next, link } = wordsFor(locale, outcome)
  const page = html`<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
<p>${next}</p>
<p><a href="${link.to}">${link.label}</a></p>
</main>
</html>
`
  return page.html
}

function wordsFor(locale: 'fr' | 'en', outcome: Outcome) {
  const { words } = translator(locale)
  const again = { to: 'install', label: words('installing.again') }
  switch (outcome.kind) {
    case 'done':
      return {
        title: words('installing.done', { workspace: outcome.name }),
        next: words('installing.doneNext'),
        link: { to: outcome.url, label: words('installing.open') },
      }
    case 'cancelled':
      return { title: words('installing.cancelled'), next: words('installing.cancelledNext'), link: again }
    case 'expired':
      return { title: words('installing.expired'), next: words('installing.expiredNext'), link: again }
    case 'enterprise':
      return { title: words('installing.enterprise'), next: words('installing.enterpriseNext'), link: again }
    case 'failed': {
      const { reference } = outcome
      return { title: words('installing.failed'), next: words('installing.failedNext', { reference }), link: again }
    }
  }
}

const style: Html = html`
body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif; color: #1c1c1c; background: #fff }
main { max-width: 34rem; margin: 15vh auto 0; padding: 0 1.25rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
a { display: inline-block; padding: .6rem 1.2rem; border-radius: .5rem; background: #1f4e5f; color: #fff; text-decoration: none }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #16191b } a { background: #2f7389 } }
`
