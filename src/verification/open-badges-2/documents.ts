import { parseJsonObject, type JsonObject } from '../../credentials/json.ts'
import type { Network } from '../../network/guarded-fetch.ts'
import { thisService } from '../resolve.ts'

/** What stands under an address at this moment, or why nothing could be had. */
export type Document =
  | {
      readonly ok: true
      readonly object: JsonObject
      readonly source: string
      /** Where it was in the end, behind redirects. */
      readonly finalUrl: string
    }
  | {
      readonly ok: false
      readonly reason: string
      readonly source: string
      /** What was said along with a refusal, as with `410 Gone`. */
      readonly object?: JsonObject
    }

export interface Documents {
  /** A Badge Object by its address. */
  get(address: string): Promise<Document>
  /** The text under an address, for keys that are published bare, and where it was in the end. */
  text(address: string): Promise<{ readonly text: string; readonly finalUrl: string } | undefined>
}

export interface DocumentsDeps {
  /** Our own documents; undefined for what is not ours or names nothing. */
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly network: Network
  /** Counts a look-up; false where none is left. */
  readonly mayLookUp: () => boolean
}

const accept = 'application/ld+json, application/json, */*;q=0.1'

/**
 * Fetches Badge Objects (OB 2.0 "Data Validation": linked and available with an eventual 200). None of them is
 * kept: the one that was good a minute ago may be revoked now. Names from the days before https are asked for over https.
 */
export function createDocuments({ resolveOwn, network, mayLookUp }: DocumentsDeps): Documents {
  const ask = async (address: string) => {
    const answer = await network.get(address, { accept })
    const retry = !answer.ok && answer.refusal === 'not-https' && address.startsWith('http://')
    return retry ? network.get(address.replace(/^http:/, 'https:'), { accept }) : answer
  }

  return {
    async get(address) {
      const own = await resolveOwn(address)
      if (own !== undefined) {
        return { ok: true, object: own, source: thisService, finalUrl: address }
      }
      const no = (reason: string, object?: JsonObject): Document => ({
        ok: false,
        reason,
        source: address,
        ...(object === undefined ? {} : { object }),
      })
      if (!/^https?:/i.test(address)) return no('not-resolvable')
      if (!mayLookUp()) return no('too-many-look-ups')
      const answer = await ask(address)
      if (!answer.ok) return no(answer.refusal)
      const object = objectOf(answer.bytes)
      if (answer.status !== 200) return no(`HTTP ${answer.status}`, object)
      if (object === undefined) return no('not-json')
      return { ok: true, object, source: address, finalUrl: answer.finalUrl }
    },
    async text(address) {
      if (!mayLookUp()) return undefined
      const answer = await ask(address)
      if (!answer.ok || answer.status !== 200) return undefined
      return { text: Buffer.from(answer.bytes).toString(), finalUrl: answer.finalUrl }
    },
  }
}

function objectOf(bytes: Uint8Array): JsonObject | undefined {
  try {
    return parseJsonObject(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
