import { isJsonObject, listOf, type Json, type JsonObject } from '../json.ts'

/** Where the words live on which a verdict hangs: whether something is a badge, whose, until when, and how it is signed. */
const decisive = [
  'https://www.w3.org/2018/credentials#',
  'https://www.w3.org/ns/credentials',
  'https://w3id.org/security',
  'https://w3id.org/vc/',
  'https://purl.imsglobal.org/spec/',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  'http://purl.org/dc/terms/created',
]
/** Made to be a vocabulary for anything: no check asks for a word of it. */
const harmless = ['https://www.w3.org/ns/credentials/examples#']

/** What JSON-LD says for itself, where the compacted form has a term or nothing; the library refuses other names with an @. */
const keywords: ReadonlySet<string> = new Set(
  ['id', 'type', 'graph', 'included', 'nest', 'reverse', 'index', 'set', 'list', 'json'].map(
    (name) => `@${name}`,
  ),
)

/**
 * Whether a document can say a word of the standard by another name: an alias in a context of its own, a whole address
 * as a name, a keyword of JSON-LD. The signature covers what is meant and not how it is called, so everybody who
 * holds a credential could call its end or its status something that no check looks for. The standard's form has none
 * of this (VC Data Model 2.0 §6.1, compacted document form).
 */
export function hasAliases(document: JsonObject): boolean {
  const prefixes = new Set(contextsIn(document).flatMap((context) => Object.keys(context)))

  const inDocument = (value: Json): boolean => {
    if (Array.isArray(value)) return value.some(inDocument)
    if (!isJsonObject(value)) return false
    return Object.entries(value).some(([name, member]) =>
      name === '@context'
        ? listOf(member).some(inContext)
        : isAnotherName(name, value) || inDocument(member),
    )
  }
  const inContext = (context: Json): boolean =>
    isJsonObject(context) &&
    Object.entries(context).some(([term, definition]) => {
      if (term === '@context') return listOf(definition).some(inContext)
      if (term === '@base' || term.includes(':')) return true
      if (isJsonObject(definition)) {
        const scoped = definition['@context']
        const meant = definition['@id'] ?? null
        if (definition['@reverse'] !== undefined) return true
        return leadsToDecisive(term, meant) || listOf(scoped).some(inContext)
      }
      return leadsToDecisive(term, definition)
    })
  const leadsToDecisive = (term: string, meant: Json): boolean => {
    if (typeof meant !== 'string') return false
    if (term.startsWith('@')) return term === '@vocab' && isDecisive(meant)
    if (meant.startsWith('@')) return meant !== `@${term}`
    if (meant.includes('://')) return isDecisive(meant)
    // A term in place of an address, or a prefix that a context of the standard defines.
    const prefix = /^([^:]+):/.exec(meant)?.[1]
    return prefix === undefined || !(prefixes.has(prefix) || ownSchemes.has(prefix))
  }
  return inDocument(document)
}

/** What is no prefix when it stands before a colon. */
const ownSchemes: ReadonlySet<string> = new Set(['urn', 'did', 'tag'])

function isAnotherName(name: string, object: JsonObject): boolean {
  if (keywords.has(name)) return !(name === '@type' && '@value' in object)
  return name.includes(':') && (!name.includes('://') || isDecisive(name))
}

/** An address with one of the decisive ones before it, or that stands before one itself, as a prefix does. */
function isDecisive(address: string): boolean {
  if (harmless.some((one) => address.startsWith(one))) return false
  return decisive.some((one) => address.startsWith(one) || one.startsWith(address))
}

/** Every context that is written out in a document, those inside of others as well. */
function contextsIn(value: Json): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(contextsIn)
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => [
    ...(name === '@context' ? listOf(member).filter(isJsonObject) : []),
    ...contextsIn(member),
  ])
}
