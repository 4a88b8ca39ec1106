import type { TObject } from 'typebox'
import { WaymarkError, type FieldProblem } from '../errors.ts'
import type { Access } from './access.ts'
import { coerceForm, compactForm } from './form.ts'
import { pageReader, type Address, type Page, type PageInput } from './page-input.ts'
import type { Draft, FileField, Redirect, Shown } from './shown.ts'
import type { Value } from './validation.ts'

/** A page that only shows. Without a session, one that asks for it leads to sign-in and back. */
export function page<
  A extends Access,
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
>(definition: Address<A, P, Q> & { show(input: PageInput<A, P, Q>): Promise<Shown> }): Page {
  return {
    path: definition.path,
    access: definition.access,
    methods: ['get'],
    compile(validation) {
      const read = pageReader(definition, validation)
      return { show: async (raw) => definition.show(read(raw)) }
    },
  }
}

const nothingTyped: Draft = { values: {}, problems: [] }

/**
 * A page with one form that is posted to its own address. When what was typed does not fit, or `act`
 * throws a WaymarkError below 500, the same form is shown again with its status and everything typed.
 */
export function formPage<
  F extends TObject,
  A extends Access,
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
>(
  definition: Address<A, P, Q> & {
    readonly form: F
    readonly files?: FileField
    /** What is wrong beyond the schema, in whatever of it can be read: told together with the rest. */
    also?(typed: Readonly<Record<string, unknown>>): readonly FieldProblem[]
    show(input: PageInput<A, P, Q>, draft: Draft): Promise<Shown>
    act(input: PageInput<A, P, Q>, form: Value<F>): Promise<Shown>
  },
): Page {
  return {
    path: definition.path,
    access: definition.access,
    files: definition.files,
    methods: ['get', 'post'],
    compile(validation) {
      const read = pageReader(definition, validation)
      const check = validation.exact(definition.form)
      return {
        show: async (raw) => definition.show(read(raw), nothingTyped),
        async act(raw, { values, files, refused }) {
          const input = read(raw, files)
          const typed = compactForm(definition.form, values)
          const again = async (error: WaymarkError) => {
            const shown = await definition.show(input, draftOf(typed, error))
            return 'redirect' in shown ? shown : { ...shown, status: statusAgain(error) }
          }
          if (refused !== undefined) return again(refused)
          const sent = coerceForm(definition.form, typed)
          const form = check(sent)
          const also = definition.also?.(sent) ?? []
          if (!form.ok || also.length > 0) {
            const problems = together(form.ok ? [] : form.problems, also)
            return again(new WaymarkError('invalid-request', { problems }))
          }
          try {
            return await definition.act(input, form.value)
          } catch (error) {
            if (error instanceof WaymarkError && error.status < 500) return again(error)
            throw error
          }
        },
      }
    },
  }
}

/** A button: posted, acted on, and gone elsewhere. What goes wrong is an error page. */
export function action<
  A extends Access,
  P extends TObject | undefined = undefined,
  F extends TObject | undefined = undefined,
>(
  definition: Address<A, P, undefined> & {
    readonly form?: F
    act(input: PageInput<A, P, undefined>, form: Value<F>): Promise<Redirect>
  },
): Page {
  return {
    path: definition.path,
    access: definition.access,
    methods: ['post'],
    compile(validation) {
      const read = pageReader(definition, validation)
      const { form: schema } = definition
      const check = validation.exact(schema)
      return {
        async act(raw, { values, refused }) {
          const input = read(raw)
          if (refused !== undefined) throw refused
          const typed: unknown =
            schema === undefined ? undefined : coerceForm(schema, compactForm(schema, values))
          const form = check(typed)
          if (!form.ok) throw new WaymarkError('invalid-request', { problems: form.problems })
          return definition.act(input, form.value)
        },
      }
    },
  }
}

/** One problem a member: what its schema says comes first. */
function together(
  problems: readonly FieldProblem[],
  also: readonly FieldProblem[],
): readonly FieldProblem[] {
  const named = new Set(problems.map(({ path }) => path))
  return [...problems, ...also.filter(({ path }) => !named.has(path))]
}

/** The form is well-formed and was understood; what it says does not fit (RFC 9110 §15.5.21). */
function statusAgain({ code, status }: WaymarkError): number {
  return code === 'invalid-request' ? 422 : status
}

function draftOf(values: Draft['values'], { code, problems, values: facts }: WaymarkError): Draft {
  return { values, problems, error: { code, values: facts } }
}
