import { createInstance } from 'i18next'
import type { ErrorCode } from '../errors.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import type { Language } from './languages.ts'

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

export interface Texts {
  textFor(language: Language): Text
}

/** Loads every language. Making it is the work; `textFor` is cheap. */
export function createTexts(): Texts {
  const translations = createInstance()
  void translations.init({
    initAsync: false,
    fallbackLng: false,
    supportedLngs: ['en', 'es'],
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: en }, es: { translation: withMany(es) } },
  })
  const fixed: Record<Language, Text> = { en: textOf('en'), es: textOf('es') }

  function textOf(language: Language): Text {
    const translate = translations.getFixedT(language)
    return (key, values = {}) =>
      translate(
        key,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, apart(value)])),
      )
  }

  return { textFor: (language) => fixed[language] }
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

/** Spanish has a plural form of its own for whole millions, which reads like the common one here. */
function withMany(texts: Tree): Tree {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]): [string, string | Tree][] => {
      if (typeof value !== 'string') return [[key, withMany(value)]]
      if (!key.endsWith('_other')) return [[key, value]]
      return [
        [key, value],
        [key.replace(/_other$/, '_many'), value],
      ]
    }),
  )
}
