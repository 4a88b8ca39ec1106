import type { PartKind } from '../../schemas/requests/portfolio-pages.ts'
import { cut } from '../../src/text/cut.ts'
import type { Text } from '../../src/text/text.ts'
import type { ShownPart } from './shown-part.ts'

export interface NamedPart {
  readonly kind: PartKind
  /** Nothing where what it named is there no more. */
  readonly shown?: ShownPart
}

const longestName = 90

/** What a part is called where it is listed: its first words. */
export function nameOfPart({ shown, kind }: NamedPart, text: Text): string {
  const name = shown === undefined ? undefined : wordsOf(shown)
  const words = name ?? text(`portfolioPages.partKinds.${kind}`)
  return words.length > longestName ? `${cut(words, longestName).trimEnd()}…` : words
}

function wordsOf(shown: ShownPart): string | undefined {
  switch (shown.kind) {
    case 'heading':
      return shown.text
    case 'text':
      return (
        shown.text
          .replaceAll(/[#*_>`[\]]/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim() || undefined
      )
    case 'badge':
    case 'imported':
      return shown.name
    case 'award-evidence':
      return shown.name ?? shown.url ?? shown.badge
    case 'link':
      return shown.title
    case 'picture':
      return shown.caption ?? shown.alt
  }
}
