import { awardDeeds, reasonedDeeds, type AwardDeed } from '../../schemas/requests/recipients.ts'
import type { Caller } from '../caller.ts'
import { errorCodes, WaymarkError, type ErrorCode } from '../errors.ts'
import type { StaffLine } from './award-lines.ts'
import { isSigned } from './is-signed.ts'
import type { Issuing } from './issuing.ts'

type Act = (caller: Caller, organizationId: string, awardId: string) => Promise<unknown>

/** @param reason for those that ask for one */
export function actOf(
  { state, unclaimed, mailAgain }: Issuing,
  deed: AwardDeed,
  reason: string,
): Act {
  switch (deed) {
    case 'resend':
      return (caller, organizationId, id) => mailAgain(caller, organizationId, id)
    case 'remind':
      return unclaimed.remind
    case 'suspend':
      return (caller, organizationId, id) => state.suspend(caller, organizationId, id, reason)
    case 'reinstate':
      return state.reinstate
    case 'revoke':
      return (caller, organizationId, id) => state.revoke(caller, organizationId, id, reason)
  }
}

/** Each for itself: what cannot be done with one keeps no other from it. Answers a code for each that could not. */
export async function each(ids: readonly string[], act: (id: string) => Promise<unknown>) {
  const codes: (ErrorCode | undefined)[] = []
  for (const id of ids) {
    try {
      await act(id)
      codes.push(undefined)
    } catch (error) {
      const isRefusal = error instanceof WaymarkError && error.status < 500
      if (!isRefusal || error.code === 'not-allowed') throw error
      codes.push(error.code)
    }
  }
  return codes
}

/** What can be done with an award from its line. */
export function deedsFor(
  { award, state, waiting, hasAddress }: StaffLine,
  may: { readonly award: boolean; readonly revoke: boolean },
): readonly AwardDeed[] {
  const isGood = award.state === 'issued'
  return [
    ...(may.award && isGood && hasAddress ? (['resend'] as const) : []),
    ...(may.award && isGood && waiting && award.delivery === 'sent' ? (['remind'] as const) : []),
    ...(may.revoke && isGood ? (['suspend'] as const) : []),
    ...(may.revoke && state === 'suspended' ? (['reinstate'] as const) : []),
    ...(may.revoke && isSigned(award) && state !== 'revoked' ? (['revoke'] as const) : []),
  ]
}

/** 'revoke:ID', as a button of one line sends it. */
export function oneIn(one: string | undefined): readonly [AwardDeed, string] | readonly [] {
  const [name, id] = one?.split(':') ?? []
  const deed = awardDeeds.find((known) => known === name)
  return deed === undefined || id === undefined ? [] : [deed, id]
}

/** Those that say why. */
export function isReasoned(deed: unknown): deed is 'revoke' | 'suspend' {
  return reasonedDeeds.some((one) => one === deed)
}

/** The codes that an address names, of those that there are. */
export function codesIn(why = ''): readonly ErrorCode[] {
  const names = why.split(',')
  return errorCodes.filter((code) => names.includes(code))
}
