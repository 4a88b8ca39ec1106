import { declare, type Entity } from '../../storage/tables.ts'

/** What a part of a page is. Badges are named, not copied: what is shown of them is always what holds today. */
export type PartContent =
  | { readonly kind: 'heading'; readonly text: string }
  /** Markdown. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'badge'; readonly awardId: string }
  | { readonly kind: 'imported'; readonly importId: string }
  /** One piece of evidence of a badge, by its key (`evidence-key.ts`). */
  | { readonly kind: 'award-evidence'; readonly awardId: string; readonly evidence: string }
  | { readonly kind: 'link'; readonly url: string; readonly title: string; readonly text?: string }
  | OwnPicture

export interface OwnPicture {
  readonly kind: 'picture'
  /** Under which its bytes are kept. It never leaves the service: a picture is shown through the door of its page. */
  readonly fileId: string
  readonly width: number
  readonly height: number
  readonly alt: string
  readonly caption?: string
}

export type Part = { readonly id: string } & PartContent

/** A page that somebody composes of their badges, evidence and own words. Nobody but them sees it, except through shares. */
export interface PortfolioPage extends Entity {
  readonly accountId: string
  readonly title: string
  /** In their order. */
  readonly parts: readonly Part[]
  readonly createdAt: string
  readonly changedAt: string
}

export const portfolioPageTable = declare<PortfolioPage>()({
  name: 'portfolioPages',
  shape: 1,
  indexes: { byAccount: { fields: ['accountId', 'createdAt'] } },
})
