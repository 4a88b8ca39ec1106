import type { FieldProblem } from '../errors.ts'

/** What every kind of trouble says: what happened, and what to do next. */
export interface ErrorText {
  readonly title: string
  readonly next: string
}

export type FieldTexts = Readonly<Record<FieldProblem['rule'], string>>

/**
 * Exactly the keys of another language, with sentences of one's own. A language that counts in more ways than English may
 * have more forms of a plural (`_zero`, `_two`, `_few`, `_many`); where it leaves one out, `_other` stands for it.
 */
export type SameKeys<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>
} & MoreForms<Texts>

type MoreForms<Texts> = {
  readonly [
    Key in keyof Texts as Key extends `${infer Base}_other`
      ? `${Base}_${'zero' | 'two' | 'few' | 'many'}`
      : never
  ]?: string
}
