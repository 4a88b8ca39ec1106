import { createHash } from 'node:crypto'
import type {
  KnownRecipient,
  VerificationBody,
  VerificationReport,
} from '../../schemas/requests/verification.ts'
import type { JsonObject } from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import type { Network } from '../network/guarded-fetch.ts'
import type { InIssueLog } from './checks/issue-log.ts'
import type { KnownSchemas } from './checks/schema.ts'
import type { StateReason } from './checks/status.ts'
import type { Recognise } from './checks/recognition.ts'
import type { Occasion } from './checks/presentation.ts'
import type { HandedIn, Looked } from './look.ts'
import { isBadgePage, type BadgePage } from './badge-page.ts'
import { presentReport } from './present.ts'
import { verifyPresentation } from './presentation.ts'
import { createQueue, type QueueSize } from './queue.ts'
import { readAddress, readBytes, readListed, type OwnShare, type ReadAny } from './read-address.ts'
import type { Presentation } from './read-presentation.ts'
import { isAddress, readText, type ReadCredential } from './read.ts'
import { checkReceipt } from './receipts/check-receipt.ts'
import { receiptIn } from './receipts/read-receipt.ts'
import { createResolver } from './resolve.ts'
import { createRefreshReader } from './refresh-service.ts'
import { createRevocationListReader } from './revocation-list.ts'
import { createStatusListReader } from './status-lists.ts'
import { verify } from './verify.ts'
import { verifyPage } from './verify-page.ts'
import { verifyEach, type Unread, type Verified } from './verify-each.ts'

export interface Verification {
  /** Reads and checks what was sent to the API. @throws WaymarkError unreadable-credential, too-large, too-many-badges, not-ready */
  verifyBody(body: VerificationBody): Promise<VerificationReport>
  /** A file as it was dropped on the page. @throws WaymarkError unreadable-credential, too-large, too-many-badges, not-ready */
  verifyFile(bytes: Uint8Array, known?: KnownRecipient): Promise<VerificationReport>
  /** An address or the text of a credential, as it was pasted. @throws WaymarkError unreadable-credential, not-ready */
  verifyPasted(text: string, known?: KnownRecipient): Promise<VerificationReport>
  /**
   * Each credential in a file, or in what was pasted, with the text that carries its proof: for whoever keeps them. One of
   * several that cannot be read is told by its fault.
   * @throws WaymarkError unreadable-credential, too-large, too-many-badges, not-ready
   */
  verifyEach(
    handed: Uint8Array | string,
    known?: KnownRecipient,
  ): Promise<readonly (Verified | Unread)[]>
  /**
   * The same for the page, with the text that was checked; for a receipt, whose it is and whether it is unaltered; for a
   * page of badges, where each of them is found.
   * @throws WaymarkError unreadable-credential, too-large, too-many-badges, not-ready
   */
  look(handedIn: HandedIn, known?: KnownRecipient): Promise<Looked>
}

export interface VerificationDeps {
  readonly now: () => Date
  readonly network: Network
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly ownShare: (address: string) => Promise<OwnShare>
  /** The text of a QR code in a picture; undefined where there is none. */
  readonly readQr: (picture: Uint8Array) => Promise<string | undefined>
  readonly revocationReason: StateReason
  readonly recognise?: Recognise
  /** Whether this service issued exactly this text, under whatever key it had then. */
  readonly inIssueLog?: InIssueLog
  readonly knownSchemas?: KnownSchemas
  /** Verifications at the same time, and those that may wait for a place. */
  readonly places?: QueueSize
}

