import { createHash } from 'node:crypto'
import type { Caller } from '../caller.ts'
import { idOf, listOf } from '../credentials/json.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Network } from '../network/guarded-fetch.ts'
import { Duplicate, type New, type Storage } from '../storage/tables.ts'
import { member, wordsOf } from '../verification/json-values.ts'
import { verdict } from '../verification/verdict.ts'
import type { Verification } from '../verification/verification.ts'
import type { Verified } from '../verification/verify-each.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson } from './held.ts'
import { keepPicture, type ImportedPictures } from './import-picture.ts'
import { importedCredentialTable, importedTextTable, type ImportedCredential } from './tables.ts'

/** Badges from elsewhere that people bring into their backpack. */
export interface Imports {
  /**
   * Checks what was dropped, pasted or is found at an address, and keeps each badge in it, letter for letter.
   * A newer copy takes the place of an older one (OB 3.0 §8.2: the same issuer and id).
   * @throws WaymarkError unreadable-credential, badge-not-genuine, badge-from-here, already-in-backpack,
   *   backpack-full, too-large, not-allowed; then nothing of it is kept
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
  /** Removes it with its text and picture. @throws WaymarkError not-found */
  remove(caller: Caller, id: string): Promise<void>
  /** Removes all that an account brought in: when the account goes. */
  removeAllOf(accountId: string): Promise<void>
}

export interface ImportsDeps {
  readonly storage: Storage
  readonly world: World
  readonly verification: Verification
  readonly network: Network
  readonly identifiers: Identifiers
  readonly pictures: ImportedPictures
  readonly removeFile: (id: string) => Promise<unknown>
  readonly emailOf: (accountId: string) => Promise<string | undefined>
}

/** A backpack is loaded whole. */
const mostImported = 300
/** Characters of one text: its picture is in it as a rule. */
const longestText = 600_000

export function createImports(deps: ImportsDeps): Imports {
  const { storage, world, verification, identifiers } = deps
  const credentials = storage.open(importedCredentialTable)
  const texts = storage.open(importedTextTable)

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

  const requireWorthKeeping = ({ read, report }: Verified) => {
    const { id } = report.credential
    if (id !== undefined && identifiers.parse(id)?.kind === 'credential') {
      throw new WaymarkError('badge-from-here')
    }
    if (withoutRecipient(report).verdict === 'invalid') throw new WaymarkError('badge-not-genuine')
    if (read.text.length > longestText) throw new WaymarkError('too-large')
  }

  const keep = async (caller: Caller, one: Verified, handed: Uint8Array | string) => {
    const id = idFor(caller.accountId, one)
    const earlier = await credentials.get(id)
    if (earlier !== undefined && !isNewer(one, earlier)) {
      throw new WaymarkError('already-in-backpack')
    }
    const text = await texts.insert({
      id: world.newId(),
      accountId: caller.accountId,
      text: one.read.text,
    })
    const pictureIds = await keepPicture(one, handed, deps)
    const entity = {
      ...described(one),
      id,
      accountId: caller.accountId,
      textId: text.id,
      pictureIds,
      importedAt: timestamp(world.now()),
    }
    const put = async () => {
      const replaced = await credentials.change(id, () => entity)
      return replaced ?? (await credentials.insert(entity))
    }
    const kept = await put().catch(async (error: unknown) => {
      // Somebody else put the same in at this very moment.
      if (error instanceof Duplicate) throw new WaymarkError('already-in-backpack')
      throw error
    })
    if (earlier !== undefined) await forget(earlier)
    return kept
  }

  /** What stands beside an entity that is there no more, or says something else by now. */
  const forget = async ({ textId, pictureIds }: ImportedCredential) => {
    await texts.remove(textId)
    for (const pictureId of pictureIds) await deps.removeFile(pictureId)
  }
  const removeOne = async (one: ImportedCredential) => {
    await credentials.remove(one.id)
    await forget(one)
  }

  return {
    async bringIn(caller, handed) {
      requirePerson(caller, 'backpack:write')
      const each = await verifyFor(caller, handed)
      each.forEach(requireWorthKeeping)
      const { length } = await listOfAccount(caller.accountId)
      if (length + each.length > mostImported) throw new WaymarkError('backpack-full')
      const kept: ImportedCredential[] = []
      for (const one of each) kept.push(await keep(caller, one, handed))
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
      const { format } = await own(caller, id)
      const changed = await credentials.change(id, (kept) => ({
        ...kept,
        recipient,
        report: { ...report, format },
      }))
      return changed ?? own(caller, id)
    },
    async remove(caller, id) {
      requirePerson(caller, 'backpack:write')
      await removeOne(await own(caller, id))
    },
    async removeAllOf(accountId) {
      for (const one of await listOfAccount(accountId)) await removeOne(one)
      // A stop between text and badge leaves a text that no badge names.
      const left = await texts.find({ index: 'byAccount', equals: { accountId }, limit: 1000 })
      for (const { id } of left.rows) await texts.remove(id)
    },
  }
}

function missing(): never {
  throw new WaymarkError('unreadable-credential')
}

/** One entity for one badge of one person, however often and in whatever form it is brought in. */
function idFor(accountId: string, { read, report }: Verified): string {
  const { id, issuer } = report.credential
  const name = id === undefined ? read.text : `${issuer?.id ?? ''}\n${id}`
  return createHash('sha256').update(`${accountId}\n${name}`).digest('base64url').slice(0, 22)
}

function isNewer({ report }: Verified, earlier: ImportedCredential): boolean {
  const before = earlier.report.credential.validFrom ?? ''
  return report.credential.proven && (report.credential.validFrom ?? '') > before
}

type Described = Pick<
  New<ImportedCredential>,
  'digest' | 'format' | 'address' | 'report' | 'recipient' | 'competencies'
>

function described({ read, report }: Verified): Described {
  return {
    digest: createHash('sha256').update(read.text).digest('hex'),
    format: read.format,
    ...(read.source === undefined ? {} : { address: read.source }),
    report: withoutPicture(withoutRecipient(report)),
    recipient: recipientOf(report),
    competencies: competenciesIn(read),
  }
}

/** Whose it is does not change whether it stands: it is told apart. */
function withoutRecipient(report: Verified['report']): Verified['report'] {
  const checks = report.checks.filter(({ name }) => name !== 'recipient')
  return { ...report, checks, verdict: verdict(checks) }
}

/** The picture is kept by itself. */
function withoutPicture(report: Verified['report']): Verified['report'] {
  const { achievement, ...credential } = report.credential
  if (achievement === undefined) return report
  const { image: _image, ...said } = achievement
  return { ...report, credential: { ...credential, achievement: said } }
}

function recipientOf({ checks }: Verified['report']): ImportedCredential['recipient'] {
  const result = checks.find(({ name }) => name === 'recipient')?.result
  if (result === 'passed') return 'own'
  return result === 'failed' ? 'another' : 'not-told'
}

/** Names of what an achievement says to be aligned to (OB 3.0 Alignment.targetName), at most twenty. */
function competenciesIn({ secured }: Verified['read']): readonly string[] {
  const subject = listOf(member(secured.credential, 'credentialSubject'))[0]
  const achievement = listOf(member(subject, 'achievement'))[0]
  return listOf(member(achievement, 'alignment'))
    .map((one) => wordsOf(member(one, 'targetName')) ?? idOf(one))
    .filter((name) => name !== undefined)
    .slice(0, 20)
    .map((name) => name.slice(0, 200))
}
