import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import type { Award } from '../issuing/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { CardSheet, PrintedCard } from '../print/card-sheet.ts'
import type { Poster } from '../print/poster.ts'
import type { Language } from '../text/languages.ts'
import type { World } from '../world.ts'
import { isSpent, type CardBatches, type ReadBatch } from './card-batches.ts'
import type { ClaimLinks } from './claim-links.ts'
import type { CardLayout, ClaimCard, JoinRequest } from './tables.ts'

export type Paper = 'a4' | 'letter'

export interface PrintChoice {
  readonly paper: Paper
  readonly layout?: CardLayout
  /** One card of the batch; all that are still good where none is named. */
  readonly cardId?: string
}

export interface Printing {
  /** The sheets of a batch as PDF. @throws WaymarkError not-found, card-expired where there is none to print */
  cards(
    caller: Caller,
    organizationId: string,
    batchId: string,
    choice: PrintChoice,
  ): Promise<Uint8Array>
  /** The poster of a class link as PDF. @throws WaymarkError not-found */
  poster(
    caller: Caller,
    organizationId: string,
    linkId: string,
    choice: { paper: Paper; language?: Language },
  ): Promise<Uint8Array>
  /** The card of somebody who joined, for the code of their award. */
  ownCard(request: JoinRequest, award: Award, code: string, language: Language): Promise<Uint8Array>
  /** Where the QR code of a claim code leads. */
  claimAddress(code: string): string
  /** Where the QR code of a class link leads. */
  joinAddress(code: string): string
  /** The page of somebody who joined. */
  joinedAddress(token: string): string
  /** What a device is pointed to. */
  kioskAddress(token: string): string
}

export interface PrintingDeps {
  readonly batches: Pick<CardBatches, 'read'>
  readonly links: Pick<ClaimLinks, 'read' | 'codeOf'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly achievements: Pick<Achievements, 'awardable' | 'read' | 'pictures'>
  readonly groupName: (organizationId: string, groupId: string) => Promise<string | undefined>
  readonly claimCodes: Pick<ClaimCodes, 'codeOf'>
  readonly drawCardSheet: (sheet: CardSheet) => Promise<Uint8Array>
  readonly drawPoster: (poster: Poster) => Promise<Uint8Array>
  readonly mayShow: MayShow
  readonly audit: Audit
  /** The origin of the service. */
  readonly base: string
  readonly world: World
}

export function createPrinting(deps: PrintingDeps): Printing {
  const { base, world, audit, claimCodes, achievements } = deps
  // The code stands in the path of an address on a card. What a browser keeps of it is worth nothing once the card was
  // used; logs and metrics hold route patterns only; and no page is told where somebody came from.
  const claimAddress = (code: string) => `${base}/claim/code/${plain(code)}`
  const joinAddress = (code: string) => `${base}/join/${plain(code)}`
  const typedAt = (path: string) => `${base.replace(/^https?:\/\//, '')}${path}`
  const nameOf = async (organizationId: string) =>
    (await deps.organizations.byId(organizationId)).name

  const printed = (card: ClaimCard, { learners, batch }: ReadBatch): PrintedCard => {
    const learner = card.learnerId === undefined ? undefined : learners.get(card.learnerId)
    const viewer = { kind: 'staff', organizationId: batch.organizationId } as const
    const named = learner !== undefined && deps.mayShow(viewer, 'recipient-name', learner)
    const code = claimCodes.codeOf('claim-card', card.id)
    const address = claimAddress(code)
    return { number: card.number, ...(named ? { name: learner.name } : {}), code, address }
  }

  const aboutOf = async ({ batch }: ReadBatch) => {
    const { organizationId, achievementId, groupId, name } = batch
    if (achievementId !== undefined) {
      return (await achievements.awardable(organizationId, achievementId)).content.name
    }
    if (groupId === undefined) return name
    return (await deps.groupName(organizationId, groupId)) ?? name
  }

  return {
    claimAddress,
    joinAddress,
    joinedAddress: (token) => `${base}/joined/${token}`,
    kioskAddress: (token) => `${base}/kiosk/${token}`,
    async cards(caller, organizationId, batchId, { paper, layout, cardId }) {
      const read = await deps.batches.read(caller, organizationId, batchId)
      const { batch } = read
      const isMeant = (card: ClaimCard) => cardId === undefined || card.id === cardId
      const meant = read.cards.filter((card) => isMeant(card) && card.state === 'printed')
      if (meant.length === 0 || isSpent(batch, world.now().toISOString())) {
        throw new WaymarkError('card-expired')
      }
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'claim-cards.printed',
        object: cardId ?? batchId,
        facts: { cards: meant.length },
      })
      return deps.drawCardSheet({
        cards: meant.map((card) => printed(card, read)),
        batchName: batch.name,
        organizationName: await nameOf(organizationId),
        about: await aboutOf(read),
        expiresAt: batch.expiresAt,
        layout: layout ?? batch.layout,
        paper,
        language: batch.language,
        typedAt: typedAt('/claim'),
        now: world.now(),
      })
    },
    async poster(caller, organizationId, linkId, { paper, language }) {
      const link = await deps.links.read(caller, organizationId, linkId)
      const { content } = await achievements.awardable(organizationId, link.achievementId)
      const code = deps.links.codeOf(link)
      return deps.drawPoster({
        achievementName: content.name,
        organizationName: await nameOf(organizationId),
        picture: await achievements.pictures.png(content.picture),
        code,
        address: joinAddress(code),
        typedAt: typedAt('/join'),
        startsAt: link.startsAt,
        endsAt: link.endsAt,
        paper,
        language: language ?? link.language,
        now: world.now(),
      })
    },
    async ownCard({ nickname }, award, code, language) {
      return deps.drawCardSheet({
        cards: [{ number: 1, name: nickname, code, address: claimAddress(code) }],
        batchName: award.achievementName,
        organizationName: await nameOf(award.organizationId),
        about: award.achievementName,
        layout: 'four',
        paper: 'a4',
        language,
        typedAt: typedAt('/claim'),
        now: world.now(),
      })
    },
  }
}

/** A code as it stands in an address: without the lines that are for reading only. */
function plain(code: string): string {
  return code.replaceAll('-', '')
}
