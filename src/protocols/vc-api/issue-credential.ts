import type { IssueCredentialBody } from '../../../schemas/requests/vc-api.ts'
import { credentialProblems } from '../../credentials/data-model/credential.ts'
import { issuerProblems } from '../../credentials/data-model/issuer.ts'
import type { DataModelProblem } from '../../credentials/data-model/problem.ts'
import { dataModelVersion } from '../../credentials/data-model/context.ts'
import { resourceDigestProblems } from '../../credentials/data-model/related-resource.ts'
import { idOf, isJsonObject, listOf, type JsonObject } from '../../credentials/json.ts'
import { WaymarkError } from '../../errors.ts'
import type { VcApiIssuer } from './issuer.ts'
import type { VcApiStatusLists } from './status-lists.ts'

/**
 * VC-API §3.2.1 Issue Credential: judged by its data model, completed by its issuer, given a place in the issuer's status
 * lists, and secured.
 * https://w3c-ccg.github.io/vc-api/#issue-credential
 * @throws WaymarkError invalid-request, not-allowed
 */
export async function issueCredential(
  { credential: sent, options = {} }: IssueCredentialBody,
  issuer: VcApiIssuer,
  statusLists: VcApiStatusLists,
): Promise<JsonObject> {
  const credential = issuer.complete(objectOf(sent))
  requireConforming(credential)
  // A place is taken for good, so what cannot be issued anyway is refused before.
  issuer.requireAllowed(withoutStatus(credential))

  const asked = options.credentialStatus !== undefined
  const withStatus = issuer.status === 'always' || asked
  const ready = withStatus ? await addStatus(credential, issuer, statusLists, options) : credential
  return issuer.secure(ready, options)
}

/** The credential as JSON: the body was read as JSON, so its values are. */
export function objectOf(sent: Readonly<Record<string, unknown>>): JsonObject {
  if (isJsonObject(sent)) return sent
  throw new WaymarkError('invalid-request')
}

/**
 * The credential that is to be issued, with an issuer that could be one.
 * @throws WaymarkError invalid-request
 */
export function issuedObject(body: IssueCredentialBody): JsonObject {
  const credential = objectOf(body.credential)
  refuse(issuerProblems(credential))
  return credential
}

/** @throws WaymarkError invalid-request with every place where the data model is broken */
function requireConforming(credential: JsonObject): void {
  refuse([...credentialProblems(credential), ...resourceDigestProblems(credential)])
}

function refuse(found: readonly DataModelProblem[]): void {
  if (found.length === 0) return
  const problems = found.map((one) => ({ ...one, path: `/credential${one.path}` }))
  throw new WaymarkError('invalid-request', { problems })
}

function withoutStatus(credential: JsonObject): JsonObject {
  const { credentialStatus: _status, ...rest } = credential
  return rest
}

async function addStatus(
  credential: JsonObject,
  issuer: VcApiIssuer,
  statusLists: VcApiStatusLists,
  { credentialStatus: wanted }: NonNullable<IssueCredentialBody['options']>,
): Promise<JsonObject> {
  if (dataModelVersion(credential) !== '2.0' || mayNotAdd(credential, issuer)) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path: '/credential/credentialStatus', rule: 'choice' }],
    })
  }
  const place = await statusLists.takePlace(issuer, idOf(credential) ?? '')
  const purpose = wanted?.statusPurpose
  const entries = place.filter(
    (entry) => purpose === undefined || entry['statusPurpose'] === purpose,
  )
  const before = listOf(credential['credentialStatus'])
  return { ...credential, credentialStatus: [...before, ...entries] }
}

/** An organization's credential has the status that we keep, and no other. */
function mayNotAdd(credential: JsonObject, { status }: VcApiIssuer): boolean {
  return status === 'always' && Object.hasOwn(credential, 'credentialStatus')
}
