import { parse } from 'node:querystring'
import { isObject, type Json } from './json.ts'
import { refuse, refuseWith } from './refusal.ts'

/** The arguments of a Web API call: JSON, or a form in which nested values are JSON strings. */
export type Args = Json

export function readArgs(contentType: string, body: Buffer): Args {
  const source = body.toString('utf8')
  if (!contentType.startsWith('application/json')) return { ...parse(source) }
  try {
    const parsed: unknown = JSON.parse(source || '{}')
    return isObject(parsed) ? parsed : refuse('json_not_object')
  } catch {
    return refuse('invalid_json')
  }
}

export function textArg(args: Args, name: string): string | undefined {
  const value = args[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function requiredArg(args: Args, name: string): string {
  return textArg(args, name) ?? refuseWith('invalid_arguments', [`missing required field: ${name}`])
}

export function flagArg(args: Args, name: string): boolean {
  return args[name] === true || args[name] === 'true' || args[name] === '1' || args[name] === 1
}

export function numberArg(args: Args, name: string, otherwise: number): number {
  const value = Number(textArg(args, name) ?? otherwise)
  return Number.isFinite(value) ? value : refuse('invalid_arguments')
}

/** A nested argument. `undefined` when it is absent; refused with `error` when it is no JSON. */
export function jsonArg(args: Args, name: string, error: string): unknown {
  const value = args[name]
  if (typeof value !== 'string') return value ?? undefined
  if (value === '') return undefined
  try {
    return JSON.parse(value)
  } catch {
    return refuse(error)
  }
}

/** Names or ids given as `a,b` or as a list. */
export function listArg(args: Args, name: string): string[] {
  const value = args[name]
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  const source = textArg(args, name) ?? ''
  if (source.startsWith('[')) return listArg({ list: jsonArg(args, name, 'invalid_arguments') }, 'list')
  return source.split(',').filter((item) => item !== '')
}
