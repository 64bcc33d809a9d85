import { button, make, option } from './dom.js'

/** A form on the member's screen. `send(values)` gets what was filled in, by field id. */
export function formElement(form, { send, close }) {
  const fields = form.fields.map((field) => ({ field, input: inputOf(field) }))
  const onsubmit = (event) => {
    event.preventDefault()
    send(Object.fromEntries(fields.map(({ field, input }) => [field.id, filledIn(input)])))
  }
  return make(
    '.veil',
    {},
    make(
      'form.form',
      { onsubmit, ariaLabel: form.title },
      make('h2', {}, form.title),
      fields.map(({ field, input }) =>
        make(
          'label',
          {},
          make('span', {}, field.label, field.required ? '' : make('span.faint', {}, ' (optional)')),
          input,
          field.hint ? make('small.faint', {}, field.hint) : '',
          field.error ? make('small.error', {}, field.error) : '',
        ),
      ),
      make(
        '.controls',
        {},
        button('Close', close),
        make('button', { type: 'submit', dataset: { style: 'primary' } }, form.submit || 'Submit'),
      ),
    ),
  )
}

function inputOf(field) {
  const common = { required: field.required }
  const limit = field.maximum ? { maxLength: field.maximum } : {}
  switch (field.kind) {
    case 'text':
      return make('input', { ...common, ...limit, value: String(field.value) })
    case 'longText':
      return make('textarea', { ...common, ...limit, rows: 4, value: String(field.value) })
    case 'select':
    case 'members':
    case 'channels':
      return choices(field, common)
  }
}

function choices(field, common) {
  const options = field.options ?? []
  const chosen = [field.value].flat()
  const multiple = Array.isArray(field.value)
  const list = options.map(({ label, value }) => option(label, value, chosen.includes(value)))
  const none = multiple ? '' : option('…', '', chosen.join('') === '')
  return make('select', { ...common, multiple, size: multiple ? Math.min(6, options.length) : 1 }, none, list)
}

function filledIn(input) {
  if (input.tagName !== 'SELECT') return input.value
  return [...input.selectedOptions].map(({ value }) => value).filter((value) => value !== '')
}
