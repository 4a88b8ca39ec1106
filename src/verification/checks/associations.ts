import { associationTypes } from '../../../schemas/open-badges/clr-credential.ts'
import { idOf, listOf, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { hasType, member, textOf } from '../json-values.ts'

/** More would only make us count. */
const mostAssociations = 500

/**
 * CLR 2.0 Association: each is of a known type, and joins two things that are in the transcript: achievements, or
 * credentials with their achievements.
 * @param inside the credentials inside, as far as they could be read
 */
export function checkAssociations(
  transcript: JsonObject,
  inside: readonly JsonObject[],
): Finding | undefined {
  const [subject] = listOf(member(transcript, 'credentialSubject'))
  const associations = listOf(member(subject, 'association'))
  if (associations.length === 0) return undefined
  if (associations.length > mostAssociations) {
    return { result: 'unknown', code: 'associations-too-many' }
  }
  const known = idsOf(transcript, inside)
  for (const [place, association] of associations.entries()) {
    const path = `/credentialSubject/association/${place}`
    const bad = (code: string, name: string): Finding => ({
      result: 'failed',
      code,
      values: { path: `${path}/${name}` },
    })
    const type = textOf(member(association, 'associationType'))
    if (!hasType(association, 'Association')) return bad('association-malformed', 'type')
    if (!associationTypes.some((name) => name === type)) {
      return bad('association-type-not-known', 'associationType')
    }
    for (const name of ['sourceId', 'targetId']) {
      const id = textOf(member(association, name))
      if (id === undefined) return bad('association-malformed', name)
      if (!known.has(id)) return bad('association-names-nothing', name)
    }
  }
  return { result: 'passed', code: 'associations-good', values: { count: associations.length } }
}

function idsOf(transcript: JsonObject, inside: readonly JsonObject[]): ReadonlySet<string> {
  const subjects = [transcript, ...inside].flatMap((one) =>
    listOf(member(one, 'credentialSubject')),
  )
  const achievements = subjects.flatMap((subject) => listOf(member(subject, 'achievement')))
  const ids = [...inside, ...achievements].flatMap((one) => idOf(one) ?? [])
  return new Set(ids)
}
