import { WaymarkError } from '../errors.ts'

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json }
export type JsonObject = { [member: string]: Json }

/** How much JSON is read before it is refused. */
export interface JsonLimits {
  /** UTF-16 code units of the whole text. */
  readonly length: number
  /** Arrays and objects inside one another. */
  readonly depth: number
  /** Values of any kind. */
  readonly values: number
}

/** A credential carries pictures as data addresses: long, but neither deep nor many. */
export const defaultJsonLimits: JsonLimits = { length: 4_000_000, depth: 64, values: 50_000 }

/** Why a text was refused; goes out as the value `reason` of the error `unreadable-credential`. */
export type JsonFault =
  | 'json-syntax'
  | 'json-too-long'
  | 'json-too-deep'
  | 'json-too-many-values'
  | 'json-duplicate-member'
  | 'json-forbidden-member'
  | 'json-lone-surrogate'
  | 'json-number-range'
  | 'json-not-an-object'

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The values of a property that may stand alone or in an array (the compacted form); nothing for an absent one. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** The string itself, or the `id` of an object: how JSON-LD names a thing. */
export function idOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  const id = isJsonObject(value) ? value['id'] : undefined
  return typeof id === 'string' ? id : undefined
}

/**
 * Reads JSON (RFC 8259) of unknown origin. Refuses what two readers could understand differently: a member
 * named twice, `__proto__`, lone surrogates, numbers beyond a double; and what is too large.
 * @throws WaymarkError unreadable-credential, with a {@link JsonFault} as `values.reason`
 */
export function parseJson(text: string, limits: JsonLimits = defaultJsonLimits): Json {
  if (text.length > limits.length) throw refusal('json-too-long')
  return new Reader(text, limits).document()
}

/** {@link parseJson} for a text that holds one object. */
export function parseJsonObject(text: string, limits: JsonLimits = defaultJsonLimits): JsonObject {
  const value = parseJson(text, limits)
  if (!isJsonObject(value)) throw refusal('json-not-an-object')
  return value
}

/** True where a string has half of a surrogate pair alone, which UTF-8 cannot carry. */
export function hasLoneSurrogate(text: string): boolean {
  return loneSurrogate.test(text)
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

function refusal(reason: JsonFault): WaymarkError {
  return new WaymarkError('unreadable-credential', { values: { reason } })
}

const space = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y

class Reader {
  readonly #text: string
  readonly #limits: JsonLimits
  #at = 0
  #values = 0

  constructor(text: string, limits: JsonLimits) {
    this.#text = text
    this.#limits = limits
  }

  document(): Json {
    const value = this.#value(0)
    this.#take(space)
    if (this.#at < this.#text.length) throw refusal('json-syntax')
    return value
  }

  #value(depth: number): Json {
    if (depth > this.#limits.depth) throw refusal('json-too-deep')
    this.#values += 1
    if (this.#values > this.#limits.values) throw refusal('json-too-many-values')
    this.#take(space)
    switch (this.#text.charAt(this.#at)) {
      case '{':
        return this.#object(depth)
      case '[':
        return this.#array(depth)
      case '"':
        return this.#string()
      case 't':
      case 'f':
      case 'n':
        return this.#word()
      default:
        return this.#number()
    }
  }

  #object(depth: number): JsonObject {
    this.#at += 1
    const object: JsonObject = {}
    if (this.#next('}')) return object
    do {
      this.#take(space)
      const name = this.#string()
      if (name === '__proto__') throw refusal('json-forbidden-member')
      if (Object.hasOwn(object, name)) throw refusal('json-duplicate-member')
      if (!this.#next(':')) throw refusal('json-syntax')
      object[name] = this.#value(depth + 1)
    } while (this.#next(','))
    if (!this.#next('}')) throw refusal('json-syntax')
    return object
  }

  #array(depth: number): Json[] {
    this.#at += 1
    const array: Json[] = []
    if (this.#next(']')) return array
    do {
      array.push(this.#value(depth + 1))
    } while (this.#next(','))
    if (!this.#next(']')) throw refusal('json-syntax')
    return array
  }

  #string(): string {
    const end = this.#endOfString()
    const token = this.#text.slice(this.#at, end)
    this.#at = end
    const value = token.includes('\\') ? unescape(token) : token.slice(1, -1)
    if (hasLoneSurrogate(value)) throw refusal('json-lone-surrogate')
    return value
  }

  /** Where the string that begins here is over. */
  #endOfString(): number {
    if (this.#text[this.#at] !== '"') throw refusal('json-syntax')
    for (let at = this.#at + 1; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at)
      if (code === 0x22) return at + 1
      if (code < 0x20) break
      if (code === 0x5c) at += 1
    }
    throw refusal('json-syntax')
  }

  #number(): number {
    const token = this.#take(number)
    if (token === undefined || token === '') throw refusal('json-syntax')
    const value = Number(token)
    if (!Number.isFinite(value)) throw refusal('json-number-range')
    return value
  }

  #word(): boolean | null {
    const token = this.#take(word)
    if (token === undefined) throw refusal('json-syntax')
    return token === 'null' ? null : token === 'true'
  }

  #next(character: string): boolean {
    this.#take(space)
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  /** Takes what the sticky expression matches here. */
  #take(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at
    const token = expression.exec(this.#text)?.[0]
    if (token !== undefined) this.#at += token.length
    return token
  }
}

function unescape(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch (cause) {
    throw new WaymarkError('unreadable-credential', { values: { reason: 'json-syntax' }, cause })
  }
}
