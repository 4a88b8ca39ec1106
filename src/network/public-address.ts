import ipaddr from 'ipaddr.js'

/** 2000::/3 is all of IPv6 that is given out as public unicast; the special ranges inside it are excluded by name. */
const firstGlobalPart = 0x2000
const lastGlobalPart = 0x3fff

/**
 * Whether an IP address (text, without brackets) lies on the public internet. Everything else is
 * refused: loopback, private, link-local, unspecified, multicast, carrier NAT, documentation ranges,
 * and IPv6 forms that carry an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  const text = address.split('%', 1)[0] ?? ''
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).range() === 'unicast'
  if (!ipaddr.IPv6.isValid(text)) return false
  const parsed = ipaddr.IPv6.parse(text)
  const first = parsed.parts[0] ?? 0
  return first >= firstGlobalPart && first <= lastGlobalPart && parsed.range() === 'unicast'
}
