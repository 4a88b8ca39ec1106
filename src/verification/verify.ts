import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { timestamp } from '../world.ts'
import { checkOf } from './check.ts'
import { checkIssuer } from './checks/issuer.ts'
import { byIssueLog, type InIssueLog } from './checks/issue-log.ts'
import { checkProof, credentialOf } from './checks/proof.ts'
import { checkRecognition, type Recognise } from './checks/recognition.ts'
import { checkSchema } from './checks/schema.ts'
import { checkStatus, type StateReason } from './checks/status.ts'
import { checkStructure } from './checks/structure.ts'
import { checkValidity } from './checks/validity.ts'
import type { Queue } from './queue.ts'
import type { ReadCredential } from './read.ts'
import { isOlderBadge, verifyOlderBadge, type OlderBadgeDeps } from './open-badges-2/verify.ts'
import { boundedResolver, type Resolver } from './resolve.ts'
import type { StatusListReader } from './status-lists.ts'
import { summarize } from './summary.ts'
import { verdict } from './verdict.ts'

export interface VerifyDeps extends Omit<OlderBadgeDeps, 'mayLookUp' | 'recognise'> {
  readonly now: () => Date
  readonly resolver: Resolver
  readonly readStatusList: StatusListReader
  readonly revocationReason?: StateReason
  readonly recognise?: Recognise
  readonly inIssueLog?: InIssueLog
  /** For work that takes a core. */
  readonly inTurn: Queue
}

/**
 * Open Badges 3.0 §9.1, step by step. A bad credential is an answer, not an error: this throws for nothing
 * that stands in a credential or that other servers do.
 */
export async function verify(read: ReadCredential, deps: VerifyDeps): Promise<VerificationReport> {
  const { secured } = read
  const resolver = boundedResolver(deps.resolver)
  if (isOlderBadge(read)) return verifyOlderBadge(read, { ...deps, mayLookUp: resolver.mayLookUp })

  const credential = await credentialOf(secured)
  const now = deps.now()

  // 1. Is it one Open Badge, with everything that an Open Badge must have?
  const structure = checkStructure(credential)
  const schema = checkSchema(credential)

  // 2. Who says to have issued it, and did this issuer sign exactly this?
  const { finding: issuer, identity } = await checkIssuer(credential, resolver, now)
  const signed = await checkProof(secured, identity, resolver, now, deps.inTurn)
  const proof = await byIssueLog(signed, read.text, deps.inIssueLog)

  // 3. Refresh services are not asked: the copy that was handed in is the one that is judged.

  // 4. Is it good today: inside its dates, neither revoked nor suspended?
  const validity = checkValidity(credential, now)
  const status = await checkStatus(credential, {
    proven: proof.result === 'passed',
    readList: (address, purpose) => deps.readStatusList(address, purpose, identity, resolver),
    reasonOf: deps.revocationReason,
  })

  // 5. Does a registry that we know name the issuer?
  const recognition = await checkRecognition(identity.id, deps.recognise)

  const at = timestamp(now)
  const findings = { structure, issuer, proof, validity, status, schema, recognition }
  const checks = names.map((name) => checkOf(name, at, findings[name]))
  return {
    verdict: verdict(checks),
    checks,
    credential: summarize(credential, proof.result === 'passed'),
    format: read.format,
    ...(read.source === undefined ? {} : { source: read.source }),
    trial: identity.trial,
    verifiedAt: at,
  }
}

const names = [
  'structure',
  'issuer',
  'proof',
  'validity',
  'status',
  'schema',
  'recognition',
] as const
