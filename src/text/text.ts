import { createInstance } from 'i18next'
import type { ErrorCode } from '../errors.ts'
import type { en } from './en.ts'
import { languageFiles } from './files.ts'
import type { Language } from './languages.ts'
import type { LanguageFile } from './language-file.ts'

/** The dotted paths to the sentences of a language; the forms of a plural are one key. */
type Paths<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? WithoutForm<Key>
    : `${Key}.${Paths<Texts[Key]>}`
}[keyof Texts & string]

type WithoutForm<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other`
  ? Base
  : Key

export type TextKey = Paths<typeof en>

/**
 * A sentence in one language. `values` fill its {{gaps}}; `count` chooses the plural. What is filled in is not
 * escaped: pages and mails escape whatever they show. It is only kept from turning the sentence round: see `apart`.
 */
export type Text = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

export interface TextsIn<L extends string> {
  textFor(language: L): Text
}

export type Texts = TextsIn<Language>

/** Loads every language. Making it is the work; `textFor` is cheap. */
export function createTexts(): Texts {
  return createTextsOf(languageFiles)
}

/** The one door by which languages come in. @param files by code; English among them for nothing but its keys */
export function createTextsOf<L extends string>(
  files: Readonly<Record<L, LanguageFile>>,
): TextsIn<L> {
  const translations = createInstance()
  const all = Object.entries<LanguageFile>(files)
  void translations.init({
    initAsync: false,
    fallbackLng: false,
    supportedLngs: all.map(([code]) => code),
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      all.map(([code, file]) => [code, { translation: withForms(file.texts, formsOf(file)) }]),
    ),
  })
  const fixed = new Map(all.map(([code]) => [code, textOf(code)]))

  function textOf(language: string): Text {
    const translate = translations.getFixedT(language)
    return (key, values = {}) =>
      translate(
        key,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, apart(value)])),
      )
  }

  return {
    textFor(language) {
      const text = fixed.get(language)
      if (text === undefined) throw new Error(`there is no language ${language}`)
      return text
    },
  }
}

const directionMarks = /[\u202a-\u202e\u2066-\u2069]/gu
const runsLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/**
 * A value that runs from right to left, in the invisible marks that isolate it (Unicode UAX 9, FSI and PDI): else
 * the words around it change places. Marks of its own are taken away: with them the name of an issuer whom nobody
 * knows could turn round the verdict on its badge.
 */
function apart(value: string | number): string | number {
  if (typeof value === 'number') return value
  const plain = value.replace(directionMarks, '')
  return runsLeft.test(plain) ? `\u2068${plain}\u2069` : plain
}

/** What an error is called and what to do next, as two sentences. */
export function errorText(
  text: Text,
  code: ErrorCode,
  values?: Readonly<Record<string, string | number>>,
): { title: string; next: string } {
  const title = text(`errors.${code}.title`, values)
  const seconds = code === 'too-many-requests' ? values?.['seconds'] : undefined
  if (typeof seconds === 'number') return { title, next: comeAgain(text, seconds) }
  return { title, next: text(`errors.${code}.next`, values) }
}

/** When there is room again, in the largest unit that is not too coarse. */
function comeAgain(text: Text, seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return minutes <= 90
    ? text('errorPage.againInMinutes', { count: minutes })
    : text('errorPage.againInHours', { count: Math.ceil(minutes / 60) })
}

interface Tree {
  readonly [key: string]: string | Tree
}

/** The ways in which a language counts. */
function formsOf({ locale }: LanguageFile): readonly string[] {
  return new Intl.PluralRules(locale).resolvedOptions().pluralCategories
}

/** With every form of a plural that the language has: the common one for those that its file leaves out. */
function withForms(texts: object, forms: readonly string[]): Tree {
  const entries: readonly (readonly [string, string | object])[] = Object.entries(texts)
  const missing = entries.flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' && key.endsWith('_other')
      ? forms.map((form) => [key.replace(/_other$/, `_${form}`), value])
      : [],
  )
  return {
    ...Object.fromEntries(missing),
    ...Object.fromEntries(
      entries.map(([key, value]) => [
        key,
        typeof value === 'string' ? value : withForms(value, forms),
      ]),
    ),
  }
}
