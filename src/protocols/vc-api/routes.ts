import Type from 'typebox'
import {
  Cryptosuite,
  DeriveCredentialBody,
  IdentifierPath,
  IssueCredentialBody,
  ResolutionOptions,
  ResolutionResult,
  SecuredCredential,
  UpdateStatusBody,
  VerificationResult,
  VerifyCredentialBody,
  VerifyPresentationBody,
} from '../../../schemas/requests/vc-api.ts'
import type { ListPurpose } from '../../credentials/identifiers.ts'
import type { Access } from '../../web/access.ts'
import { route, type Route, type RouteAnswer } from '../../web/route.ts'
import type { VcApiOperations } from './operations.ts'
import type { VcApi } from './vc-api.ts'

/** Where the operations stand, and who may call them. */
interface Surface {
  readonly prefix: '' | '/open-tenant'
  readonly tag: string
  /** Stands before the names of the operations. */
  readonly name: 'vcApi' | 'openTenant'
  readonly access: { readonly issue: Access; readonly verify: Access }
  readonly operations: VcApiOperations
}

/** The VC-API for organizations, and for the open tenant where there is one. */
export function vcApiRoutes(vcApi: VcApi): readonly Route[] {
  const { tenant } = vcApi
  return [
    ...operationRoutes({
      prefix: '',
      tag: 'VC-API',
      name: 'vcApi',
      access: { issue: 'awards:write', verify: 'credentials:verify' },
      operations: vcApi.organizations,
    }),
    listRoute('/organizations/:owner/vc-api/status', 'readVcApiStatusList', vcApi.organizationList),
    ...(tenant === undefined ? [] : tenantRoutes(vcApi, tenant)),
  ]
}

function tenantRoutes(vcApi: VcApi, tenant: NonNullable<VcApi['tenant']>): readonly Route[] {
  return [
    ...operationRoutes({
      prefix: '/open-tenant',
      tag: 'VC-API, open tenant',
      name: 'openTenant',
      access: { issue: 'anyone', verify: 'anyone' },
      operations: tenant,
    }),
    listRoute('/open-tenant/status/:owner', 'readOpenTenantStatusList', vcApi.tenantList),
    route({
      method: 'get',
      path: '/open-tenant/issuers',
      operationId: 'listOpenTenantIssuers',
      tag: 'VC-API, open tenant',
      summary: 'The DIDs that the open tenant signs by',
      access: 'anyone',
      answers: {
        200: {
          description: 'The DIDs, each with its usual cryptosuite',
          schema: Type.Object({
            issuers: Type.Array(Type.Object({ did: Type.String(), cryptosuite: Cryptosuite })),
          }),
        },
      },
      async handle() {
        return { status: 200, body: { issuers: await tenant.issuers() } }
      },
    }),
  ]
}

