/** The small words the body schemas are made of, and zod's findings in Discord's own error form. */
import { z } from 'zod'
import { type Fault, invalidForm } from './errors.ts'

/** Characters as Discord's API counts them: code points, not UTF-16 units. */
export function length(text: string): number {
  return [...text].length
}

export function text(minimum: number, maximum: number): z.ZodType<string> {
  return z.string().superRefine((value, context) => {
    const size = length(value)
    if (size >= minimum && size <= maximum) return
    context.addIssue({
      code: 'custom',
      params: { code: minimum > 0 ? 'BASE_TYPE_BAD_LENGTH' : 'BASE_TYPE_MAX_LENGTH' },
      message:
        minimum > 0 ? `Must be between ${minimum} and ${maximum} in length.` : `Must be ${maximum} or fewer in length.`,
    })
  })
}

export function list<T extends z.ZodType>(item: T, minimum: number, maximum: number): z.ZodArray<T> {
  return z.array(item).min(minimum).max(maximum)
}

/** Discord takes null for "not given". */
export function maybe<T extends z.ZodType>(type: T) {
  return type.nullish().transform((value) => value ?? undefined)
}

export const int32 = z.int().min(0).max(2_147_483_647)
export const snowflake = z.union([z.string().regex(/^\d{1,20}$/), z.int()]).transform(String)
export const customId = text(1, 100)

export function refuse(context: z.RefinementCtx, path: (string | number)[], code: string, message: string): void {
  context.addIssue({ code: 'custom', path, params: { code }, message })
}

/** What the schema makes of the body. Throws 50035 with every fault where it is. */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown, at: (string | number)[] = []): z.output<T> {
  const result = schema.safeParse(body, { reportInput: true })
  if (result.success) return result.data
  throw invalidForm(result.error.issues.map((issue) => faultOf(issue, at)))
}

function faultOf(issue: z.core.$ZodIssue, at: (string | number)[]): Fault {
  const path = [...at, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))]
  if (issue.code === 'custom') {
    return { path, code: String(issue.params?.['code'] ?? 'BASE_TYPE_INVALID'), message: issue.message }
  }
  if (issue.code === 'invalid_type' && (issue.input === undefined || issue.input === null)) {
    return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
  }
  if (issue.code === 'too_big' || issue.code === 'too_small') return { path, ...sizeFault(issue) }
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    return { path, code: 'UNION_TYPE_CHOICES', message: `Value of field "${issue.discriminator}" is not allowed here.` }
  }
  if (issue.code === 'invalid_value') {
    return { path, code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${issue.values.join(', ')}).` }
  }
  return { path, code: 'BASE_TYPE_INVALID', message: issue.message }
}

function sizeFault(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): { code: string; message: string } {
  const bound = issue.code === 'too_big' ? Number(issue.maximum) : Number(issue.minimum)
  if (issue.origin === 'array') {
    return {
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be ${issue.code === 'too_big' ? 'at most' : 'at least'} ${bound} in length.`,
    }
  }
  return issue.code === 'too_big'
    ? { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${bound}.` }
    : { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${bound}.` }
}
