/** An element with its properties and children. Text only ever becomes text: nothing is parsed as HTML. */
export function make(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split('.')
  const element = document.createElement(tag || 'div')
  element.classList.add(...classes)
  const { dataset = {}, ...rest } = properties
  Object.assign(element, rest)
  Object.assign(element.dataset, dataset)
  element.append(...children.flat().filter((child) => child !== undefined && child !== ''))
  return element
}

export function button(label, onclick, properties = {}) {
  return make('button', { type: 'button', onclick, ...properties }, label)
}

export function option(label, value, selected = false) {
  return make('option', { value, selected }, label)
}

let hiding
/** A sentence at the foot of the page, for a while. */
export function notice(sentence) {
  const place = document.querySelector('#notice')
  place.textContent = sentence
  place.hidden = false
  clearTimeout(hiding)
  hiding = setTimeout(() => {
    place.hidden = true
  }, 8000)
}

/** Does it, and says what went wrong. */
export async function attempt(job) {
  try {
    return await job()
  } catch (error) {
    notice(error.message)
    return undefined
  }
}
