import { knownContexts } from './contexts/contexts.ts'
import { findDanger } from './contexts/dangers.ts'
import type { JsonObject } from './json.ts'
import { openBadgeCredential, SaidTwiceError, type AwardFacts } from './open-badge-credential.ts'
import type { SaidTwice } from './said-twice.ts'

export type Built =
  | { readonly ok: true; readonly credential: JsonObject }
  /** One id stands on two objects: whoever gave the facts can say which of them is wrong. */
  | { readonly ok: false; readonly fault: 'said-twice'; readonly twice: SaidTwice }
  /** More than a verifier would look at. */
  | { readonly ok: false; readonly fault: 'too-complex' }

/**
 * A credential from facts that somebody sent, or what about them as a whole cannot be issued: things that show only when
 * everything is put together.
 * @throws Error where the facts break the model: each was checked before
 */
export function tryToBuild(facts: AwardFacts): Built {
  try {
    const credential = openBadgeCredential(facts)
    return findDanger(credential, knownContexts()) === 'too-complex'
      ? { ok: false, fault: 'too-complex' }
      : { ok: true, credential }
  } catch (error) {
    if (error instanceof SaidTwiceError)
      return { ok: false, fault: 'said-twice', twice: error.twice }
    throw error
  }
}
