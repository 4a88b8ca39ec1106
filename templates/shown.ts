import type { ComponentChildren } from 'preact'
import type { Language } from '../src/text/languages.ts'
import type { Text } from '../src/text/text.ts'

/** Who the header shows. */
export interface Viewer {
  readonly isSignedIn: boolean
  readonly name?: string
  readonly organizations: readonly { readonly id: string; readonly name: string }[]
  readonly hasBackpack: boolean
  readonly hasFamily: boolean
  readonly operator: boolean
}

export const nobody: Viewer = {
  isSignedIn: false,
  organizations: [],
  hasBackpack: false,
  hasFamily: false,
  operator: false,
}

/** One page. */
export interface Shown {
  readonly title: string
  readonly body: ComponentChildren
  /** What the robots meta says; 'noindex' unless the page is meant to be found. */
  readonly robots?: 'index' | 'noindex'
  /** More for the head: Open Graph data, alternates. */
  readonly head?: ComponentChildren
  /** Modules of public/scripts/ that help where there is JavaScript: '/scripts/camera.js'. */
  readonly scripts?: readonly string[]
  /** How wide the page stands: the start page and public pages may fill the screen; a kiosk shows no way to anywhere. */
  readonly layout?: 'page' | 'full' | 'kiosk'
}

export interface DocumentContext {
  readonly text: Text
  readonly language: Language
  readonly csrfToken: string
  readonly viewer: Viewer
  /** The path that is shown, to mark where one is and to lead back after a change of language. */
  readonly path: string
  readonly query?: Readonly<Record<string, unknown>>
  readonly asset: (name: string) => string
  /** Set while the service has no public name: everything it issues is a trial. */
  readonly trial?: boolean
}
