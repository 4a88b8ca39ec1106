import { idOf, listOf, type Json, type JsonObject } from '../credentials/json.ts'
import {
  decodeStatusList,
  leastListLength,
  type StatusListFault,
} from '../credentials/status-list.ts'
import type { Finding } from './check.ts'
import type { Identity } from './checks/issuer.ts'
import { checkProof, credentialOf } from './checks/proof.ts'
import { hasType, member, momentOf, textOf } from './json-values.ts'
import type { Queue } from './queue.ts'
import type { BoundedResolver } from './resolve.ts'
import { openSecured } from './secured.ts'
import { fetchStatusDocument, type StatusDocumentDeps } from './status-document.ts'
import type { BitstringEntry } from './status-entry.ts'

export type StatusListAnswer =
  | {
      readonly ok: true
      /** The number at the place of the entry; undefined outside of the list. */
      readonly value: number | undefined
      /** Since when the list says what it says, as it says it. */
      readonly asOf: string
      readonly source: string
    }
  | { readonly ok: false; readonly finding: Finding }

/** Fetches a status list, makes sure of it (signed by the same issuer, of that purpose, in date) and looks the entry up. */
export type StatusListReader = (
  entry: BitstringEntry,
  issuer: Identity,
  /** Of the verification that asks, with the look-ups it has left. */
  resolver: BoundedResolver,
) => Promise<StatusListAnswer>

export interface StatusListDeps extends StatusDocumentDeps {
  readonly now: () => Date
  readonly inTurn: Queue
}

/** The list of each kind of entry: the types of the credential and of its subject. */
const listTypes: Readonly<Record<BitstringEntry['type'], readonly [string, string]>> = {
  BitstringStatusListEntry: ['BitstringStatusListCredential', 'BitstringStatusList'],
  StatusList2021Entry: ['StatusList2021Credential', 'StatusList2021'],
}

const faults: Readonly<Record<StatusListFault, string>> = {
  'list-encoding': 'status-list-malformed',
  'list-too-large': 'status-list-too-large',
  'list-too-short': 'status-list-too-short',
}

/** W3C Bitstring Status List §3.2, and the same of its forerunner StatusList2021, whose lists are VC 1.1 as a rule. */
export function createStatusListReader(deps: StatusListDeps): StatusListReader {
  return async (entry, issuer, resolver) => {
    const fetched = await fetchStatusDocument(entry.address, deps, resolver)
    if ('code' in fetched) return { ok: false, finding: fetched }
    const { text, source } = fetched
    const not = (result: 'failed' | 'unknown', code: string): StatusListAnswer => ({
      ok: false,
      finding: { result, code, values: { purpose: entry.purpose }, source },
    })
    const opened = openSecured(text)
    if (!opened.ok) return not('unknown', 'status-list-unreadable')
    const { secured } = opened
    const list = await credentialOf(secured)
    const now = deps.now()

    // Is it the issuer's own word? Whoever could put another list there could make any badge look good.
    if (idOf(list['issuer']) !== issuer.id) return not('failed', 'status-list-of-another-issuer')
    const proof = await checkProof(secured, issuer, resolver, now, deps.inTurn)
    if (proof.result === 'failed') return not('failed', 'status-list-not-genuine')
    if (proof.result !== 'passed' || proof.inPart === true)
      return not('unknown', 'status-list-not-shown-genuine')

    // Is it the list that the entry means, and does it still speak for today?
    const [subject, ...others] = listOf(list['credentialSubject'])
    if (others.length > 0 || hasDates(subject)) return not('failed', 'status-list-malformed')
    if (!isListOf(entry, list, subject)) return not('failed', 'status-list-malformed')
    if (!listOf(member(subject, 'statusPurpose')).includes(entry.purpose)) {
      return not('failed', 'status-list-for-another-purpose')
    }
    if (!isInDate(list, now)) return not('unknown', 'status-list-out-of-date')

    const decoded = decodeStatusList(textOf(member(subject, 'encodedList')) ?? '')
    if ('fault' in decoded) return not('failed', faults[decoded.fault])
    const { bits } = decoded
    if (bits.length / entry.size < leastListLength) return not('failed', 'status-list-too-short')
    return {
      ok: true,
      value: bits.valueAt(entry.index, entry.size),
      asOf: textOf(startOf(list)) ?? '',
      source,
    }
  }
}

/** A list may go without an id (Bitstring Status List §2.2); with one, it is the list under this address. */
function isListOf(entry: BitstringEntry, list: JsonObject, subject: Json | undefined): boolean {
  const [credentialType, subjectType] = listTypes[entry.type]
  return (
    (list['id'] === undefined || list['id'] === entry.address) &&
    hasType(list, credentialType) &&
    hasType(subject, subjectType)
  )
}

/** Where list and subject have one id, whoever serves the list could move its end to where nobody looks for it. */
function hasDates(subject: Json | undefined): boolean {
  return dates.some((name) => member(subject, name) !== undefined)
}

const dates = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate']

const startOf = (list: JsonObject) => list['validFrom'] ?? list['issuanceDate']
const endOf = (list: JsonObject) => list['validUntil'] ?? list['expirationDate']

/** Dates are optional in a list; one that is there and cannot be read is not in date. */
function isInDate(list: JsonObject, now: Date): boolean {
  const from = momentOf(startOf(list))
  const until = momentOf(endOf(list))
  const started = startOf(list) === undefined || (from !== undefined && from <= now)
  const running = endOf(list) === undefined || (until !== undefined && now <= until)
  return started && running
}
