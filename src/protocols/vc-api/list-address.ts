import type { ListPurpose } from '../../credentials/identifiers.ts'

/** What a status list's address names; undefined where it is none of the VC-API's. */
export function listAddress(address: string, base: string) {
  if (!address.startsWith(`${base}/`)) return undefined
  const path = address.slice(base.length)
  const match =
    /^\/(?:organizations\/([\w-]+)\/vc-api\/status|open-tenant\/status\/([\w-]+))\/([1-9]\d{0,8})\/(revocation|suspension)$/.exec(
      path,
    )
  if (match === null) return undefined
  const [, organization, key = '', number] = match
  const purpose: ListPurpose = match[4] === 'suspension' ? 'suspension' : 'revocation'
  return organization === undefined
    ? ({ of: 'tenant', owner: key, number: Number(number), purpose } as const)
    : ({ of: 'organization', owner: organization, number: Number(number), purpose } as const)
}
