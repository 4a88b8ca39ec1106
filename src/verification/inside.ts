import { isJsonObject, listOf, type Json, type JsonObject } from '../credentials/json.ts'
import { hasType, member } from './json-values.ts'

/** What an endorsement inside a credential is attached to. */
export type EndorsedPart = 'credential' | 'achievement' | 'issuer'

/** An endorsement as it stands inside a credential: JSON with its own proof, or a compact JWT. */
export interface EndorsementInside {
  readonly of: EndorsedPart
  readonly value: Json
}

/** OB 3.0 §9.1 step 6: the endorsements of the credential, of its achievement and of its issuer. */
export function endorsementsInside(credential: JsonObject): readonly EndorsementInside[] {
  const [subject] = listOf(member(credential, 'credentialSubject'))
  const parts: readonly (readonly [EndorsedPart, Json | undefined])[] = [
    ['credential', credential],
    ['achievement', member(subject, 'achievement')],
    ['issuer', member(credential, 'issuer')],
  ]
  return parts.flatMap(([of, part]) =>
    ['endorsement', 'endorsementJwt'].flatMap((name) =>
      listOf(member(part, name)).map((value) => ({ of, value })),
    ),
  )
}

/** What a transcript holds (CLR 2.0 ClrSubject `verifiableCredential`); nothing for any other credential. */
export function credentialsInside(credential: JsonObject): readonly Json[] {
  const [subject] = listOf(member(credential, 'credentialSubject'))
  return hasType(credential, 'ClrCredential') ? listOf(member(subject, 'verifiableCredential')) : []
}

/** Every credential inside that stands there as an object of the document. */
export function objectsInside(credential: JsonObject): readonly JsonObject[] {
  const endorsements = endorsementsInside(credential).map(({ value }) => value)
  return [...endorsements, ...credentialsInside(credential)].filter(isJsonObject)
}
