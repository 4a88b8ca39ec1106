import type { VerificationResult, VerifyCredentialBody } from '../../../schemas/requests/vc-api.ts'
import type { Contexts } from '../../credentials/contexts/contexts.ts'
import { credentialProblems } from '../../credentials/data-model/credential.ts'
import { none, problem, type DataModelProblem } from '../../credentials/data-model/problem.ts'
import { isJsonObject, type Json, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../../verification/check.ts'
import { checkIssuer } from '../../verification/checks/issuer.ts'
import { checkProof, credentialOf } from '../../verification/checks/proof.ts'
import { checkStatus } from '../../verification/checks/status.ts'
import { checkValidity } from '../../verification/checks/validity.ts'
import type { Queue } from '../../verification/queue.ts'
import { boundedResolver, type Resolver } from '../../verification/resolve.ts'
import type { RevocationListReader } from '../../verification/revocation-list.ts'
import type { Secured } from '../../verification/secured.ts'
import type { StatusListReader } from '../../verification/status-lists.ts'
import { envelopeProblems, jwtIn } from './envelope.ts'
import { objectOf } from './issue-credential.ts'

export interface VerifyMeans {
  readonly now: () => Date
  readonly resolver: Resolver
  readonly readStatusList: StatusListReader
  readonly readRevocationList: RevocationListReader
  readonly inTurn: Queue
  readonly contexts: Contexts
  /** Whether the key must be one of the issuer's; if not, only where a caller asks for it. */
  readonly alwaysTheIssuer: boolean
}

type Check = VerificationResult['checks'][number]

/**
 * VC-API §3.3.1 Verify Credential, of any kind of credential: its data model, then who signed it, its dates and its
 * status. Good only where everything that was asked is shown to be good: what could not be found out is not.
 * https://w3c-ccg.github.io/vc-api/#verify-credential
 */
export async function verifyCredential(
  { verifiableCredential, options = {} }: VerifyCredentialBody,
  means: VerifyMeans,
): Promise<VerificationResult> {
  const sent = objectOf(verifiableCredential)
  const faults = envelopeProblems(sent, 'EnvelopedVerifiableCredential')
  if (faults.length > 0) return broken(faults)
  const secured = securedIn(sent)
  const credential = await credentialOf(secured)
  const problems = [
    ...credentialProblems(credential),
    ...(secured.form === 'embedded' ? selfProblems(credential) : none),
  ]
  if (problems.length > 0) return broken(problems)

  const asks = (name: string) => options.checks === undefined || options.checks.includes(name)
  const now = means.now()
  const resolver = boundedResolver(means.resolver)
  const { finding, identity } = await checkIssuer(credential, resolver, now)
  const signed = await checkProof(secured, identity, resolver, now, means.inTurn, means.contexts)
  const { proof, issuer } = apart(signed, finding)
  const checks = [checkOf('proof', proof)]
  // For badges, who signed is never left out of the question.
  if (means.alwaysTheIssuer || options.checks?.includes('issuer') === true)
    checks.push(checkOf('issuer', issuer))
  if (asks('validity')) checks.push(checkOf('validity', validity(credential, now)))
  if (asks('credentialStatus')) {
    const status = await checkStatus(credential, {
      proven: signed.result === 'passed',
      readList: (entry) => means.readStatusList(entry, identity, resolver),
      readRevocationList: (entry, id) => means.readRevocationList(entry, id, identity, resolver),
      reasonOf: undefined,
    })
    checks.push(checkOf('credentialStatus', status))
  }
  return resultOf(checks)
}

const deepest = 64
const decisive = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate', 'credentialStatus']

/**
 * JSON-LD makes one thing of all objects with one id: where the credential stands inside itself once more, its end and its
 * status could be moved to where nobody looks for them, and its signature stays good.
 */
function selfProblems(credential: JsonObject): readonly DataModelProblem[] {
  const { id, proof: _proof, ...members } = credential
  const inside = (value: Json, path: string, depth: number): readonly DataModelProblem[] => {
    // What is deeper is no credential to whoever checks its proof.
    if (typeof value !== 'object' || value === null || depth > deepest) return none
    const isSelf = isJsonObject(value) && id !== undefined && value['id'] === id
    if (isSelf && decisive.some((name) => Object.hasOwn(value, name)))
      return problem(path, 'choice')
    return Object.entries(value).flatMap(([name, inner]) =>
      inside(inner, `${path}/${name}`, depth + 1),
    )
  }
  return inside(members, '', 0)
}

/**
 * Two questions: is the signature good by the key that the proof names (VC Data Integrity §4.5), and is that key one that
 * the issuer's own document lists.
 */
function apart(signed: Finding, issuer: Finding): { proof: Finding; issuer: Finding } {
  const isOfAnother = ['intact-but-signer-not-shown', 'key-not-listed-by-issuer']
  if (!isOfAnother.includes(signed.code)) return { proof: signed, issuer }
  return {
    proof: { result: 'passed', code: 'proof-good' },
    issuer: issuer.result === 'passed' ? signed : issuer,
  }
}

/** With its proof inside, or as the token of an envelope; what the token says is read when it is checked. */
function securedIn(sent: JsonObject): Secured {
  const token = jwtIn(sent)
  return token === undefined
    ? { form: 'embedded', credential: sent }
    : { form: 'jwt', token, credential: {} }
}

/** VC Data Model 2.0 §4.9: a credential may do without dates. */
function validity(credential: JsonObject, now: Date): Finding {
  const names = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate']
  if (!names.some((name) => Object.hasOwn(credential, name))) {
    return { result: 'not-applicable', code: 'no-dates' }
  }
  const dated = { validFrom: '1970-01-01T00:00:00Z', ...credential }
  const { issuanceDate } = credential
  return checkValidity(
    issuanceDate === undefined ? dated : { ...credential, validFrom: issuanceDate },
    now,
  )
}

export function checkOf(check: string, { result, code }: Finding): Check {
  return { check, result, code }
}

/** Good where every check passed, or had nothing to judge. */
export function resultOf(checks: Check[]): VerificationResult {
  const good = checks.every(({ result }) => result === 'passed' || result === 'not-applicable')
  return { verified: good, checks }
}

export function broken(problems: readonly DataModelProblem[]): VerificationResult {
  const checks = problems.slice(0, 20).map(({ path, rule }) => ({
    check: 'dataModel',
    result: 'failed' as const,
    code: rule,
    path,
  }))
  return { verified: false, checks }
}