function operationRoutes({ prefix, tag, name, access, operations }: Surface): readonly Route[] {
  return [
    route({
      method: 'post',
      path: `${prefix}/credentials/issue`,
      operationId: `${name}IssueCredential`,
      tag,
      summary: 'Issue a credential',
      access: access.issue,
      body: IssueCredentialBody,
      answers: { 201: { description: 'The secured credential', schema: SecuredCredential } },
      errors: ['not-allowed'],
      async handle({ caller, body }) {
        const verifiableCredential = await operations.issue(caller, body)
        return { status: 201, body: { verifiableCredential } }
      },
    }),
    route({
      method: 'post',
      path: `${prefix}/credentials/status`,
      operationId: `${name}UpdateStatus`,
      tag,
      summary: 'Set the status of a credential that was issued here',
      access: access.issue,
      body: UpdateStatusBody,
      answers: { 200: { description: 'It is set' } },
      errors: ['not-allowed', 'not-found', 'already-revoked'],
      async handle({ caller, body }) {
        await operations.updateStatus(caller, body)
        return { status: 200, body: {} }
      },
    }),
    route({
      method: 'post',
      writes: false,
      path: `${prefix}/credentials/verify`,
      operationId: `${name}VerifyCredential`,
      tag,
      summary: 'Verify a credential of any kind',
      access: access.verify,
      body: VerifyCredentialBody,
      answers: verificationAnswers,
      errors: ['not-ready'],
      async handle({ body }) {
        return answerOf(await operations.verify(body))
      },
    }),
    route({
      method: 'post',
      writes: false,
      path: `${prefix}/credentials/derive`,
      operationId: `${name}DeriveCredential`,
      tag,
      summary: 'Show part of a credential that was signed for it',
      access: access.verify,
      body: DeriveCredentialBody,
      answers: { 201: { description: 'The part, with its proof', schema: SecuredCredential } },
      async handle({ body }) {
        return { status: 201, body: { verifiableCredential: await operations.derive(body) } }
      },
    }),
    route({
      method: 'post',
      writes: false,
      path: `${prefix}/presentations/verify`,
      operationId: `${name}VerifyPresentation`,
      tag,
      summary: 'Verify a presentation, and every credential in it',
      access: access.verify,
      body: VerifyPresentationBody,
      answers: verificationAnswers,
      errors: ['not-ready'],
      async handle({ body }) {
        return answerOf(await operations.verifyPresentation(body))
      },
    }),
    route({
      method: 'get',
      path: `${prefix}/identifiers/:did`,
      operationId: `${name}ResolveIdentifier`,
      tag,
      summary: 'Resolve a DID, or what a DID URL names in its document',
      access: 'anyone',
      params: IdentifierPath,
      query: ResolutionOptions,
      answers: {
        200: { description: 'The DID resolution result', schema: ResolutionResult },
        501: { description: 'No method of ours', schema: ResolutionResult },
      },
      errors: ['not-found', 'not-acceptable'],
      async handle({ caller, params, query, accept }) {
        const { status, body } = await operations.resolve(caller, params.did, query, accept)
        return { status, body, headers: { 'Content-Type': resolutionType } }
      },
    }),
  ]
}

const resolutionType = 'application/ld+json;profile="https://w3id.org/did-resolution"'

const verificationAnswers = {
  200: { description: 'It is good', schema: VerificationResult },
  422: { description: 'It is not, or could not be shown to be', schema: VerificationResult },
} as const

/** Good is 200 and everything else 422: a caller that only looks at the status is not deceived. */
function answerOf(result: VerificationResult): RouteAnswer {
  return { status: result.verified ? 200 : 422, body: result }
}

/** What software asks for that does not know the media type of credentials. */
const listTypes = ['application/vc', 'application/ld+json', 'application/json']

/** A status list, for whoever verifies: signed, and readable from everywhere. */
function listRoute(
  path: string,
  operationId: string,
  read: (owner: string, number: number, purpose: ListPurpose) => Promise<string>,
): Route {
  return route({
    method: 'get',
    path: `${path}/:number/:purpose`,
    operationId,
    tag: 'VC-API',
    summary: 'A signed status list',
    access: 'anyone',
    params: Type.Object({
      owner: Type.String({ pattern: '^[\\w-]{1,100}$' }),
      number: Type.Integer({ minimum: 1, maximum: 999_999_999 }),
      purpose: Type.Union([Type.Literal('revocation'), Type.Literal('suspension')]),
    }),
    answers: {
      200: { description: 'A BitstringStatusListCredential', contentType: 'application/vc' },
    },
    async handle({ params: { owner, number, purpose }, accept }) {
      return {
        status: 200,
        body: Buffer.from(await read(owner, number, purpose)),
        headers: {
          'Content-Type': listTypes.find((type) => accept.includes(type)) ?? 'application/vc',
          Vary: 'Accept',
          'Cache-Control': 'public, max-age=60, must-revalidate',
          'Access-Control-Allow-Origin': '*',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        },
      }
    },
  })
}
