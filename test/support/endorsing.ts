import { idOf, isJsonObject, parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import type { ForeignIssuer } from './foreign-issuer.ts'

/** An EndorsementCredential of another platform about whatever has this id, before it is signed. */
export function unsignedEndorsement(
  endorser: ForeignIssuer,
  endorsed: string,
  changes: JsonObject = {},
): JsonObject {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: `${endorser.identifiers.base}/endorsements/1`,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Endorsement',
    issuer: { id: endorser.did, type: ['Profile'], name: 'Ministry of Tides' },
    validFrom: '2025-03-01T10:00:00Z',
    credentialSubject: {
      id: endorsed,
      type: ['EndorsementSubject'],
      endorsementComment: 'We take it for *admission*.',
    },
    ...changes,
  }
}

export async function signedEndorsement(
  endorser: ForeignIssuer,
  endorsed: string,
  changes: JsonObject = {},
): Promise<JsonObject> {
  return parseJsonObject(await endorser.sign(unsignedEndorsement(endorser, endorsed, changes)))
}

/** A badge with endorsements on its achievement, on its issuer, on itself. */
export function endorsedBadge(
  badge: JsonObject,
  on: {
    readonly achievement?: JsonObject
    readonly issuer?: JsonObject
    readonly credential?: JsonObject
  },
): JsonObject {
  const { credentialSubject: subject, issuer } = badge
  if (!isJsonObject(subject) || !isJsonObject(issuer)) throw new TypeError('no sample badge')
  const { achievement } = subject
  if (!isJsonObject(achievement)) throw new TypeError('no sample badge')
  return {
    ...badge,
    ...on.credential,
    issuer: { ...issuer, ...on.issuer },
    credentialSubject: { ...subject, achievement: { ...achievement, ...on.achievement } },
  }
}

export function achievementIdOf(badge: JsonObject): string {
  const subject = badge['credentialSubject']
  return (isJsonObject(subject) ? idOf(subject['achievement']) : undefined) ?? ''
}
