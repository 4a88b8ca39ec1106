import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { timestamp } from '../world.ts'
import { checkOf } from './check.ts'
import type { InIssueLog } from './checks/issue-log.ts'
import { checkRecognition, type Recognise } from './checks/recognition.ts'
import { checkStatus, type StateReason } from './checks/status.ts'
import { checkValidity } from './checks/validity.ts'
import { proveCredential } from './prove.ts'
import type { Queue } from './queue.ts'
import type { ReadCredential } from './read.ts'
import { boundedResolver, type Resolver } from './resolve.ts'
import type { RevocationListReader } from './revocation-list.ts'
import type { StatusListReader } from './status-lists.ts'
import { summarize } from './summary.ts'
import { verdict } from './verdict.ts'

export interface VerifyDeps {
  readonly now: () => Date
  readonly resolver: Resolver
  readonly readStatusList: StatusListReader
  readonly readRevocationList: RevocationListReader
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
  const resolver = boundedResolver(deps.resolver)
  const now = deps.now()

  // 1 and 2. Is it one Open Badge, who says to have issued it, and did this issuer sign exactly this?
  const proven = await proveCredential(read, { ...deps, resolver, now })
  const { credential, structure, schema, issuer, proof, identity } = proven

  // 3. Refresh services are not asked: the copy that was handed in is the one that is judged.

  // 4. Is it good today: inside its dates, neither revoked nor suspended?
  const validity = checkValidity(credential, now)
  const status = await checkStatus(credential, {
    proven: proof.result === 'passed',
    readList: (entry) => deps.readStatusList(entry, identity, resolver),
    readRevocationList: (entry, id) => deps.readRevocationList(entry, id, identity, resolver),
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
