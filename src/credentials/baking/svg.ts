import { WaymarkError } from '../../errors.ts'
import { bakedFormOf, mostBakedBytes } from './credential-text.ts'
import { resolveReferences, scanXml, type Piece, type Tag } from './svg-scan.ts'

const namespace = 'https://purl.imsglobal.org/ob/v3p0'
const namespaceOfOpenBadges2 = 'http://openbadges.org'
const mostBytes = 16 * 1024 * 1024
/** At most one belongs into a picture; this many are cleared away. */
const mostBaked = 50

/**
 * An SVG with a credential in it (OB 3.0 §5.3.2): `<openbadges:credential>` right after the `<svg>` tag, a JWS in its
 * `verify` attribute, JSON in a CDATA section. Ones that were there before, of OB 3.0 or 2.0, go. Everything else
 * of the picture stays as it is.
 * @param credentialText JSON with an embedded proof, or a compact JWS
 * @throws WaymarkError unreadable-picture
 * @throws TypeError where the text is no credential
 */
export function bakeSvg(picture: Uint8Array, credentialText: string): Uint8Array {
  return bakeElement(picture, elementOf(credentialText), namespace)
}

/**
 * An SVG with a hosted Assertion of Open Badges 2.0 in it (OB 2.0 "Baking Specification", SVG): `<openbadges:assertion>`
 * with the address in its `verify` attribute, and the JSON in a CDATA section.
 * @throws WaymarkError unreadable-picture
 * @throws TypeError where the text is no JSON object
 */
export function bakeSvgOfOpenBadges2(
  picture: Uint8Array,
  assertionText: string,
  address: string,
): Uint8Array {
  if (bakedFormOf(assertionText) !== 'json') throw new TypeError('a hosted Assertion is JSON')
  const verify = address.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const element = `<openbadges:assertion verify="${verify}">${cdata(assertionText)}</openbadges:assertion>`
  return bakeElement(picture, element, namespaceOfOpenBadges2)
}

function bakeElement(picture: Uint8Array, element: string, uri: string): Uint8Array {
  const text = decode(picture)
  const { root, baked } = survey(text)
  const after = baked.reduceRight(
    (rest, { from, to }) => rest.slice(0, from - root.to) + rest.slice(to - root.to),
    text.slice(root.to),
  )
  const end = root.tag.selfClosing ? `</${root.tag.name}>` : ''
  return Buffer.from(
    `${text.slice(0, root.from)}${rootTag(text, root, uri)}${element}${end}${after}`,
  )
}

/**
 * The text of the credential in an SVG; undefined where there is none. Reads the element of OB 3.0 first, then that of
 * OB 2.0, whose `verify` may hold an address.
 * @throws WaymarkError unreadable-picture
 */
export function unbakeSvg(picture: Uint8Array): string | undefined {
  const { baked } = survey(decode(picture))
  const newest = baked.find(({ version, content }) => version === 3 && content !== '')
  return (newest ?? baked.find(({ content }) => content !== ''))?.content
}

interface Root {
  readonly from: number
  readonly to: number
  readonly tag: Tag
}

interface Baked {
  readonly version: 2 | 3
  readonly from: number
  readonly to: number
  readonly content: string
}

/** Finds the root tag and every baked element, in one pass. */
function survey(text: string): { readonly root: Root; readonly baked: readonly Baked[] } {
  let root: Root | undefined
  const baked: Baked[] = []
  const pieces = scanXml(text)
  for (const piece of pieces) {
    if (piece.kind !== 'start') continue
    if (root === undefined) {
      if (localName(piece.tag.name) !== 'svg') throw new WaymarkError('unreadable-picture')
      root = piece
      continue
    }
    const version = versionOf(piece.tag, root.tag)
    if (version === undefined) continue
    if (baked.length === mostBaked) throw new WaymarkError('unreadable-picture')
    baked.push({ version, ...bakedAt(text, piece, piece.tag, pieces) })
  }
  if (root === undefined) throw new WaymarkError('unreadable-picture')
  return { root, baked }
}

/** By the namespace of the prefix, declared on the element or on the root; by the usual prefix where none is declared. */
function versionOf(tag: Tag, root: Tag): 2 | 3 | undefined {
  const local = localName(tag.name)
  if (local !== 'credential' && local !== 'assertion') return undefined
  const prefix = tag.name.slice(0, -local.length - 1)
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
  const uri = attributeOf(tag, declaration) ?? attributeOf(root, declaration)
  if (uri === namespace) return 3
  if (uri === namespaceOfOpenBadges2) return 2
  if (uri !== undefined || prefix !== 'openbadges') return undefined
  return local === 'credential' ? 3 : 2
}

/** Takes the pieces of a baked element up to its end tag. */
function bakedAt(
  text: string,
  start: Piece,
  tag: Tag,
  pieces: Iterator<Piece>,
): Omit<Baked, 'version'> {
  const { from } = start
  let { to } = start
  const body: string[] = []
  let open = tag.selfClosing ? 0 : 1
  while (open > 0) {
    const next = pieces.next()
    if (next.done === true) throw new WaymarkError('unreadable-picture')
    const piece = next.value
    to = piece.to
    if (piece.kind === 'start' && !piece.tag.selfClosing) open += 1
    else if (piece.kind === 'end') open -= 1
    else if (piece.kind === 'cdata') body.push(text.slice(piece.from + 9, piece.to - 3))
    else if (piece.kind === 'text') body.push(resolveReferences(text.slice(piece.from, piece.to)))
  }
  const verify = attributeOf(tag, 'verify')?.trim() ?? ''
  const json = body.join('').trim()
  const content = json === '' ? verify : json
  return { from, to, content: content.length > mostBakedBytes ? '' : content }
}

function elementOf(credentialText: string): string {
  if (bakedFormOf(credentialText) === 'jws') {
    return `<openbadges:credential verify="${credentialText}"/>`
  }
  return `<openbadges:credential>${cdata(credentialText)}</openbadges:credential>`
}

function cdata(text: string): string {
  // XML allows neither of the two characters (XML 1.0 §2.2); JSON has another way to write them inside a string.
  const json = text.replaceAll('\uFFFE', '\\ufffe').replaceAll('\uFFFF', '\\uffff')
  return `<![CDATA[${json.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** The root's start tag, with the namespace of what is baked bound to the prefix that we use. */
function rootTag(text: string, { from, to, tag }: Root, uri: string): string {
  const declared = tag.attributes.filter(({ name }) => name === 'xmlns:openbadges')
  const withoutOld = declared.reduceRight(
    (rest, attribute) => rest.slice(0, attribute.from - from) + rest.slice(attribute.to - from),
    text.slice(from, to),
  )
  const name = `<${tag.name}`
  const rest = withoutOld.slice(name.length).replace(/\s*\/?>$/, '>')
  return `${name} xmlns:openbadges="${uri}"${rest}`
}

function attributeOf(tag: Tag, name: string): string | undefined {
  return tag.attributes.find((attribute) => attribute.name === name)?.value
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}

function decode(picture: Uint8Array): string {
  if (picture.byteLength > mostBytes) throw new WaymarkError('unreadable-picture')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(picture)
  } catch (cause) {
    throw new WaymarkError('unreadable-picture', { cause })
  }
}
