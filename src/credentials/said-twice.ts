import { createHash } from 'node:crypto'
import { isJsonObject, listOf, type Json, type JsonObject } from './json.ts'

/** An id under which two objects of one document speak. */
export interface SaidTwice {
  readonly id: string
  /** JSON Pointer to the object that speaks second. */
  readonly path: string
  /** JSON Pointer to the one that spoke first. */
  readonly firstPath: string
}

/**
 * JSON-LD makes one node of all objects with the same id: what one says can be moved to the other, and an embedded
 * proof stays good. Finds the first id that stands on two objects which both say more than id and type; undefined
 * where there is none. Proofs are graphs of their own and are left out.
 * @param which `any`: each such pair; `different`: only where what they say is not the same
 * @param proven credentials inside that are proven by themselves: whatever is moved into or out of one of them breaks
 * its own signature, so they are left out
 */
export function findSaidTwice(
  credential: JsonObject,
  which: 'any' | 'different',
  proven: ReadonlySet<JsonObject> = new Set(),
): SaidTwice | undefined {
  const said = new Map<string, Statement[]>()
  const plain = !definesWords(credential)
  const sorted = createSorting()

  const inside = (value: Json, path: string): SaidTwice | undefined => {
    if (isJsonObject(value)) {
      if (proven.has(value)) return undefined
      for (const { id, about, words } of statements(value, path)) {
        const text = which === 'any' ? '' : sorted(words)
        const speaker = speakerOf(words, plain)
        const before = said.get(about) ?? []
        const clash = before.find(
          (one) => canMeet(one.speaker, speaker) && (which === 'any' || one.text !== text),
        )
        if (clash !== undefined) return { id, path, firstPath: clash.path }
        // The same said again adds nothing to what could clash.
        const isNew = which === 'any' || before.every((one) => one.text !== text)
        if (isNew) said.set(about, [...before, { speaker, text, path }])
      }
    } else if (!Array.isArray(value)) return undefined
    for (const [key, member] of Object.entries(value)) {
      if (key === '@context' || (path === '' && key === 'proof')) continue
      const found = inside(member, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      if (found !== undefined) return found
    }
    return undefined
  }

  return inside(credential, '')
}

const naming: ReadonlySet<string> = new Set(['id', '@id', 'type', '@type', '@context'])

const digestWords: ReadonlySet<string> = new Set(['digestSRI', 'digestMultibase', 'mediaType'])

/**
 * What an object says of its id. The digest of what lies under an address (VC 2.0 §5.3) is a statement apart, so that a
 * related resource and the evidence at its address can stand side by side. A related resource that has lost its digest,
 * as to the evidence, speaks of the address like everything else.
 */
function statements(
  object: JsonObject,
  path: string,
): readonly { readonly id: string; readonly about: string; readonly words: JsonObject }[] {
  const id = object['id'] ?? object['@id']
  if (typeof id !== 'string') return []
  const members = Object.entries(object)
  const digest = Object.fromEntries(members.filter(([name]) => digestWords.has(name)))
  const words = Object.fromEntries(members.filter(([name]) => !digestWords.has(name)))
  const isBound = 'digestSRI' in digest || 'digestMultibase' in digest
  const isLoose = !isBound && /^\/relatedResource(\/\d+)?$/.test(path)
  return [
    ...(isLoose || saysSomething(words) ? [{ id, about: id, words }] : []),
    ...(saysSomething(digest) ? [{ id, about: `the digest of ${id}`, words: digest }] : []),
  ]
}

function saysSomething(object: JsonObject): boolean {
  return Object.entries(object).some(([name, value]) => !naming.has(name) && value !== null)
}

/**
 * Subjects whose terms are their own: they have their meaning only beside the type, and none of them stands on a thing
 * of another type. What such a subject says cannot be exchanged with what another thing says under the same id.
 */
const ownWords: Readonly<Record<string, ReadonlySet<string>>> = {
  EndorsementSubject: new Set(['endorsementComment']),
  ClrSubject: new Set(['identifier', 'achievement', 'association', 'verifiableCredential']),
  AchievementSubject: new Set(['identifier', 'achievement', 'result', 'role', 'term', 'source']),
}

interface Statement {
  readonly speaker: Speaker
  readonly text: string
  readonly path: string
}

interface Speaker {
  readonly types: readonly Json[]
  /** Set where it says nothing but the words of this type of subject. */
  readonly subject?: string
  /** Words alone: a full address could stand for any word. */
  readonly plain: boolean
}

function speakerOf(object: JsonObject, plainDocument: boolean): Speaker {
  const types = listOf(object['type'])
  const words = Object.keys(object).filter((name) => name !== 'id' && name !== 'type')
  const plain = plainDocument && words.every((name) => /^[A-Za-z]\w*$/.test(name))
  const [type] = types
  if (!plain || types.length !== 1 || typeof type !== 'string') return { types, plain }
  const own = Object.hasOwn(ownWords, type) ? ownWords[type] : undefined
  const isSubject = own !== undefined && words.every((name) => own.has(name))
  return isSubject ? { types, subject: type, plain } : { types, plain }
}

/** Whether what one says could as well stand on the other. */
function canMeet(one: Speaker, other: Speaker): boolean {
  const [subject, thing] = one.subject === undefined ? [other, one] : [one, other]
  if (subject.subject === undefined || thing.subject === subject.subject) return true
  return !thing.plain || thing.types.includes(subject.subject)
}

/** Whether a context of the document gives words a meaning of its own. */
function definesWords(value: Json, isContext = false): boolean {
  if (Array.isArray(value)) return value.some((one) => definesWords(one, isContext))
  if (!isJsonObject(value)) return false
  if (isContext) return true
  return Object.entries(value).some(([name, inner]) => definesWords(inner, name === '@context'))
}

/** Longer texts are told apart by their digest, so that what lies deep is not written out again at each level above it. */
const longest = 200

/** Gives the same text for objects that say the same: whatever the order of members, and for a set of one and its value. */
function createSorting(): (value: Json) => string {
  const known = new WeakMap<object, string>()
  const sorted = (value: Json): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    const before = known.get(value)
    if (before !== undefined) return before
    const whole = Array.isArray(value) ? ofArray(value) : ofObject(value)
    const text =
      whole.length > longest ? createHash('sha256').update(whole).digest('base64url') : whole
    known.set(value, text)
    return text
  }
  const ofArray = (value: readonly Json[]): string => {
    const [only] = value
    if (value.length === 1 && only !== undefined) return sorted(only)
    return `[${value.map(sorted).toSorted().join(',')}]`
  }
  const ofObject = (value: JsonObject): string => {
    const members = Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => `${JSON.stringify(name)}:${sorted(inner)}`)
    return `{${members.toSorted().join(',')}}`
  }
  return sorted
}
