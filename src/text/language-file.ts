import type { en } from './en.ts'
import type { SameKeys } from './shape.ts'

/** Everything that there is to know of a language: one file each. */
export interface LanguageFile {
  /** What it calls itself: nobody should need English to find Spanish. */
  readonly name: string
  /** BCP 47, for dates, numbers and plurals. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly texts: SameKeys<typeof en>
}
