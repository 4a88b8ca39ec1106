import { isJsonObject, type Json, type JsonObject } from './json.ts'

/**
 * The proofs that one of them builds on (VC Data Integrity §2.1.2 `previousProof`), in the order in which it names them;
 * none where it names none. Undefined where one that is named is not there, or there twice, or builds on this one itself.
 * @param laterOnes those that led here
 */
export function earlierProofs(
  proof: JsonObject,
  proofs: readonly Json[],
  laterOnes: readonly Json[],
): readonly JsonObject[] | undefined {
  const previous = proof['previousProof']
  if (previous === undefined) return []
  const names = Array.isArray(previous) ? previous : [previous]
  const earlier: JsonObject[] = []
  for (const name of names) {
    const [found, another] = proofs.filter((one) => isJsonObject(one) && one['id'] === name)
    if (typeof name !== 'string' || !isJsonObject(found) || another !== undefined) return undefined
    if (found === proof || laterOnes.includes(found)) return undefined
    if (!earlier.includes(found)) earlier.push(found)
  }
  return earlier.length === 0 ? undefined : earlier
}
