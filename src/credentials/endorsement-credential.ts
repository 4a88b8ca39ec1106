import { credentialsV2, openBadgesV3 } from './contexts/contexts.ts'
import type { JsonObject } from './json.ts'
import { statusMember, type StatusPlace } from './open-badge-credential.ts'
import { profileMember, type ProfileFacts } from './profile.ts'
import { issuedEndorsementProblems, requireNone } from './schema.ts'

/** Everything an endorsement says, as plain values. Times are RFC 3339 in UTC with whole seconds. */
export interface EndorsementFacts {
  /** Address of the endorsement. */
  readonly id: string
  /** Stands before the name where the identifiers are for trying out, as `Trial: `. */
  readonly trialMarker?: string
  readonly name: string
  /** Who endorses. */
  readonly issuer: ProfileFacts
  /** Id of what is endorsed: an achievement, a profile, a credential, anything with a URI. */
  readonly endorsed: string
  /** Markdown. */
  readonly comment: string
  readonly validFrom: string
  readonly status: StatusPlace
}

/**
 * An unsigned EndorsementCredential (OB 3.0 §B.1) in VC 2.0 form, checked against our own statement of the model.
 * @throws Error naming the places, where the facts do not make a good endorsement, or who endorses is what is endorsed:
 * a fault of the caller's
 */
export function endorsementCredential(facts: EndorsementFacts): JsonObject {
  const credential: JsonObject = {
    '@context': [credentialsV2, openBadgesV3],
    id: facts.id,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: `${facts.trialMarker ?? ''}${facts.name}`,
    issuer: profileMember(facts.issuer),
    validFrom: facts.validFrom,
    credentialSubject: {
      id: facts.endorsed,
      type: ['EndorsementSubject'],
      endorsementComment: facts.comment,
    },
    credentialStatus: statusMember(facts.status),
  }
  requireNone(issuedEndorsementProblems(credential))
  if (facts.endorsed === facts.issuer.id) throw new Error('nobody endorses themselves')
  return credential
}
