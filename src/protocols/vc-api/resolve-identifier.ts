import type { ResolutionOptions } from '../../../schemas/requests/vc-api.ts'
import { idOf, isJsonObject, listOf, type JsonObject } from '../../credentials/json.ts'
import { computedDocument, didWebAddress } from '../../verification/did.ts'
import type { Resolved } from '../../verification/resolve.ts'
import { didKeyDocument, type ResolutionError } from './did-key.ts'

export interface ResolveMeans {
  /** A document of this service. */
  readonly resolveOwn: (did: string) => Promise<JsonObject | undefined>
  /** Documents of others, for whoever may have them fetched; undefined for whoever may not. */
  readonly resolveOthers: ((did: string) => Promise<Resolved>) | undefined
}

export interface Resolution {
  readonly status: number
  readonly body: JsonObject
}

/** DID Resolution §11.1, HTTP(S) binding. */
const statusOfError: Readonly<Record<ResolutionError, number>> = {
  invalidDid: 400,
  invalidDidUrl: 400,
  invalidPublicKey: 400,
  invalidPublicKeyLength: 400,
  invalidPublicKeyType: 400,
  unsupportedPublicKeyType: 400,
  notFound: 404,
  representationNotSupported: 406,
  methodNotSupported: 501,
}

/**
 * DID Resolution §4 and §5: a DID to its document, a DID URL with a fragment to what the document has under that name.
 * https://www.w3.org/TR/did-resolution/
 */
export async function resolveIdentifier(
  identifier: string,
  options: ResolutionOptions,
  accept: string,
  means: ResolveMeans,
): Promise<Resolution> {
  const isUrl = /[/?#]/.test(identifier)
  const refuse = (error: ResolutionError) => resultOf(isUrl, { error })
  if (!isAcceptable(accept)) return refuse('representationNotSupported')
  if (isUrl && !didUrl.test(identifier)) return refuse('invalidDidUrl')
  const did = identifier.split(/[/?#]/, 1)[0] ?? ''
  const [, method] = /^did:([a-z0-9]+):/.exec(did) ?? []
  if (method === undefined) return refuse('invalidDid')

  const document = await documentOf(did, method, options, means)
  if (typeof document === 'string') return refuse(document)
  if (!isUrl) return resultOf(isUrl, { document })
  const found = dereferenced(document, identifier)
  return found === undefined ? refuse('notFound') : resultOf(isUrl, { document: found })
}

/** DID Core §3.2: a DID, then the path, query and fragment of RFC 3986. */
const didUrl =
  /^did:[a-z0-9]+:[A-Za-z0-9._:%-]+(?:\/[\w.~!$&'()*+,;=:@%/-]*)?(?:\?[\w.~!$&'()*+,;=:@%/?-]*)?(?:#[\w.~!$&'()*+,;=:@%/?-]*)?$/

async function documentOf(
  did: string,
  method: string,
  options: ResolutionOptions,
  { resolveOwn, resolveOthers }: ResolveMeans,
): Promise<JsonObject | ResolutionError> {
  if (method === 'key') return didKeyDocument(did, options)
  if (method === 'jwk') return computedDocument(did) ?? 'invalidDid'
  if (method !== 'web') return 'methodNotSupported'
  const own = await resolveOwn(did)
  if (own !== undefined) return own
  if (didWebAddress(did) === undefined) return 'invalidDid'
  const answer = await resolveOthers?.(did)
  // A document that bears another name is not the one of this DID.
  return answer?.ok === true && answer.document['id'] === did ? answer.document : 'notFound'
}

/** The method or service that bears the name; the whole document where there is no fragment. */
function dereferenced(document: JsonObject, url: string): JsonObject | undefined {
  const { id } = document
  const [resource = '', fragment] = url.split('#', 2)
  if (resource !== id) return undefined
  if (fragment === undefined) return document
  const inside = Object.values(document).flatMap((member) => listOf(member))
  return inside.find((one): one is JsonObject => {
    const name = isJsonObject(one) ? idOf(one) : undefined
    return name === `${resource}#${fragment}` || name === `#${fragment}`
  })
}

/** Results are JSON; whoever names only other forms of documents gets none. */
function isAcceptable(accept: string): boolean {
  const types = accept.split(',').map((one) => one.split(';')[0]?.trim().toLowerCase() ?? '')
  return types.some((type) => /^$|\*|json$|did-resolution/.test(type))
}

function resultOf(
  isUrl: boolean,
  { document = {}, error }: { readonly document?: JsonObject; readonly error?: ResolutionError },
): Resolution {
  const metadata = error === undefined ? { contentType: 'application/did+ld+json' } : { error }
  return {
    status: error === undefined ? 200 : statusOfError[error],
    body: {
      '@context': 'https://w3id.org/did-resolution/v1',
      // DID Core §7.1: empty where the resolution was not successful.
      didDocument: document,
      [isUrl ? 'didDereferencingMetadata' : 'didResolutionMetadata']: metadata,
      didDocumentMetadata: {},
    },
  }
}
