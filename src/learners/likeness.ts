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

/** Whoever is called just so, then whose name begins so, then who has these very words, then everybody else. */
function distance({ name, words: own }: Pick<Learner, 'name' | 'words'>, wanted: Wanted): number {
  const plain = plainNameOf(name)
  if (plain === wanted.plain) return 0
  if (plain.startsWith(wanted.plain)) return 1
  return wanted.words.every((word) => own.includes(word)) ? 2 : 3
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
