import { createContext, type ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../src/text/languages.ts'
import type { Text } from '../src/text/text.ts'
import type { Viewer } from './shown.ts'

export interface Surroundings {
  readonly text: Text
  readonly language: Language
  /** Empty where there is no session to protect: mails, samples. */
  readonly csrfToken: string
  /** The built address of a file in public/: '/styles.css' → '/assets/styles.0a1b2c3d.css'. */
  readonly asset: (name: string) => string
  /** Who looks at which page; nobody and nothing in mails and samples. */
  readonly viewer?: Viewer
  readonly path?: string
  /** Set where a mail is shown on a page before it is sent: its links lead nowhere, and the sheet of the page dresses it. */
  readonly isLetterOnPage?: boolean
}

const TextContext = createContext<Surroundings | undefined>(undefined)

/** Gives everything below it the language it speaks and the token its forms carry. */
export function TextProvider({
  value,
  children,
}: {
  value: Surroundings
  children: ComponentChildren
}) {
  return <TextContext.Provider value={value}>{children}</TextContext.Provider>
}

/** What surrounds a page. @throws where a template is rendered outside of a document or mail */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(TextContext)
  if (surroundings === undefined) throw new Error('a template was rendered outside of TextProvider')
  return surroundings
}

export function useText(): Text {
  return useSurroundings().text
}

export function useLanguage(): Language {
  return useSurroundings().language
}
