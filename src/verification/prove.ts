import type { JsonObject } from '../credentials/json.ts'
import type { CredentialKind } from '../credentials/schema.ts'
import type { Finding } from './check.ts'
import { checkIssuer, type Identity } from './checks/issuer.ts'
import { byIssueLog, type InIssueLog } from './checks/issue-log.ts'
import { checkProof, credentialOf } from './checks/proof.ts'
import { checkSchema, type KnownSchemas } from './checks/schema.ts'
import { checkStructure } from './checks/structure.ts'
import type { Queue } from './queue.ts'
import type { ReadCredential } from './read.ts'
import type { Resolver } from './resolve.ts'

export interface ProveDeps {
  readonly now: Date
  /** Of the verification that asks, with the look-ups it has left. */
  readonly resolver: Resolver
  readonly inIssueLog?: InIssueLog
  readonly knownSchemas?: KnownSchemas
  /** For work that takes a core. */
  readonly inTurn: Queue
  /** What the credential has to be; a badge when not said. */
  readonly kind?: CredentialKind
}

/** What one secured credential is, and what is shown of who signed it. */
export interface ProvenCredential {
  /** As it was signed or received. */
  readonly text: string
  readonly credential: JsonObject
  readonly structure: Finding
  readonly schema: Finding
  readonly issuer: Finding
  readonly proof: Finding
  readonly identity: Identity
}

/**
 * Open Badges 3.0 §9.1, steps 1 and 2, on one credential: has it what its kind must have, who says to have issued it,
 * and did this issuer sign exactly this? Throws for nothing that stands in the credential.
 */
export async function proveCredential(
  { secured, text }: Pick<ReadCredential, 'secured' | 'text'>,
  { now, resolver, inIssueLog, knownSchemas, inTurn, kind = 'badge' }: ProveDeps,
): Promise<ProvenCredential> {
  const credential = await credentialOf(secured)
  const structure = checkStructure(credential, kind)
  const schema = checkSchema(credential, kind, knownSchemas)
  const { finding: issuer, identity } = await checkIssuer(credential, resolver, now)
  const signed = await checkProof(secured, identity, resolver, now, inTurn)
  const proof = await byIssueLog(signed, text, inIssueLog)
  return { text, credential, structure, schema, issuer, proof, identity }
}

/** Whether all of steps 1 and 2 is good: only then do the later steps conclude anything from what it says. */
export function isProven({ structure, schema, issuer, proof }: ProvenCredential): boolean {
  return (
    schema.result !== 'failed' &&
    [structure, issuer, proof].every(({ result }) => result === 'passed')
  )
}
