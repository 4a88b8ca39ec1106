import { isJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'

/**
 * Every place of a JSON Schema where a plain value can stand, by the names of the members: `a.b`, `a[].b` for what stands
 * in an array. What an object is (`type`, `@context`) says nothing that could be set.
 */
export function schemaPaths(schema: object): readonly string[] {
  const plain: unknown = JSON.parse(JSON.stringify(schema))
  return isJsonObject(plain) ? [...new Set(pathsIn(plain, ''))] : []
}

function pathsIn(schema: JsonObject, at: string): readonly string[] {
  const { properties, items, anyOf } = schema
  if (Array.isArray(anyOf)) return anyOf.filter(isJsonObject).flatMap((one) => pathsIn(one, at))
  if (isJsonObject(items)) return pathsIn(items, `${at}[]`)
  if (!isJsonObject(properties)) return [at]
  return Object.entries(properties)
    .filter(([name]) => name !== 'type' && name !== '@context')
    .flatMap(([name, member]) =>
      isJsonObject(member) ? pathsIn(member, at === '' ? name : `${at}.${name}`) : [],
    )
}

/** All values that stand at such a place in a document. */
export function valuesAt(document: Json, path: string): readonly Json[] {
  const steps = path.replaceAll('[]', '.[]').split('.')
  return steps.reduce<readonly Json[]>(
    (values, step) =>
      values.flatMap((value): readonly Json[] => {
        if (step === '[]') return Array.isArray(value) ? value : []
        const member = isJsonObject(value) ? value[step] : undefined
        return member === undefined ? [] : [member]
      }),
    [document],
  )
}
