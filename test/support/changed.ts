import type { Json, JsonObject } from '../../src/credentials/json.ts'

export type Step = string | number

/** A copy with another value at a place; undefined takes the member away. */
export function changed(
  credential: JsonObject,
  path: readonly Step[],
  value: Json | undefined,
): JsonObject {
  const copy = structuredClone(credential)
  let at: Record<Step, Json> = copy
  for (const step of path.slice(0, -1)) at = at[step] as Record<Step, Json>
  const last = path.at(-1)!
  if (value === undefined) Reflect.deleteProperty(at, last)
  else at[last] = value
  return copy
}
