import type {
  CredentialSummary,
  KnownRecipient,
  VerificationReport,
} from '../../../schemas/requests/verification.ts'
import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import { assertionAsVersion2 } from '../../credentials/open-badges-2/as-version-2.ts'
import { upgradeOpenBadge2 } from '../../credentials/open-badges-2/upgrade.ts'
import { olderVersionOf, type OlderVersion } from '../../credentials/open-badges-2/version.ts'
import { timestamp } from '../../world.ts'
import { checkOf, type Finding } from '../check.ts'
import { checkWhose } from '../checks/recipient.ts'
import { checkRecognition, type Recognise } from '../checks/recognition.ts'
import { checkValidity } from '../checks/validity.ts'
import { member } from '../json-values.ts'
import type { ReadCredential } from '../read.ts'
import { summarize } from '../summary.ts'
import { verdict } from '../verdict.ts'
import { checkData } from './data.ts'
import { createDocuments, type Documents, type DocumentsDeps } from './documents.ts'
import { checkHostedStatus, checkHosting, fetchHosted, type RevokedCopy } from './hosted.ts'
import { findIssuer, type Issuing } from './issuer.ts'
import { checkRevocationList } from './revocation-list.ts'
import { checkSigned } from './signed.ts'
import { checkStructure } from './structure.ts'

export interface OlderBadgeDeps extends DocumentsDeps {
  readonly now: () => Date
  readonly recognise?: Recognise | undefined
  /** See {@link checkWhose}. */
  readonly inTranscript: boolean
}

/** Whether this is a badge from before Open Badges 3.0, to be verified by the rules of its own version. */
export function isOlderBadge({ secured }: ReadCredential): boolean {
  return olderVersionOf(secured.credential) !== undefined
}

/**
 * Open Badges 2.0 "Verification", and the same for 1.0 and 1.1 as far as they have what it takes; 0.5 is only read. A bad badge
 * is an answer, not an error: this throws for nothing that stands in a badge or that other servers do.
 * @param known whom the asker believes to have earned it
 */
export async function verifyOlderBadge(
  read: ReadCredential,
  deps: OlderBadgeDeps,
  known?: KnownRecipient,
): Promise<VerificationReport> {
  const { credential } = read.secured
  const version = olderVersionOf(credential) ?? '2.0'
  const documents = createDocuments(deps)
  const now = deps.now()
  const inHand = assertionAsVersion2(credential, version, read.source)

  // 1. Which copy counts, who issued it, and is it theirs: hosted by them, or signed with their key?
  const proven = await prove(read, inHand, version, documents)
  const { assertion, issuing, proof, status } = proven
  const structure = checkStructure(assertion, proven.version)

  // 2. Does every part have the form that it must have?
  const schema = checkData(assertion, proven.version, issuing)

  // 3. Is it inside its dates? What it says is read in the words of Open Badges 3.0.
  const upgraded = upgradeOpenBadge2({
    assertion,
    badgeClass: issuing.badgeClass,
    issuer: issuing.profile ?? issuing.said,
  })
  const validity = checkValidity(upgraded, now)

  // 4. Is it theirs whom the asker knows?
  const { inTranscript } = deps
  const genuine = proof.result === 'passed'
  const asked = { known, holder: undefined, proven: genuine, inTranscript }
  const recipient = checkWhose(upgraded, asked)

  // 5. Does a registry that we know name the issuer?
  const recognition = await checkRecognition(issuing.issuerId, deps.recognise)

  const at = timestamp(now)
  const issuer = issuing.finding
  const findings = { structure, issuer, proof, validity, status, schema, recipient, recognition }
  const checks = names.flatMap((name) => {
    const finding = findings[name]
    return finding === undefined ? [] : [checkOf(name, at, finding)]
  })
  return {
    verdict: verdict(checks),
    checks,
    credential: summaryOf(upgraded, proven, genuine),
    format: read.format,
    ...(read.source === undefined ? {} : { source: read.source }),
    trial: issuing.trial,
    verifiedAt: at,
  }
}

interface Proven {
  /** The copy that counts. */
  readonly assertion: JsonObject
  readonly version: OlderVersion
  readonly issuing: Issuing
  readonly proof: Finding
  readonly status: Finding
}

async function prove(
  { secured }: ReadCredential,
  inHand: JsonObject,
  version: OlderVersion,
  documents: Documents,
): Promise<Proven> {
  if (version === '0.5') return onlyRead(inHand)
  if (secured.form === 'jwt') {
    const issuing = await findIssuer(inHand, documents)
    const proof = await checkSigned(secured.token, inHand, version, issuing, documents)
    const status = await checkRevocationList(inHand, issuing, proof, documents)
    return { assertion: inHand, version, issuing, proof, status }
  }
  const copy = await fetchHosted(inHand, version, documents)
  if (copy.kind === 'revoked' && inHand['badge'] === undefined) {
    return withdrawn(inHand, version, copy)
  }
  const { assertion, version: written } =
    copy.kind === 'held' ? copy : { assertion: inHand, version }
  const issuing = await findIssuer(assertion, documents)
  const proof = checkHosting(idOf(inHand) ?? '', copy, issuing)
  const status = checkHostedStatus(copy, proof)
  return { assertion, version: written, issuing, proof, status }
}

/** In 0.5 nothing says how a badge is to be verified: what it says can be shown, no more. */
function onlyRead(assertion: JsonObject): Proven {
  const badgeClass = objectOf(member(assertion, 'badge'))
  const said = objectOf(member(badgeClass, 'issuer'))
  const not = (code: string): Finding => ({ result: 'unknown', code })
  return {
    assertion,
    version: '0.5',
    issuing: {
      finding: not('issuer-not-looked-up'),
      badgeClass,
      said,
      issuerId: idOf(said),
      trial: false,
    },
    proof: not('open-badges-0-5'),
    status: not('not-looked-up'),
  }
}

/** Nothing is left of it but that it was revoked: no issuer to be found, and none to be believed. */
function withdrawn(assertion: JsonObject, version: OlderVersion, copy: RevokedCopy): Proven {
  const proof: Finding = { result: 'unknown', code: 'hosted-copy-withdrawn', source: copy.source }
  return {
    assertion,
    version,
    issuing: { finding: { result: 'unknown', code: 'issuer-missing' }, trial: false },
    proof,
    status: checkHostedStatus(copy, proof),
  }
}

/** By the names that the badge itself has, not by those that the upgrade gives. */
function summaryOf(
  upgraded: JsonObject,
  { assertion, issuing }: Proven,
  proven: boolean,
): CredentialSummary {
  const { id: _, achievement, ...summary } = summarize(upgraded, proven)
  const id = idOf(assertion)
  const badgeId = idOf(issuing.badgeClass) ?? idOf(member(assertion, 'badge'))
  return {
    ...summary,
    ...(id === undefined ? {} : { id }),
    ...(achievement === undefined
      ? {}
      : { achievement: { ...achievement, ...(badgeId === undefined ? {} : { id: badgeId }) } }),
    // The original stands beside the evidence only in the upgraded form.
    evidenceCount: listOf(member(assertion, 'evidence')).length,
  }
}

function objectOf(value: Json | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined
}

const names = [
  'structure',
  'issuer',
  'proof',
  'validity',
  'status',
  'schema',
  'recipient',
  'recognition',
] as const
