import type { AchievementView } from '../achievements/show.tsx'
import type { ShownState } from '../issuing/lines.tsx'
import type { Statement } from '../issuing/statement.tsx'

/** What the page of a share shows. */
export interface SharedBadge {
  readonly view: AchievementView
  /** The rubric level that was reached, by its place. */
  readonly reached?: number
  readonly results: readonly {
    readonly name?: string
    readonly level?: string
    readonly value?: string
  }[]
  readonly address: string
  readonly shareUrl: string
  /** The address of the page as a picture of a QR code. */
  readonly qr: string
  readonly endsAt: string
  readonly recipient: string
  /** Whom the learner made it for. */
  readonly preparedFor?: string
  /** Whether the credential says no more than this page: then it may be taken along and checked. */
  readonly whole: boolean
  readonly organization: {
    readonly name: string
    readonly href: string
    readonly sector:
      'school' | 'museum' | 'library' | 'afterschool' | 'college' | 'company' | 'other'
    readonly description?: string
    readonly url?: string
    readonly logo?: string
  }
  readonly date: string
  readonly state: ShownState
  readonly trial: boolean
  /** The portfolio page that it stands on. */
  readonly back?: string
  readonly statement: Statement
}
