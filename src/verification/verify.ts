import type { CheckName, VerificationReport } from '../../schemas/requests/verification.ts'
import { timestamp } from '../world.ts'
import { checkOf, type Finding } from './check.ts'
import type { InIssueLog } from './checks/issue-log.ts'
import { checkRecognition, type Recognise } from './checks/recognition.ts'
import { checkStatus, type StateReason } from './checks/status.ts'
import { checkValidity } from './checks/validity.ts'
import { proveCredential } from './prove.ts'
import type { Queue } from './queue.ts'
import type { ReadCredential } from './read.ts'
import {
  boundedResolver,
  mostLookups,
  mostOfMany,
  type BoundedResolver,
  type Resolver,
} from './resolve.ts'
import type { RevocationListReader } from './revocation-list.ts'
import type { StatusListReader } from './status-lists.ts'
import { summarize } from './summary.ts'
import type { InsideAs } from './endorsements.ts'
import { verdict } from './verdict.ts'
import { kindOf, verifyAllInside } from './verify-inside.ts'

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
  /** Set for a credential inside something else. */
  readonly around?: Around
}

interface Around {
  /** What the verification around it has looked up and may look up. */
  readonly resolver: BoundedResolver
  /** `presented`: in a presentation, so that it is looked at as if it came alone. */
  readonly as: InsideAs | 'presented'
}

/**
 * Open Badges 3.0 §9.1, step by step. A bad credential is an answer, not an error: this throws for nothing
 * that stands in a credential or that other servers do.
 */
export async function verify(read: ReadCredential, deps: VerifyDeps): Promise<VerificationReport> {
  const { around } = deps
  const kind = around?.as === 'endorsement' ? 'endorsement' : kindOf(read.secured.credential)
  const isAlone = around === undefined || around.as === 'presented'
  const most = kind === 'clr' && isAlone ? mostOfMany : mostLookups
  const resolver = boundedResolver(deps.resolver, most, around?.resolver)
  const now = deps.now()
  const at = timestamp(now)

  // 1 and 2. Is it one Open Badge, who says to have issued it, and did this issuer sign exactly this?
  const proven = await proveCredential(read, { ...deps, resolver, now, kind })
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

  // 6. What others have signed inside it, each with an answer of its own: never deeper than that.
  const looksInside = isAlone || (around.as === 'credential' && kind === 'badge')
  const inside = looksInside
    ? await verifyAllInside(credential, structure, at, (one, as) =>
        verify(one, { ...deps, around: { resolver, as } }),
      )
    : undefined

  const own = { structure, issuer, proof, validity, status, schema, recognition }
  const findings: Partial<Record<CheckName, Finding>> = { ...own, ...inside?.findings }
  const checks = names.flatMap((name) => {
    const finding = findings[name]
    return finding === undefined ? [] : [checkOf(name, at, finding)]
  })
  return {
    kind: kind === 'clr' ? 'transcript' : kind,
    verdict: verdict(checks),
    checks,
    credential: summarize(credential, proof.result === 'passed'),
    format: read.format,
    ...(read.source === undefined ? {} : { source: read.source }),
    trial: identity.trial,
    verifiedAt: at,
    ...inside?.reports,
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
  'endorsements',
  'credentials',
  'associations',
] as const
