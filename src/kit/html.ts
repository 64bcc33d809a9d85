/** A piece of a page that is safe as it stands. */
export interface Html {
  readonly html: string
}

/** A page's text: everything put into it is escaped, but pieces that are pages themselves, and lists of them. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { html: String.raw({ raw: strings }, ...values.map(escaped)) }
}
type HtmlValue = string | number | Html | undefined | readonly HtmlValue[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(value: HtmlValue): string {
  if (value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number')
    return String(value).replaceAll(/[&<>"']/gu, (sign) => entities[sign] ?? '')
  return 'html' in value ? value.html : value.map(escaped).join('')
}
