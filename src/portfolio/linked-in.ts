export interface LinkedInFacts {
  readonly name: string
  readonly organizationName: string
  /** RFC 3339. */
  readonly awardedAt: string
  readonly validUntil?: string
  /** Where anybody may check it, while it is shared. */
  readonly address: string
  readonly credentialId?: string
}

/**
 * LinkedIn's form for a certification, filled in: "Add to Profile" has no key and no script, so LinkedIn learns of it when
 * somebody goes there, and of nothing before.
 */
export function addToLinkedIn(facts: LinkedInFacts): string {
  const { awardedAt, validUntil, credentialId } = facts
  const ends =
    validUntil === undefined
      ? {}
      : { expirationYear: yearOf(validUntil), expirationMonth: monthOf(validUntil) }
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: facts.name,
    organizationName: facts.organizationName,
    issueYear: yearOf(awardedAt),
    issueMonth: monthOf(awardedAt),
    ...ends,
    certUrl: facts.address,
    ...(credentialId === undefined ? {} : { certId: credentialId }),
  })
  // A space as %20: what reads a plus as a plus would show it.
  return `https://www.linkedin.com/profile/add?${query.toString().replaceAll('+', '%20')}`
}

function yearOf(time: string): string {
  return time.slice(0, 4)
}

/** From 1. */
function monthOf(time: string): string {
  return String(Number(time.slice(5, 7)))
}
