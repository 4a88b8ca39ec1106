import { inflateSync } from 'node:zlib'
import { bakedFormOf, mostBakedBytes } from './credential-text.ts'
import { joinChunks, makeChunk, readChunks, type Chunk } from './png-chunks.ts'

const keyword = 'openbadgecredential'
const keywordOfOpenBadges2 = 'openbadges'
/** One belongs into a picture. Thousands could each unzip to the most that is allowed before they turn out to be broken. */
const mostRead = 4

/**
 * A PNG with a credential in it (OB 3.0 §5.3.1): an uncompressed iTXt chunk after IHDR; one that was there
 * before, of OB 3.0 or 2.0, goes.
 * @param credentialText JSON with an embedded proof, or a compact JWS; comes back from {@link unbakePng} as it is
 * @throws WaymarkError unreadable-picture
 * @throws TypeError where the text is no credential
 */
export function bakePng(picture: Uint8Array, credentialText: string): Uint8Array {
  return bakeUnder(keyword, picture, credentialText)
}

/**
 * A PNG with an Assertion of Open Badges 2.0 in it (OB 2.0 "Baking Specification", PNG): the same chunk by its older name.
 * @param assertionText the Assertion as JSON, or a compact JWS
 * @throws WaymarkError unreadable-picture
 * @throws TypeError where the text is neither
 */
export function bakePngOfOpenBadges2(picture: Uint8Array, assertionText: string): Uint8Array {
  return bakeUnder(keywordOfOpenBadges2, picture, assertionText)
}

function bakeUnder(name: string, picture: Uint8Array, text: string): Uint8Array {
  bakedFormOf(text)
  const others = readChunks(picture).filter((chunk) => {
    const found = keywordOf(chunk)
    return found !== keyword && found !== keywordOfOpenBadges2
  })
  // Keyword, end of keyword, not compressed, no method, no language, no translated keyword (PNG §11.3.3.4).
  const data = Buffer.concat([Buffer.from(`${name}\0\0\0\0\0`), Buffer.from(text)])
  return joinChunks([...others.slice(0, 1), makeChunk('iTXt', data), ...others.slice(1)])
}

/**
 * The text of the credential in a PNG; undefined where there is none. Reads the chunk of OB 3.0 first, then those of OB 2.0:
 * iTXt, and the legacy tEXt that holds an address.
 * @throws WaymarkError unreadable-picture
 */
export function unbakePng(picture: Uint8Array): string | undefined {
  const chunks = readChunks(picture)
  for (const wanted of [keyword, keywordOfOpenBadges2]) {
    for (const chunk of chunks.filter((one) => keywordOf(one) === wanted).slice(0, mostRead)) {
      const text = textOf(chunk)
      if (text !== undefined) return text
    }
  }
  return undefined
}

const textTypes: ReadonlySet<string> = new Set(['iTXt', 'tEXt', 'zTXt'])

/** Keywords have at most 79 bytes. */
function keywordOf({ type, data }: Chunk): string | undefined {
  if (!textTypes.has(type)) return undefined
  const end = data.subarray(0, 80).indexOf(0)
  return end === -1 ? undefined : Buffer.from(data.subarray(0, end)).toString('latin1')
}

/** The text of a text chunk; undefined where it is broken or unzips to too much. */
function textOf({ type, data }: Chunk): string | undefined {
  const rest = data.subarray(data.indexOf(0) + 1)
  if (type === 'tEXt') return decode(rest)
  if (type === 'zTXt') return decode(inflated(rest.subarray(1)))
  const [compressed, method] = rest
  const language = rest.indexOf(0, 2)
  const translated = language === -1 ? -1 : rest.indexOf(0, language + 1)
  if (translated === -1) return undefined
  const text = rest.subarray(translated + 1)
  if (compressed === 0) return decode(text)
  return compressed === 1 && method === 0 ? decode(inflated(text)) : undefined
}

function inflated(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: mostBakedBytes })
  } catch {
    return undefined
  }
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined || bytes.length > mostBakedBytes) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
