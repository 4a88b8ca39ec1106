import type { JsonObject } from './json.ts'
import { isSelectable, type SigningOptions } from './sign.ts'

/**
 * What a holder can never leave out of a badge: who gave what to whom, for how long, and where it can be taken back. All
 * else (evidence, narrative, results, the address of the learner) is the holder's to show.
 */
const alwaysShown = [
  '/issuer',
  '/name',
  '/description',
  '/validFrom',
  '/validUntil',
  '/awardedDate',
  '/credentialStatus',
  '/credentialSchema',
  '/refreshService',
  '/termsOfUse',
  '/credentialSubject/id',
  '/credentialSubject/achievement',
]

/**
 * How a badge is signed so that its holder can show a part of it. One with a text that cannot be signed for selection is
 * signed as a whole, with the same kind of key.
 */
export function disclosureOf(unsigned: JsonObject): SigningOptions {
  if (!isSelectable(unsigned)) return { cryptosuite: 'ecdsa-rdfc-2019' }
  const subject = unsigned['credentialSubject']
  const there = (pointer: string) => {
    const [, first = '', second] = pointer.split('/')
    return second === undefined
      ? Object.hasOwn(unsigned, first)
      : typeof subject === 'object' && subject !== null && Object.hasOwn(subject, second)
  }
  return { cryptosuite: 'ecdsa-sd-2023', mandatoryPointers: alwaysShown.filter(there) }
}
