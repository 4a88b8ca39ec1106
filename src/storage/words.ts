/**
 * The words a text is found by: lower case, accents taken off, cut at whatever is no letter or digit.
 * Scripts without spaces (CJK) are found by each character's run from any position.
 * @returns at most `limit` distinct words of at most 40 characters
 */
export function wordsOf(text: string, limit = 24): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const found = new Set<string>()
  for (const word of words) {
    for (const entry of isUnspaced(word) ? suffixesOf(word) : [word]) found.add(entry.slice(0, 40))
  }
  return [...found].slice(0, limit)
}

function isUnspaced(word: string): boolean {
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u.test(word)
}

function suffixesOf(word: string): readonly string[] {
  const characters = Array.from(word)
  return characters.map((_, start) => characters.slice(start).join(''))
}

/** The bounds of a prefix search over a words index, for the first word of what was typed. */
export function prefixOf(typed: string): { from: string; to: string } | undefined {
  const word = wordsOf(typed)[0]
  return word === undefined ? undefined : { from: word, to: `${word}\u{10ffff}` }
}
