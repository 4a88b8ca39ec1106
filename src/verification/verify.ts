import type {
  CheckName,
  KnownRecipient,
  VerificationReport,
} from '../../schemas/requests/verification.ts'
import { timestamp } from '../world.ts'
import { checkOf, type Finding } from './check.ts'
import type { InIssueLog } from './checks/issue-log.ts'
import { checkWhose } from './checks/recipient.ts'
import { checkRecognition, type Recognise } from './checks/recognition.ts'
import { refreshOnce } from './checks/refresh.ts'
import type { KnownSchemas } from './checks/schema.ts'
import { checkStatus, type StateReason } from './checks/status.ts'
import { checkValidity } from './checks/validity.ts'
import { proveCredential } from './prove.ts'
import type { Queue } from './queue.ts'
import type { ReadCredential } from './read.ts'
import type { RefreshReader } from './refresh-service.ts'
import { isOlderBadge, verifyOlderBadge, type OlderBadgeDeps } from './open-badges-2/verify.ts'
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

export interface VerifyDeps extends Omit<
  OlderBadgeDeps,
  'mayLookUp' | 'recognise' | 'inTranscript'
> {
  readonly now: () => Date
  readonly resolver: Resolver
  readonly readStatusList: StatusListReader
  readonly readRevocationList: RevocationListReader
  readonly readRefresh: RefreshReader
  readonly revocationReason?: StateReason
  readonly recognise?: Recognise
  readonly inIssueLog?: InIssueLog
  readonly knownSchemas?: KnownSchemas
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
  /** Who has shown to present it. */
  readonly holder?: string | undefined
}

/**
 * Open Badges 3.0 §9.1, step by step. A bad credential is an answer, not an error: this throws for nothing
 * that stands in a credential or that other servers do.
 * @param known whom the asker believes to have earned it
 */
export async function verify(
  read: ReadCredential,
  deps: VerifyDeps,
  known?: KnownRecipient,
): Promise<VerificationReport> {
  const { around } = deps
  const kind = around?.as === 'endorsement' ? 'endorsement' : kindOf(read.secured.credential)
  const isAlone = around === undefined || around.as === 'presented'
  const most = kind === 'clr' && isAlone ? mostOfMany : mostLookups
  const resolver = boundedResolver(deps.resolver, most, around?.resolver)
  if (kind === 'badge' && isOlderBadge(read)) {
    const { mayLookUp } = resolver
    return verifyOlderBadge(read, { ...deps, mayLookUp, inTranscript: !isAlone }, known)
  }

  const now = deps.now()
  const at = timestamp(now)
  const prove = (opened: Pick<ReadCredential, 'secured' | 'text'>) =>
    proveCredential(opened, { ...deps, resolver, now, kind })

  // 1 and 2. Is it one Open Badge, who says to have issued it, and did this issuer sign exactly this?
  const handedIn = await prove(read)

  // 3. Has the issuer a newer copy of it? Then that is the one that counts from here on. Inside another, this one is meant.
  const { copy, finding: refresh } = isAlone
    ? await refreshOnce(handedIn, {
        fetchCopy: (address) => deps.readRefresh(address, resolver),
        prove,
      })
    : { copy: handedIn, finding: undefined }
  const { credential, structure, schema, issuer, proof, identity } = copy
  const proven = proof.result === 'passed'
  const inPart = proof.inPart === true

  // 4. Is it good today: inside its dates, neither revoked nor suspended?
  const validity = checkValidity(credential, now, inPart)
  const status = await checkStatus(credential, {
    proven,
    inPart,
    readList: (entry) => deps.readStatusList(entry, identity, resolver),
    readRevocationList: (entry, id) => deps.readRevocationList(entry, id, identity, resolver),
    reasonOf: deps.revocationReason,
  })

  // 5. Is it theirs whom the asker knows, or else theirs who shows it?
  // What is endorsed is no earner.
  const holder = kind === 'endorsement' ? undefined : around?.holder
  const recipient = checkWhose(credential, { known, holder, proven, inTranscript: !isAlone })

  // 6. Does a registry that we know name the issuer?
  const recognition = await checkRecognition(identity.id, deps.recognise)

  // 7. What have others signed inside it? Each has an answer of its own, and it never goes deeper than that.
  const looksInside = isAlone || (around.as === 'credential' && kind === 'badge')
  const inside = looksInside
    ? await verifyAllInside(credential, structure, at, (one, as) =>
        verify(one, { ...deps, around: { resolver, as } }, as === 'credential' ? known : undefined),
      )
    : undefined

  const lines: Lines = [
    ['structure', inside?.findings.structure ?? structure],
    ['issuer', issuer],
    ['proof', proof],
    ['refresh', refresh],
    ['validity', validity],
    ['status', status],
    ['schema', schema],
    ['recipient', recipient],
    ['recognition', recognition],
    ['endorsements', inside?.findings.endorsements],
    ['credentials', inside?.findings.credentials],
    ['associations', inside?.findings.associations],
  ]
  const checks = lines.flatMap(([name, finding]) => (finding ? [checkOf(name, at, finding)] : []))
  return {
    kind: kind === 'clr' ? 'transcript' : kind,
    verdict: verdict(checks),
    checks,
    credential: summarize(credential, proven),
    format: read.format,
    ...(read.source === undefined ? {} : { source: read.source }),
    trial: identity.trial,
    verifiedAt: at,
    ...inside?.reports,
  }
}

/** The report in its order; what was not asked has no line. */
type Lines = readonly (readonly [CheckName, Finding | undefined])[]
