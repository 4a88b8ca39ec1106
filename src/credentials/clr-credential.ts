import { clrV2, credentialsV2, openBadgesV3 } from './contexts/contexts.ts'
import { envelopedCredential } from './envelope.ts'
import { parseJsonObject, type JsonObject } from './json.ts'
import { profileMember, type ProfileFacts } from './profile.ts'
import { issuedClrProblems, requireNone } from './schema.ts'

/** Everything a transcript says, as plain values. Times are RFC 3339 in UTC with whole seconds. */
export interface TranscriptFacts {
  /** Id of the transcript. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly issuer: ProfileFacts
  readonly validFrom: string
  /** Id of the learner in this transcript. */
  readonly subject: string
  /** Credentials as they were signed: JSON texts with a proof, and compact JWTs. */
  readonly credentials: readonly string[]
}

/**
 * An unsigned ClrCredential (CLR 2.0), checked against our own statement of the model. What is inside stays
 * verifiable by itself; it is `partial`, since a chosen set is not everything there is.
 * @throws Error naming the places, where the facts do not make a good transcript: a fault of the caller's
 */
export function clrCredential(facts: TranscriptFacts): JsonObject {
  const credential: JsonObject = {
    '@context': [credentialsV2, clrV2, openBadgesV3],
    id: facts.id,
    type: ['VerifiableCredential', 'ClrCredential'],
    name: facts.name,
    description: facts.description,
    issuer: profileMember(facts.issuer),
    validFrom: facts.validFrom,
    partial: true,
    credentialSubject: {
      id: facts.subject,
      type: ['ClrSubject'],
      verifiableCredential: facts.credentials.map(insideMember),
    },
  }
  requireNone(issuedClrProblems(credential))
  return credential
}

const compactJwt = /^[\w-]+\.[\w-]+\.[\w-]+$/

function insideMember(text: string): JsonObject {
  return compactJwt.test(text) ? envelopedCredential(text) : parseJsonObject(text)
}

/**
 * Puts the texts of the credentials inside back, letter for letter, where they were read for signing: what somebody
 * takes out is what its issuer signed. The proof stays good, since both texts mean the same.
 * @param signed the signed text of {@link clrCredential}
 * @param credentials the same texts in the same order
 */
export function spliceCredentials(signed: string, credentials: readonly string[]): string {
  let text = signed
  let from = text.indexOf('"verifiableCredential":[')
  for (const credential of credentials) {
    if (compactJwt.test(credential)) continue
    const written = JSON.stringify(parseJsonObject(credential))
    const place = text.indexOf(written, from)
    if (place === -1) throw new Error('a credential is not in the transcript as it was read')
    text = text.slice(0, place) + credential + text.slice(place + written.length)
    from = place + credential.length
  }
  return text
}
