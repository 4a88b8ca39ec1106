import type { Verdict } from '../../../schemas/requests/verification.ts'
import type { ShownState } from '../../issuing/shown-state.ts'
import type { Giver } from '../../text/givers.ts'
import type { PartContent } from './tables.ts'

type Typed = Extract<PartContent, { kind: 'heading' | 'text' | 'link' }>

/** A part of a page as far as whoever looks may see it, and as it is today. */
export type ShownPart = { readonly id: string } & (
  | Typed
  | {
      readonly kind: 'badge'
      readonly name: string
      readonly description: string
      readonly organization: { readonly name: string; readonly href: string }
      readonly image: string
      /** RFC 3339, a day or a time. */
      readonly date: string
      readonly state: ShownState
      /** The level of the rubric that was reached. */
      readonly level?: string
      /** Its own page, where there is one. */
      readonly href?: string
      /** Whether its signed text may be handed out, so that it can be checked. */
      readonly isChecked: boolean
    }
  | {
      readonly kind: 'imported'
      readonly name?: string
      readonly giver: Giver
      readonly image: string
      readonly date?: string
      /** What the last check said, or that its time is over since; and when that check was. */
      readonly verdict: Verdict
      readonly checkedAt: string
      readonly namesAnother: boolean
      readonly isChecked: boolean
    }
  | {
      readonly kind: 'award-evidence'
      /** The name of the badge that it belongs to. */
      readonly badge: string
      readonly name?: string
      readonly url?: string
      readonly narrative?: string
    }
  | {
      readonly kind: 'picture'
      readonly src: string
      readonly alt: string
      readonly caption?: string
      readonly width: number
      readonly height: number
    }
)
