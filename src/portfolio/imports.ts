import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import { removeAll } from '../storage/remove-all.ts'
import type { Verification } from '../verification/verification.ts'
import type { Unread, Verified } from '../verification/verify-each.ts'
import { createBringIn, mostImported, type BroughtIn } from './bring-in.ts'
import { requirePerson } from './held.ts'
import { described } from './imported-facts.ts'
import { createKeepImport, type KeepImportDeps } from './keep-import.ts'
import type { ImportedCredential } from './tables.ts'

/** Badges from elsewhere that people bring into their backpack. */
export interface Imports {
  /**
   * Checks what was dropped, pasted or is found at an address, and keeps each badge in it, letter for letter.
   * A newer copy takes the place of an older one (OB 3.0 §8.2: the same issuer and id); what is there already stays as it is.
   * @returns those that were kept and, of several, those that were not, each with its reason
   * @throws WaymarkError not-allowed; unreadable-credential, nothing-to-check, too-many-badges; where it is one badge, also
   *   badge-not-genuine, badge-from-here, already-in-backpack, backpack-full, too-large
   */
  bringIn(caller: Caller, handed: Uint8Array | string): Promise<BroughtIn>
  /** All that the caller brought in, newest first. */
  list(caller: Caller): Promise<readonly ImportedCredential[]>
  /** @throws WaymarkError not-found */
  read(caller: Caller, id: string): Promise<ImportedCredential>
  /** The exact text that was brought in. @throws WaymarkError not-found */
  textOf(caller: Caller, id: string): Promise<string>
  /** Checks it again, as it is today. @throws WaymarkError not-found, not-ready */
  checkAgain(caller: Caller, id: string): Promise<ImportedCredential>
  /** Closes its shares, and removes it with its text and picture. @throws WaymarkError not-found */
  remove(caller: Caller, id: string): Promise<void>
  /** All of an account that is being deleted, and texts that a stop left without their badge. Asks for no right. */
  forgetAll(accountId: string): Promise<void>
}

export interface ImportsDeps extends KeepImportDeps {
  readonly verification: Verification
  readonly identifiers: Identifiers
  /** Closes the shares of a badge that is removed. */
  readonly closeShares: (caller: Caller, importId: string) => Promise<void>
  readonly emailOf: (accountId: string) => Promise<string | undefined>
}

export function createImports(deps: ImportsDeps): Imports {
  const { credentials, texts, verification, identifiers } = deps

  const listOfAccount = async (accountId: string) =>
    (
      await credentials.find({
        index: 'byAccount',
        equals: { accountId },
        order: 'descending',
        limit: mostImported,
      })
    ).rows
  const own = async (caller: Caller, id: string) => {
    const found = await credentials.get(id)
    if (found?.accountId !== caller.accountId) throw new WaymarkError('not-found')
    return found
  }
  const ownText = async ({ textId }: ImportedCredential) => {
    const kept = await texts.get(textId)
    if (kept === undefined) throw new WaymarkError('not-found')
    return kept.text
  }
  const verifyFor = async (caller: Caller, handed: Uint8Array | string) => {
    const email = await deps.emailOf(caller.accountId)
    return verification.verifyEach(handed, email === undefined ? undefined : { identifier: email })
  }

  const { keep, forget } = createKeepImport(deps)
  const bringIn = createBringIn({ identifiers, listOfAccount, keep })

  return {
    async bringIn(caller, handed) {
      requirePerson(caller, 'backpack:write')
      const each = await verifyFor(caller, handed)
      if (each.length === 0) throw new WaymarkError('unreadable-credential')
      const broughtIn = await bringIn(caller.accountId, each, handed)
      const [refused] = broughtIn.leftOut
      const isOne = broughtIn.kept.length + broughtIn.leftOut.length === 1
      if (isOne && refused !== undefined) throw refused.fault
      return broughtIn
    },
    async list(caller) {
      requirePerson(caller, 'backpack:read')
      return listOfAccount(caller.accountId)
    },
    async read(caller, id) {
      requirePerson(caller, 'backpack:read')
      return own(caller, id)
    },
    async textOf(caller, id) {
      requirePerson(caller, 'backpack:read')
      return ownText(await own(caller, id))
    },
    async checkAgain(caller, id) {
      requirePerson(caller, 'backpack:write')
      const looked = await own(caller, id)
      const [one] = await verifyFor(caller, await ownText(looked))
      const { report, recipient } = described(readable(one))
      const changed = await credentials.change(id, (kept) =>
        // A newer copy that took its place meanwhile has a report of its own.
        kept.textId === looked.textId
          ? { ...kept, recipient, report: { ...report, format: kept.format } }
          : undefined,
      )
      return changed ?? own(caller, id)
    },
    async remove(caller, id) {
      requirePerson(caller, 'backpack:write')
      const one = await own(caller, id)
      await deps.closeShares(caller, id)
      await credentials.remove(id)
      await forget(one)
    },
    async forgetAll(accountId) {
      const next = async () => listOfAccount(accountId)
      for (let badges = await next(); badges.length > 0; badges = await next()) {
        for (const one of badges) {
          await forget(one)
          await credentials.remove(one.id)
        }
      }
      await removeAll(texts, { index: 'byAccount', equals: { accountId } })
    },
  }
}

/** @throws WaymarkError why it cannot be read */
function readable(one: Verified | Unread | undefined): Verified {
  if (one === undefined) throw new WaymarkError('unreadable-credential')
  if ('fault' in one) throw one.fault
  return one
}
