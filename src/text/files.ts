import type { Static } from 'typebox'
import type { Language as LanguageSchema } from '../../schemas/requests/common.ts'
import { en } from './en.ts'
import { spanish } from './es.ts'
import type { LanguageFile } from './language-file.ts'

/** Every language there is, by its code: the same codes as the API names, or it does not compile. */
export const languageFiles = {
  en: { name: 'English', locale: 'en-US', direction: 'ltr', texts: en },
  es: spanish,
} as const satisfies Readonly<Record<Static<typeof LanguageSchema>, LanguageFile>>
