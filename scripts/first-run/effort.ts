import type { Effort } from './hand.ts'

/**
 * Seconds of a person by the keystroke-level model (Card, Moran and Newell, "The Keystroke-Level Model for User Performance
 * Time with Interactive Systems", Communications of the ACM 23:7, 1980): a letter of an average typist, pointing, pressing
 * and letting go, moving a hand between mouse and keyboard, and making up one's mind.
 */
const seconds = { letter: 0.28, point: 1.1, press: 0.2, hand: 0.4, mind: 1.35 }

/** Words a minute of adults who read English in silence (Brysbaert, Journal of Memory and Language 109, 2019). */
const wordsPerMinute = 238

/** Pasting is one chord of keys, however long what is pasted. */
const longestTyped = 80

/** What a person needs for the presses and the letters. */
export function handSeconds({ clicks, fields, letters }: Effort): number {
  const { letter, point, press, hand, mind } = seconds
  const typed = Math.min(letters, fields * longestTyped)
  return clicks * (mind + point + press) + fields * 2 * hand + typed * letter
}

/** What a person needs who reads every word of every page, which hardly anybody does. */
export function readingSeconds({ words }: Effort): number {
  return (words / wordsPerMinute) * 60
}