/** Reads anything, checks it by the standard's steps, and reports. Keeps nothing of what it is shown. */
export function createVerification(deps: VerificationDeps): Verification {
  const resolver = createResolver(deps)
  // Who waits for slow servers takes no core, so many may; one at a time does what takes a core.
  const admitted = createQueue(deps.places ?? { running: 20, waiting: 20 })
  const inTurn = createQueue({ running: 1, waiting: Number.POSITIVE_INFINITY })
  const readStatusList = createStatusListReader({ ...deps, inTurn })
  const readRevocationList = createRevocationListReader(deps)
  const readRefresh = createRefreshReader(deps)
  const means = { ...deps, resolver, readStatusList, readRevocationList, readRefresh, inTurn }
  const reading = { ...deps, unpacking: createQueue({ running: 2, waiting: 10 }) }
  const readBadge = async (address: string, page: BadgePage) => readListed(address, page, reading)
  const verifyOne = async (
    found: ReadCredential,
    known?: KnownRecipient,
    occasion: Occasion = {},
  ) => {
    // What was not shown by anybody was not shown for an occasion either: that is an answer, too.
    const asked = Object.keys(occasion).length > 0
    const presentation = found.presentation ?? (asked ? nobodys(found) : undefined)
    const report = presentReport(
      presentation === undefined
        ? await verify(found, means, known)
        : await verifyPresentation(presentation, found, means, occasion, known),
    )
    return { report: { ...report, digest: digestOf(found.text) }, text: found.text }
  }
  const reportOf = async (
    read: () => ReadAny | Promise<ReadAny>,
    known?: KnownRecipient,
    occasion?: Occasion,
  ) =>
    admitted(async () => {
      const found = await read()
      return isBadgePage(found)
        ? presentReport(await verifyPage(found, { ...means, readBadge }, occasion, known))
        : (await verifyOne(found, known, occasion)).report
    })

  const readFile = (bytes: Uint8Array) => () => readBytes(bytes, reading)
  const readPasted = (text: string) => () =>
    isAddress(text) ? readAddress(text, reading) : readText(text)
  const readHanded = (handed: HandedIn): (() => ReadAny | Promise<ReadAny>) => {
    if ('bytes' in handed) return readFile(handed.bytes)
    if ('pasted' in handed) return readPasted(handed.pasted)
    return async () => readBadge(handed.listed, handed.page)
  }

  return {
    verifyPasted: async (text, known) => reportOf(readPasted(text), known),
    verifyEach: async (handed, known) =>
      admitted(async () => {
        const read = typeof handed === 'string' ? readPasted(handed) : readFile(handed)
        return verifyEach(await read(), readBadge, means, known)
      }),
    verifyFile: async (bytes, known) => reportOf(readFile(bytes), known),
    async verifyBody({ credential, address, file, recipient, challenge, domain }) {
      const occasion = {
        ...(challenge === undefined ? {} : { challenge }),
        ...(domain === undefined ? {} : { domain }),
      }
      if (file !== undefined) {
        return reportOf(readFile(Buffer.from(file, 'base64')), recipient, occasion)
      }
      if (address !== undefined) {
        return reportOf(() => readAddress(address, reading), recipient, occasion)
      }
      if (credential === undefined) throw new WaymarkError('invalid-request')
      const text = typeof credential === 'string' ? credential : JSON.stringify(credential)
      return reportOf(() => readText(text), recipient, occasion)
    },
    async look(handedIn, known) {
      const found = receiptIn(textOf(handedIn))
      if (found !== undefined) {
        return { kind: 'receipt', receipt: await admitted(() => checkReceipt(found, means)) }
      }
      return admitted(async () => {
        const seen = await readHanded(handedIn)()
        return isBadgePage(seen)
          ? { kind: 'page', page: seen }
          : { kind: 'report', ...(await verifyOne(seen, known)) }
      })
    },
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** What was handed in, as far as it is text by itself. */
function textOf(handed: HandedIn): string {
  if ('bytes' in handed) return plainText(handed.bytes)
  return 'pasted' in handed ? handed.pasted : ''
}

/** A file as text; nothing for what is none. */
function plainText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return ''
  }
}

/** A credential that came without anybody who shows it. */
function nobodys({ secured }: ReadCredential): Presentation {
  const credentials = [secured.form === 'jwt' ? secured.token : secured.credential]
  return { form: 'unsigned', document: { verifiableCredential: credentials }, credentials }
}
