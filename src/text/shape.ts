import type { FieldProblem } from '../errors.ts'

/** What every kind of trouble says: what happened, and what to do next. */
export interface ErrorText {
  readonly title: string
  readonly next: string
}

export type FieldTexts = Readonly<Record<FieldProblem['rule'], string>>

/** Exactly the keys of another language, with sentences of one's own. */
export type SameKeys<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>
}
