/** The rules of components that span a whole message. */
import { LIMIT, layout, legacy } from './componentShapes.ts'
import { type Fault, invalidForm } from './errors.ts'
import type { Component } from './model.ts'
import { length, parseBody } from './shape.ts'

/** Not documented; measured by others on Discord: above it, it answers 500 (discord-api-docs issue 8554). */
const PROCESSED_BYTES = 10_170
const BYTES_PER_TEXT = 12

/** A component and where it stands in the body. */
export interface Placed {
  component: Component
  path: (string | number)[]
}

export function placed(components: readonly Component[], at: (string | number)[]): Placed[] {
  return components.flatMap((component, index) => below(component, [...at, index]))
}

function below(component: Component, path: (string | number)[]): Placed[] {
  const inner = [component.component, component.accessory].filter((one) => one !== undefined)
  const names = component.component ? ['component'] : ['accessory']
  return [
    { component, path },
    ...placed(component.components ?? [], [...path, 'components']),
    ...inner.flatMap((one) => below(one, [...path, ...names])),
  ]
}

export function allComponents(components: readonly Component[]): Component[] {
  return placed(components, []).map((one) => one.component)
}

/** Checked, completed with generated ids. Throws 50035. `files` are the names that `attachment://` may name. */
export function readComponents(
  body: unknown,
  version2: boolean,
  files: readonly string[],
  at: (string | number)[],
): Component[] {
  const components = parseBody(version2 ? layout : legacy, body, [...at, 'components']) as Component[]
  const all = placed(components, [...at, 'components'])
  const faults = [...duplicates(all), ...lostFiles(all, files), ...tooMuch(all, [...at, 'components'])]
  if (faults.length > 0) throw invalidForm(faults)
  numberThem(all.map((one) => one.component))
  return components
}

/** Whether Discord itself would stumble over it (it answers 500). */
export function isTooHeavy(components: readonly Component[]): boolean {
  const texts = allComponents(components).filter((component) => component.type === 10)
  const bytes = texts.map((component) => Buffer.byteLength(component.content ?? '') + BYTES_PER_TEXT)
  return bytes.reduce((sum, one) => sum + one, 0) > PROCESSED_BYTES
}

export function duplicates(all: readonly Placed[]): Fault[] {
  const customIds = new Set<string>()
  const ids = new Set<number>()
  const faults: Fault[] = []
  for (const { component, path } of all) {
    const { custom_id, id: number } = component
    if (custom_id !== undefined && customIds.has(custom_id)) {
      faults.push({
        path: [...path, 'custom_id'],
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      })
    }
    if (number && ids.has(number)) {
      faults.push({
        path: [...path, 'id'],
        code: 'COMPONENT_ID_DUPLICATED',
        message: 'Component id cannot be duplicated',
      })
    }
    if (custom_id !== undefined) customIds.add(custom_id)
    if (number) ids.add(number)
  }
  return faults
}

function lostFiles(all: readonly Placed[], files: readonly string[]): Fault[] {
  return all.flatMap(({ component, path }) => {
    const urls = [component.media?.url, component.file?.url, ...(component.items ?? []).map((item) => item.media.url)]
    const lost = urls.filter(
      (url) => url?.startsWith('attachment://') && !files.includes(url.slice('attachment://'.length)),
    )
    return lost.map(() => ({
      path,
      code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      message: 'The referenced attachment was not found',
    }))
  })
}

function tooMuch(all: readonly Placed[], path: (string | number)[]): Fault[] {
  const characters = all.reduce(
    (sum, { component }) => sum + (component.type === 10 ? length(component.content ?? '') : 0),
    0,
  )
  const faults: Fault[] = []
  if (all.length > LIMIT.components) {
    faults.push({
      path,
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: `The total number of components cannot exceed ${LIMIT.components}`,
    })
  }
  if (characters > LIMIT.text) {
    faults.push({
      path,
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: `Total displayable text cannot exceed ${LIMIT.text} characters`,
    })
  }
  return faults
}

/** Ids that were given are kept; the others are counted up from 1, in order. */
export function numberThem(components: readonly Component[]): void {
  const taken = new Set(components.map((component) => component.id).filter(Boolean))
  let next = 1
  for (const component of components) {
    if (component.id) continue
    while (taken.has(next)) next += 1
    component.id = next
    taken.add(next)
  }
}
