import { holdsScope, type Caller, type Scope } from '../caller.ts'
import { WaymarkError } from '../errors.ts'

/** Who may call: anyone, whoever is signed in, or whoever holds a scope (a session holds them all). */
export type Access = 'anyone' | 'signed-in' | Scope

/** The caller as a handler sees it: certain unless anyone may call. */
export type CallerFor<A extends Access> = A extends 'anyone' ? Caller | undefined : Caller

function admits<A extends Access>(access: A, caller: Caller | undefined): caller is CallerFor<A> {
  if (access === 'anyone') return true
  return caller !== undefined && (access === 'signed-in' || holdsScope(caller, access))
}

/** @throws WaymarkError not-signed-in, not-allowed (the scope is named in its values) */
export function admit<A extends Access>(access: A, caller: Caller | undefined): CallerFor<A> {
  const refusal = () =>
    caller === undefined
      ? new WaymarkError('not-signed-in')
      : new WaymarkError('not-allowed', { values: { scope: access } })
  if (admits(access, caller)) return caller
  throw refusal()
}
