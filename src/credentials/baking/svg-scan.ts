import { WaymarkError } from '../../errors.ts'

/** A piece of an XML text: where it stands and, for a tag, what it says. */
export type Piece =
  | { readonly kind: 'start'; readonly from: number; readonly to: number; readonly tag: Tag }
  | { readonly kind: 'end'; readonly from: number; readonly to: number; readonly name: string }
  | {
      readonly kind: 'text' | 'cdata' | 'other'
      readonly from: number
      readonly to: number
    }

export interface Tag {
  readonly name: string
  readonly attributes: readonly Attribute[]
  readonly selfClosing: boolean
}

export interface Attribute {
  readonly name: string
  /** With the references of XML resolved. */
  readonly value: string
  readonly from: number
  readonly to: number
}

/** No drawing program comes near; whoever looks through a tag's attributes for every element relies on it. */
const mostAttributes = 500

const nameAt = /[^\s/>=<"']+/y
const spaceAt = /\s*/y

/**
 * Cuts an XML text into its pieces, each character looked at once or twice. It does not judge whether the
 * XML is well-formed beyond what is needed to tell tags, text, comments and CDATA sections apart.
 * @throws WaymarkError unreadable-picture, where a piece has no end
 */
export function* scanXml(text: string): Generator<Piece> {
  let at = 0
  while (at < text.length) {
    const piece = pieceAt(text, at)
    yield piece
    at = piece.to
  }
}

function pieceAt(text: string, from: number): Piece {
  const until = (end: string, after: number) => endOf(text, end, from + after)
  if (text[from] !== '<') {
    const next = text.indexOf('<', from)
    return { kind: 'text', from, to: next === -1 ? text.length : next }
  }
  if (text.startsWith('<!--', from)) return { kind: 'other', from, to: until('-->', 4) }
  if (text.startsWith('<![CDATA[', from)) return { kind: 'cdata', from, to: until(']]>', 9) }
  if (text.startsWith('<?', from)) return { kind: 'other', from, to: until('?>', 2) }
  if (text.startsWith('<!', from)) return { kind: 'other', from, to: doctypeEnd(text, from) }
  if (text.startsWith('</', from)) {
    const name = take(nameAt, text, from + 2)
    return { kind: 'end', from, to: until('>', 2), name }
  }
  return startTag(text, from)
}

function startTag(text: string, from: number): Piece {
  const name = take(nameAt, text, from + 1)
  if (name === '') throw unreadable()
  const attributes: Attribute[] = []
  let at = from + 1 + name.length
  for (;;) {
    at += take(spaceAt, text, at).length
    if (text.startsWith('/>', at) || text[at] === '>') break
    if (attributes.length === mostAttributes) throw unreadable()
    const attribute = attributeAt(text, at)
    attributes.push(attribute)
    at = attribute.to
  }
  const selfClosing = text[at] === '/'
  return {
    kind: 'start',
    from,
    to: at + (selfClosing ? 2 : 1),
    tag: { name, attributes, selfClosing },
  }
}

function attributeAt(text: string, from: number): Attribute {
  const name = take(nameAt, text, from)
  let at = from + name.length
  at += take(spaceAt, text, at).length
  if (name === '' || text[at] !== '=') throw unreadable()
  at += 1
  at += take(spaceAt, text, at).length
  const quote = text[at]
  if (quote !== '"' && quote !== "'") throw unreadable()
  const to = endOf(text, quote, at + 1)
  return { name, value: resolveReferences(text.slice(at + 1, to - 1)), from, to }
}

/** A DOCTYPE ends at its `>`, behind the bracket of an internal subset where it has one. */
function doctypeEnd(text: string, from: number): number {
  const close = endOf(text, '>', from)
  const bracket = text.slice(from, close).indexOf('[')
  return bracket === -1 ? close : endOf(text, '>', endOf(text, ']', from + bracket))
}

function endOf(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from)
  if (found === -1) throw unreadable()
  return found + end.length
}

function take(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at
  return expression.exec(text)?.[0] ?? ''
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The five named references and the numeric ones (XML 1.0 §4.1, §4.6); entities of a DOCTYPE are never expanded. */
export function resolveReferences(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return named[name] ?? whole
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
      const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      return valid ? String.fromCodePoint(code) : whole
    },
  )
}

function unreadable(): WaymarkError {
  return new WaymarkError('unreadable-picture')
}
