import {
  idOf,
  isJsonObject,
  listOf,
  parseJsonObject,
  type Json,
  type JsonObject,
} from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import type { Finding } from './check.ts'
import type { Identity } from './checks/issuer.ts'
import { member, textOf } from './json-values.ts'
import type { BoundedResolver } from './resolve.ts'
import { isSameAddress } from './same-address.ts'
import { fetchStatusDocument, type StatusDocumentDeps } from './status-document.ts'

/** Looks a credential up in the 1EdTech revocation list that its status entry names. */
export type RevocationListReader = (
  entry: Json,
  credentialId: string,
  issuer: Identity,
  resolver: BoundedResolver,
) => Promise<Finding>

/** Characters of a reason at most: it is somebody's text on our page. */
const longestReason = 500

/**
 * 1EdTech Revocation List Status Method 1.0: the address of the entry answers with the ids of revoked credentials. The
 * list itself is not signed; that the proven credential names its address, and https, are what makes it the issuer's.
 */
export function createRevocationListReader(deps: StatusDocumentDeps): RevocationListReader {
  return async (entry, credentialId, issuer, resolver) => {
    const address = textOf(member(entry, 'id'))
    if (address === undefined) return { result: 'failed', code: 'status-entry-malformed' }
    const fetched = await fetchStatusDocument(address, deps, resolver)
    if ('code' in fetched) return fetched
    const { text, source } = fetched
    const values = { purpose: 'revocation' }
    const list = parsed(text)
    if (list === undefined)
      return { result: 'unknown', code: 'status-list-unreadable', values, source }
    const listIssuer = idOf(member(list, 'issuer'))
    if (listIssuer !== undefined && listIssuer !== issuer.id) {
      return { result: 'failed', code: 'status-list-of-another-issuer', values, source }
    }
    if (!isRevocationList(list, address)) {
      return { result: 'failed', code: 'status-list-malformed', values, source }
    }
    const found = listOf(member(list, 'revokedCredential')).find(
      (one) => isSameAddress(idOf(one), credentialId) && member(one, 'revoked') !== false,
    )
    if (found === undefined) return { result: 'passed', code: 'status-good', values, source }
    const reason = textOf(member(found, 'revocationReason'))?.slice(0, longestReason)
    return {
      result: 'failed',
      code: 'revoked',
      values: { ...values, ...(reason === undefined ? {} : { reason }) },
      source,
    }
  }
}

/** Any JSON without entries would say that nothing is revoked: it must show that it is this list. */
function isRevocationList(list: JsonObject, address: string): boolean {
  const entries = member(list, 'revokedCredential')
  if (entries === undefined) return isSameAddress(textOf(member(list, 'id')), address)
  return listOf(entries).every((one) => {
    const revoked = member(one, 'revoked')
    return (
      idOf(one) !== undefined &&
      (typeof one === 'string' || isJsonObject(one)) &&
      (revoked === undefined || typeof revoked === 'boolean')
    )
  })
}

function parsed(text: string): JsonObject | undefined {
  try {
    return parseJsonObject(text)
  } catch (error) {
    if (error instanceof WaymarkError) return undefined
    throw error
  }
}
