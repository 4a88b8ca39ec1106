import type { FieldProblem } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'

/** One thing in which a document breaks the data model; `path` is a JSON Pointer into it. */
export type DataModelProblem = FieldProblem

export function problem(path: string, rule: DataModelProblem['rule']): readonly DataModelProblem[] {
  return [{ path, rule }]
}

export const none: readonly DataModelProblem[] = []

/** A member of the document's own; undefined for what it would inherit, and for null. */
export function own(object: JsonObject, name: string): Json | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined
  return value === null ? undefined : value
}

/** `null` says nothing in JSON-LD, but a property that must be an identifier is not one by being null. */
export function isNull(object: JsonObject, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] === null
}

/**
 * Judges a property whose value is one object or a set of one or more: each by `judge`, under its own path. Nothing
 * is said of a property that is absent.
 */
export function eachObject(
  object: JsonObject,
  name: string,
  path: string,
  judge: (item: JsonObject, path: string) => readonly DataModelProblem[],
): readonly DataModelProblem[] {
  if (!Object.hasOwn(object, name)) return none
  const value = object[name]
  const at = `${path}/${name}`
  if (!Array.isArray(value)) return isJsonObject(value) ? judge(value, at) : problem(at, 'type')
  if (value.length === 0) return problem(at, 'too-few')
  return value.flatMap((item, place) => {
    const here = `${at}/${String(place)}`
    return isJsonObject(item) ? judge(item, here) : problem(here, 'type')
  })
}
