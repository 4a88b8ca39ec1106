import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import type { Static, TSchema } from 'typebox'
import type { FieldProblem } from '../errors.ts'
import { fieldProblems } from './field-problems.ts'

/** What a value is after its schema accepted it; nothing where there is no schema. */
export type Value<S extends TSchema | undefined> = S extends TSchema ? Static<S> : undefined

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

export type Check<S extends TSchema | undefined> = (value: unknown) => Checked<Value<S>>

/** Compiles schemas into checks; each says everything that is wrong at once, and fills in defaults. */
export interface Validation {
  /** JSON and forms: nothing is converted, unknown members are refused. */
  exact<S extends TSchema | undefined>(schema: S | undefined): Check<S>
  /** Addresses: text becomes the numbers and booleans that are asked for. */
  fromText<S extends TSchema | undefined>(schema: S | undefined): Check<S>
  /** Addresses of pages: unknown parameters are dropped (other people add their own to links). */
  lenient<S extends TSchema | undefined>(schema: S | undefined): Check<S>
}

function engine(options: Options): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    allErrors: true,
    useDefaults: true,
    ...options,
  })
  // The one place where the CommonJS default of ajv-formats is unwrapped.
  ajvFormats.default(ajv)
  return ajv
}

function checkWith<S extends TSchema | undefined>(ajv: Ajv2020, schema: S | undefined): Check<S> {
  if (schema === undefined) {
    // S can only be undefined here: what is passed without a schema is not looked at and not handed on.
    const nothing = (value: unknown): value is Value<S> => value === undefined
    return () => {
      const value = undefined
      return nothing(value) ? { ok: true, value } : { ok: false, problems: [] }
    }
  }
  const validate: ValidateFunction = ajv.compile({ ...schema })
  const fits = (value: unknown): value is Value<S> => validate(value)
  return (value) =>
    fits(value)
      ? { ok: true, value }
      : { ok: false, problems: fieldProblems(validate.errors ?? []) }
}

/** Everything is compiled when the routes are mounted: a schema that cannot be is a fault at start. */
export function createValidation(): Validation {
  const exact = engine({})
  const fromText = engine({ coerceTypes: 'array' })
  const lenient = engine({ coerceTypes: 'array', removeAdditional: true })
  return {
    exact: (schema) => checkWith(exact, schema),
    fromText: (schema) => checkWith(fromText, schema),
    lenient: (schema) => checkWith(lenient, schema),
  }
}
