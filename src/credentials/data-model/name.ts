import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { none, problem, type DataModelProblem } from './problem.ts'

const languageMembers: ReadonlySet<string> = new Set(['@value', '@language', '@direction'])

/**
 * VC Data Model 2.0 §4.6 and §11.1: `name` and `description` are a string or a language value object, or several of
 * them; such an object has `@value`, and nothing beside it but a language and a direction.
 * https://www.w3.org/TR/vc-data-model-2.0/#names-and-descriptions
 */
export function nameProblems(object: JsonObject, path: string): readonly DataModelProblem[] {
  return ['name', 'description'].flatMap((name) => {
    if (!Object.hasOwn(object, name)) return none
    const value = object[name]
    const at = `${path}/${name}`
    const items: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value]
    if (items.length === 0) return problem(at, 'too-few')
    return items.every(isText) ? none : problem(at, 'format')
  })
}

function isText(value: Json | undefined): boolean {
  if (typeof value === 'string') return true
  if (!isJsonObject(value)) return false
  const { '@value': text, '@language': language, '@direction': direction } = value
  return (
    typeof text === 'string' &&
    Object.keys(value).every((name) => languageMembers.has(name)) &&
    (language === undefined || isLanguage(language)) &&
    (direction === undefined || direction === null || direction === 'ltr' || direction === 'rtl')
  )
}

/** A well-formed language tag, as far as BCP 47 can be told without its registry. */
function isLanguage(value: Json): boolean {
  return typeof value === 'string' && /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i.test(value)
}
