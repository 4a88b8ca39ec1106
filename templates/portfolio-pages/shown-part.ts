import type { Verdict } from '../../schemas/requests/verification.ts'
import type { Giver } from '../../src/text/givers.ts'
import type { ShownState } from '../issuing/lines.tsx'

export interface OwnBadge {
  readonly kind: 'badge'
  readonly name: string
  readonly description: string
  readonly organization: { readonly name: string; readonly href: string }
  readonly image: string
  readonly date: string
  readonly state: ShownState
  /** The level of the rubric that was reached. */
  readonly level?: string
  /** Its own page, where it can be checked. */
  readonly href?: string
  /** Whether its signed text may be handed out, so that it can be checked. */
  readonly isChecked: boolean
}

export interface BadgeFromElsewhere {
  readonly kind: 'imported'
  readonly name?: string
  readonly giver: Giver
  readonly image: string
  readonly date?: string
  readonly verdict: Verdict
  readonly checkedAt: string
  /** It names another address than that of whose page it is. */
  readonly namesAnother: boolean
  readonly isChecked: boolean
}

export interface Evidence {
  readonly kind: 'award-evidence'
  /** The badge that it belongs to. */
  readonly badge: string
  readonly name?: string
  readonly url?: string
  readonly narrative?: string
}

export interface Picture {
  readonly kind: 'picture'
  readonly src: string
  readonly alt: string
  readonly caption?: string
  readonly width: number
  readonly height: number
}

/** A part of a page, as far as whoever looks may see it. */
export type ShownPart = { readonly id: string } & (
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly title: string; readonly text?: string }
  | OwnBadge
  | BadgeFromElsewhere
  | Evidence
  | Picture
)

const groupOf = {
  heading: 'heading',
  text: 'text',
  link: 'work',
  'award-evidence': 'work',
  badge: 'badges',
  imported: 'badges',
  picture: 'pictures',
} as const satisfies Record<ShownPart['kind'], string>

export interface Group {
  readonly kind: (typeof groupOf)[ShownPart['kind']]
  readonly parts: readonly ShownPart[]
}

/** Neighbours of one kind stand together: badges beside badges, pictures beside pictures. */
export function grouped(parts: readonly ShownPart[]): readonly Group[] {
  return parts.reduce<readonly Group[]>((groups, part) => {
    const kind = groupOf[part.kind]
    const last = groups.at(-1)
    const joins = last?.kind === kind && kind !== 'heading' && kind !== 'text'
    return joins
      ? [...groups.slice(0, -1), { kind, parts: [...last.parts, part] }]
      : [...groups, { kind, parts: [part] }]
  }, [])
}
