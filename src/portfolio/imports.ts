import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Network } from '../network/guarded-fetch.ts'
import { removeAll } from '../storage/remove-all.ts'
import { Duplicate, type New } from '../storage/tables.ts'
import type { Verification } from '../verification/verification.ts'
import type { Verified } from '../verification/verify-each.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson } from './held.ts'
import { described, idFor, isNewer } from './imported-facts.ts'
import { keepPicture, type ImportedPictures } from './import-picture.ts'
import type { ImportTable, ImportTextTable } from './open-tables.ts'
import type { ImportedCredential } from './tables.ts'

/** Badges from elsewhere that people bring into their backpack. */
export interface Imports {
  /**
   * Checks what was dropped, pasted or is found at an address, and keeps each badge in it, letter for letter.
   * A newer copy takes the place of an older one (OB 3.0 §8.2: the same issuer and id); what is there already stays as it is.
   * @returns those that were kept
   * @throws WaymarkError unreadable-credential, nothing-to-check, too-many-badges, badge-not-genuine, badge-from-here,
   *   already-in-backpack (all of them), backpack-full, too-large, not-allowed; then nothing of it is kept
   */
  bringIn(caller: Caller, handed: Uint8Array | string): Promise<readonly ImportedCredential[]>
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

export interface ImportsDeps {
  readonly credentials: ImportTable
  readonly texts: ImportTextTable
  readonly world: World
  readonly verification: Verification
  readonly network: Network
  readonly identifiers: Identifiers
  readonly pictures: ImportedPictures
  readonly removeFile: (id: string) => Promise<unknown>
  /** Closes the shares of a badge that is removed. */
  readonly closeShares: (caller: Caller, importId: string) => Promise<void>
  readonly emailOf: (accountId: string) => Promise<string | undefined>
}

/** A backpack is loaded whole. */
const mostImported = 300
/** Characters of one text: its picture is in it as a rule. */
const longestText = 600_000
/** Characters of what is said of one: all of them are read whenever the backpack is opened. */
const longestReport = 100_000

export function createImports(deps: ImportsDeps): Imports {
  const { credentials, texts, world, verification, identifiers } = deps

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

  const requireWorthKeeping = (one: Verified) => {
    const { id } = one.report.credential
    if (id !== undefined && identifiers.parse(id)?.kind === 'credential') {
      throw new WaymarkError('badge-from-here')
    }
    const { report } = described(one)
    if (report.verdict === 'invalid') throw new WaymarkError('badge-not-genuine')
    const isLong =
      one.read.text.length > longestText || JSON.stringify(report).length > longestReport
    if (isLong) throw new WaymarkError('too-large')
  }

  /** Those that are not there yet, once each, whatever is shown twice. @throws WaymarkError already-in-backpack, backpack-full */
  const newAmong = async (accountId: string, each: readonly Verified[]) => {
    const there = await listOfAccount(accountId)
    const badges = new Map(each.map((one) => [idFor(accountId, one), one]))
    for (const earlier of there) {
      const again = badges.get(earlier.id)
      if (again !== undefined && !isNewer(again, earlier)) badges.delete(earlier.id)
    }
    if (each.length > 0 && badges.size === 0) throw new WaymarkError('already-in-backpack')
    const ids = new Set([...there.map(({ id }) => id), ...badges.keys()])
    if (ids.size > mostImported) throw new WaymarkError('backpack-full')
    return badges
  }

  /** Puts it where it is not yet, or in place of an older copy, which it answers. @throws WaymarkError already-in-backpack */
  const put = async (entity: New<ImportedCredential>, one: Verified) => {
    const hold: { replaced?: ImportedCredential } = {}
    const changed = await credentials.change(entity.id, (earlier) => {
      if (!isNewer(one, earlier)) throw new WaymarkError('already-in-backpack')
      hold.replaced = earlier
      return entity
    })
    return { kept: changed ?? (await credentials.insert(entity)), ...hold }
  }

  const keep = async (
    accountId: string,
    id: string,
    one: Verified,
    handed: Uint8Array | string,
  ) => {
    const pictureIds = await keepPicture(one, handed, deps)
    const text = await texts.insert({ id: world.newId(), accountId, text: one.read.text })
    const entity = {
      ...described(one),
      ...{ id, accountId, pictureIds, textId: text.id },
      importedAt: timestamp(world.now()),
    }
    const { kept, replaced } = await put(entity, one).catch(async (error: unknown) => {
      await forget(entity)
      // Somebody else put the same in at this very moment.
      throw error instanceof Duplicate ? new WaymarkError('already-in-backpack') : error
    })
    if (replaced !== undefined) await forget(replaced)
    return kept
  }

  /** What stands beside an entity that is there no more, or says something else by now. */
  const forget = async ({
    textId,
    pictureIds,
  }: Pick<ImportedCredential, 'textId' | 'pictureIds'>) => {
    await texts.remove(textId)
    for (const pictureId of pictureIds) await deps.removeFile(pictureId)
  }

  return {
    async bringIn(caller, handed) {
      requirePerson(caller, 'backpack:write')
      const each = await verifyFor(caller, handed)
      each.forEach(requireWorthKeeping)
      const { accountId } = caller
      const badges = await newAmong(accountId, each)
      const kept: ImportedCredential[] = []
      for (const [id, one] of badges) kept.push(await keep(accountId, id, one, handed))
      return kept
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
      const [one] = await verifyFor(caller, await ownText(await own(caller, id)))
      const { report, recipient } = one === undefined ? missing() : described(one)
      const changed = await credentials.change(id, (kept) => ({
        ...kept,
        recipient,
        report: { ...report, format: kept.format },
      }))
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

function missing(): never {
  throw new WaymarkError('unreadable-credential')
}
