import { createIdentifiers } from '../credentials/identifiers.ts'
import { didWebAddress } from './did.ts'

/** Whether an issuer's id stands on no public https name, so that it works in one network only: a trial. */
export function isTrialName(issuerId: string): boolean {
  const address = issuerId.startsWith('did:web:') ? didWebAddress(issuerId) : issuerId
  if (address === undefined) return true
  if (!/^https?:/.test(address)) return false
  return !URL.canParse(address) || createIdentifiers(new URL(address).origin).trial
}
