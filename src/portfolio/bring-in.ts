import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError, type ErrorCode } from '../errors.ts'
import type { Unread, Verified } from '../verification/verify-each.ts'
import { described, idFor, isNewer } from './imported-facts.ts'
import type { KeepImport } from './keep-import.ts'
import { nameOf } from './name-of.ts'
import type { ImportedCredential } from './tables.ts'

/** What became of badges that were handed in together. */
export interface BroughtIn {
  readonly kept: readonly ImportedCredential[]
  /** In the order in which they were handed in. */
  readonly leftOut: readonly LeftOut[]
}

/** One of several that was not kept, and why. */
export interface LeftOut {
  /** Its place among those that were handed in, from one. */
  readonly number: number
  /** As it calls itself. */
  readonly name?: string
  /** Where it was read, or should have been. */
  readonly address?: string
  readonly fault: WaymarkError
}

/**
 * Keeps each badge that was handed in and looked at, by itself: what cannot be kept takes nothing from the others.
 * @param handed what they came in
 */
export type BringIn = (
  accountId: string,
  each: readonly (Verified | Unread)[],
  handed: Uint8Array | string,
) => Promise<BroughtIn>

interface Deps {
  readonly identifiers: Pick<Identifiers, 'parse'>
  readonly listOfAccount: (accountId: string) => Promise<readonly ImportedCredential[]>
  readonly keep: KeepImport['keep']
}

/** A backpack is loaded whole. */
export const mostImported = 300
/** Characters of one text: its picture is in it as a rule. */
const longestText = 600_000
/** Characters of what is said of one: all of them are read whenever the backpack is opened. */
const longestReport = 100_000
const longestName = 200

/** One that is worth a place, with its number. */
interface Candidate {
  readonly number: number
  readonly id: string
  readonly one: Verified
}

/** Into which they go. */
interface Backpack {
  readonly accountId: string
  readonly there: Map<string, ImportedCredential>
  readonly handed: Uint8Array | string
}

export function createBringIn({ identifiers, listOfAccount, keep }: Deps): BringIn {
  /** Why a badge that was read is not worth a place in anybody's backpack. */
  const notWorthKeeping = (one: Verified): ErrorCode | undefined => {
    const { id } = one.report.credential
    if (id !== undefined && identifiers.parse(id)?.kind === 'credential') return 'badge-from-here'
    const { report } = described(one)
    if (report.verdict === 'invalid') return 'badge-not-genuine'
    const isLong =
      one.read.text.length > longestText || JSON.stringify(report).length > longestReport
    return isLong ? 'too-large' : undefined
  }

  const weigh = (accountId: string, one: Verified | Unread, number: number) => {
    if ('fault' in one) return unread(one, number)
    const code = notWorthKeeping(one)
    return code === undefined
      ? { number, id: idFor(accountId, one), one }
      : leftOut(one, number, code)
  }

  /** Puts it in its place, if there is one for it; those that come after it find it there. */
  const settle = async ({ number, id, one }: Candidate, { accountId, there, handed }: Backpack) => {
    const code = noPlaceFor(one, there.get(id), there.size)
    if (code !== undefined) return leftOut(one, number, code)
    const kept = await keep({ accountId, id }, one, handed).catch(refusal)
    if (kept instanceof WaymarkError) return leftOut(one, number, kept.code)
    there.set(id, kept)
    return kept
  }

  return async (accountId, each, handed) => {
    const weighed = each.map((one, place) => weigh(accountId, one, place + 1))
    const worthKeeping = weighed.filter((one) => 'one' in one)
    const there = new Map((await listOfAccount(accountId)).map((one) => [one.id, one]))
    const settled: (ImportedCredential | LeftOut)[] = []
    for (const one of newestOfEach(worthKeeping)) {
      settled.push(await settle(one, { accountId, there, handed }))
    }
    const out = [...weighed, ...settled].filter((one) => 'fault' in one)
    return {
      kept: settled.filter((one) => 'importedAt' in one),
      leftOut: out.toSorted((one, other) => one.number - other.number),
    }
  }
}

/** Once each, whatever is shown twice: the newest copy, in the place of the first. */
function newestOfEach(candidates: readonly Candidate[]): readonly Candidate[] {
  const newest = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const first = newest.get(candidate.id)
    if (first === undefined || isNewer(candidate.one, first.one))
      newest.set(candidate.id, candidate)
  }
  return [...newest.values()]
}

function noPlaceFor(
  one: Verified,
  earlier: ImportedCredential | undefined,
  taken: number,
): ErrorCode | undefined {
  if (earlier !== undefined) return isNewer(one, earlier) ? undefined : 'already-in-backpack'
  return taken < mostImported ? undefined : 'backpack-full'
}

function unread({ source, fault }: Unread, number: number): LeftOut {
  return { number, ...(source === undefined ? {} : { address: source }), fault }
}

function leftOut(one: Verified, number: number, code: ErrorCode): LeftOut {
  const name = nameOf(one)?.slice(0, longestName)
  const { source } = one.read
  return {
    number,
    ...(name === undefined ? {} : { name }),
    ...(source === undefined ? {} : { address: source }),
    fault: new WaymarkError(code),
  }
}

/** What is wrong with one badge is told of it; a fault of ours ends everything. */
function refusal(error: unknown): WaymarkError {
  if (error instanceof WaymarkError && error.status < 500) return error
  throw error
}
