import { wordsOfName } from './known-learners.ts'
import { plainNameOf } from './learner-keys.ts'
import type { Learner } from './tables.ts'

/** What somebody is looked for by. */
export interface Wanted {
  /** Each of them begins a word of the name. */
  readonly words: readonly string[]
  /** The longest: few names have a word that begins like it. */
  readonly rarest: string
  readonly plain: string
}

/** @returns undefined where nothing was typed */
export function wantedBy(typed: string): Wanted | undefined {
  if (typed.trim() === '') return undefined
  const words = wordsOfName(typed)
  const [rarest = ''] = words.toSorted((one, other) => other.length - one.length)
  return { words, rarest, plain: plainNameOf(typed) }
}

export function isMeant({ words: own }: Pick<Learner, 'words'>, { words }: Wanted): boolean {
  return words.every((word) => own.some((one) => one.startsWith(word)))
}

/**
 * Whoever is called just so, then whose name begins so, who has these very words, whose words begin so one after the other,
 * whose first word does, then everybody else.
 */
function distance({ name, words: own }: Pick<Learner, 'name' | 'words'>, wanted: Wanted): number {
  const plain = plainNameOf(name)
  const { words } = wanted
  if (plain === wanted.plain) return 0
  if (plain.startsWith(wanted.plain)) return 1
  if (words.every((word) => own.includes(word))) return 2
  if (words.every((word, place) => own[place]?.startsWith(word) === true)) return 3
  return own[0]?.startsWith(words[0] ?? '') === true ? 4 : 5
}

/** Likeliest first, those who are as likely in the order of their names. */
export function byLikeness<L extends Pick<Learner, 'name' | 'words'>>(
  learners: readonly L[],
  wanted: Wanted,
  language: string,
): readonly L[] {
  const { compare } = new Intl.Collator(language, { numeric: true })
  return learners
    .map((learner) => ({ learner, far: distance(learner, wanted) }))
    .toSorted((one, other) => one.far - other.far || compare(one.learner.name, other.learner.name))
    .map(({ learner }) => learner)
}
