import type { ComponentChildren } from 'preact'
import type { Caller } from '../caller.ts'
import type { ErrorCode, FieldProblem } from '../errors.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'

/** Who the header of a page shows. */
export interface Viewer {
  readonly isSignedIn: boolean
  readonly name?: string
  readonly operator: boolean
  readonly hasBackpack: boolean
  readonly hasFamily: boolean
  readonly organizations: readonly { readonly id: string; readonly name: string }[]
}

export interface PageContext {
  readonly caller: Caller | undefined
  readonly viewer: Viewer
  readonly text: Text
  readonly language: Language
  /** For the hidden field `_csrf` of every form. A page that shows it gets the cookie it needs. */
  readonly csrfToken: string
  /** The path without query. */
  readonly path: string
  /** Every query parameter that came once, unchecked. */
  readonly query: Readonly<Record<string, string>>
}

export interface ShownPage {
  readonly title: string
  readonly body: ComponentChildren
  readonly status?: number
  /** 'noindex' where it is not said. */
  readonly robots?: 'index' | 'noindex'
  readonly head?: ComponentChildren
  /** Modules of public/scripts/ that help where there is JavaScript: '/scripts/camera.js'. */
  readonly scripts?: readonly string[]
  /** 'kiosk': nothing but the page itself, no way to anywhere. */
  readonly layout?: 'page' | 'full' | 'kiosk'
  /** Set where nobody who uses this device later may come back to it. */
  readonly unkept?: boolean
  /** Set where the page may use the camera of the device, if the person allows it. No other page may even ask. */
  readonly camera?: boolean
}

/** A path of this service to go to (303). */
export interface Redirect {
  readonly redirect: string
}

export type Shown = ShownPage | Redirect

/** What a form shows again: what was typed, and what is wrong with it. */
export interface Draft {
  /** As it was typed, nested as the names of the fields are, empty rows left out. */
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly FieldProblem[]
  readonly error?: {
    readonly code: ErrorCode
    readonly values?: Readonly<Record<string, string | number>>
  }
}

export interface UploadedFile {
  /** What the sender called it: never a path or type to rely on. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Set where it was larger than the field allows: then there are no bytes. Only where several may come. */
  readonly tooLarge?: true
}

export interface FileField {
  readonly field: string
  /** Of one file. */
  readonly maxBytes: number
  /** Set where several may come at once: so many, and so large together. */
  readonly several?: { readonly most: number; readonly maxTotalBytes: number }
}

export interface SessionControl {
  /** Begins a new session for the account; the old session id is worthless afterwards. */
  signIn(accountId: string): Promise<void>
  signOut(): Promise<void>
}
