import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { listOf, type JsonObject } from '../credentials/json.ts'
import { findSaidTwice } from '../credentials/said-twice.ts'
import type { CredentialKind } from '../credentials/schema.ts'
import type { Finding } from './check.ts'
import { checkAssociations } from './checks/associations.ts'
import { verifyContents } from './contents.ts'
import { verifyEndorsements, type VerifyInside } from './endorsements.ts'
import { credentialsInside } from './inside.ts'
import { member } from './json-values.ts'

/** What is inside a credential: findings for its own report, and the reports of what is inside. */
export interface Inside {
  readonly findings: Partial<
    Record<'structure' | 'endorsements' | 'credentials' | 'associations', Finding>
  >
  readonly reports: Pick<VerificationReport, 'endorsements' | 'credentials'>
}

/** The kind of a credential, by its type. */
export function kindOf(credential: JsonObject): CredentialKind {
  const types = listOf(member(credential, 'type'))
  if (types.includes('ClrCredential')) return 'clr'
  return types.includes('EndorsementCredential') ? 'endorsement' : 'badge'
}

/**
 * OB 3.0 §9.1 step 6, and CLR 2.0: the endorsements of a credential and the credentials in a transcript, each by the same
 * steps and each with an answer of its own.
 * @param structure what was found of the credential without a look at what is inside
 */
export async function verifyAllInside(
  credential: JsonObject,
  structure: Finding,
  at: string,
  verifyInside: VerifyInside,
): Promise<Inside> {
  const endorsed = await verifyEndorsements(credential, at, verifyInside)
  const isTranscript = kindOf(credential) === 'clr'
  const contents = isTranscript
    ? await verifyContents(credentialsInside(credential), { at, carried: true, verifyInside })
    : undefined
  const associations =
    contents === undefined ? undefined : checkAssociations(credential, contents.inside)
  const proven = new Set([...(endorsed?.proven ?? []), ...(contents?.proven ?? [])])
  const across = structure.result === 'passed' ? checkIdsAcross(credential, proven) : undefined
  return {
    findings: {
      ...(across === undefined ? {} : { structure: across }),
      ...(endorsed === undefined ? {} : { endorsements: endorsed.finding }),
      ...(contents === undefined ? {} : { credentials: contents.finding }),
      ...(associations === undefined ? {} : { associations }),
    },
    reports: {
      ...(endorsed === undefined ? {} : { endorsements: endorsed.endorsements }),
      ...(contents === undefined ? {} : { credentials: contents.credentials }),
    },
  }
}

/**
 * JSON-LD makes one thing of all objects with one id, across the credentials inside as well. What is proven by itself is
 * as it was signed; between the rest, what is said could have been exchanged.
 */
function checkIdsAcross(
  credential: JsonObject,
  proven: ReadonlySet<JsonObject>,
): Finding | undefined {
  const twice = findSaidTwice(credential, 'different', proven)
  return twice === undefined
    ? undefined
    : { result: 'unknown', code: 'id-said-twice-inside', values: { path: twice.path } }
}
