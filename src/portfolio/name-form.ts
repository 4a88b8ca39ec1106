import { firstNameOf } from '../learners/first-name.ts'
import type { Share } from './tables.ts'

/** What a share calls the learner; empty for no name. */
export function nameOn(
  { nameForm, nickname = '' }: Pick<Share, 'nameForm' | 'nickname'>,
  name: string,
): string {
  switch (nameForm) {
    case 'full':
      return name
    case 'first':
      return firstNameOf(name)
    case 'initials':
      return name
        .trim()
        .split(/\s+/u)
        .map((part) => `${firstLetter(part)}.`)
        .join(' ')
    case 'nickname':
      return nickname
    case 'none':
      return ''
  }
}

/** A letter as people see it, with its accents and vowel signs. */
function firstLetter(text: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)
  return first?.segment ?? ''
}
