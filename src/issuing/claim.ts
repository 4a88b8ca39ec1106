import type { People } from '../accounts/people.ts'
import { normalizeEmail, sameText } from '../accounts/secrets.ts'
import type { Audit } from '../audit/audit.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { ClaimCodes } from './claim-code.ts'
import { isSigned } from './is-signed.ts'
import type { Award } from './tables.ts'
import type { UnclaimedAwards } from './unclaimed/unclaimed.ts'
import { waitsNoMore } from './unclaimed/waiting.ts'

/** For so long the mailed link proves the mailbox. Later the mail may lie anywhere: its award waits on. */
const linkDays = 30

/** How whoever opens a mailed link comes to its award: at once, or signed in with the address it was mailed to. */
export type WayToClaim = 'take' | 'sign-in' | 'other-account'

/** Ties a learner to the account that claims, once more with the same result. @throws WaymarkError already-claimed */
export type LinkLearner = (learnerId: string, accountId: string) => Promise<unknown>

export interface Claims {
  /** The award a mailed link leads to, claimed or not. @throws WaymarkError claim-code-unknown, claim-over */
  readLink(token: string, accountId?: string): Promise<{ award: Award; way: WayToClaim }>
  /**
   * Takes the award of a mailed link. For thirty days the link proves the mailbox, so whoever has no account
   * yet gets one by it. It opens no account that is there already, since people pass such mails on; and once
   * it is old it only shows what waits for whoever signs in with the address.
   * @throws WaymarkError claim-code-unknown, claim-over, already-claimed
   */
  claimLink(
    token: string,
    accountId?: string,
  ): Promise<{ award: Award; accountId: string } | 'sign-in-first'>
  /** The award that a typed code leads to, claimed or not. @throws WaymarkError claim-code-unknown, claim-over */
  readCode(typed: string): Promise<Award>
  /**
   * Takes the award of a typed code, for the learner themselves unless `link` says for whom else.
   * @throws WaymarkError claim-code-unknown, claim-over, already-claimed
   */
  claimCode(typed: string, accountId: string, link?: LinkLearner): Promise<Award>
}

interface Deps {
  readonly awards: Table<Award, 'byClaim'>
  readonly learners: Learners
  readonly people: People
  readonly claimCodes: ClaimCodes
  /** @throws WaymarkError claim-over */
  readonly requireNotOver: UnclaimedAwards['requireNotOver']
  /** Told when everything of a learner has been claimed. */
  readonly claimed: UnclaimedAwards['claimed']
  readonly audit: Audit
  readonly world: World
}

export function createClaims(deps: Deps): Claims {
  const { awards, learners, people, claimCodes, audit, world } = deps
  const find = async (kind: Award['claimKind'], token: string | undefined) => {
    const claimHash = token === undefined ? '' : claimCodes.hash(token)
    const { rows } = await awards.find({ index: 'byClaim', equals: { claimHash }, limit: 1 })
    const award = rows[0]
    const fits = award !== undefined && sameText(award.claimHash, claimHash)
    const claimable = fits && award.claimKind === kind && isSigned(award)
    if (!claimable) throw new WaymarkError('claim-code-unknown')
    await deps.requireNotOver(award)
    return award
  }

  const take = async (award: Award, accountId: string, link: LinkLearner = learners.link) => {
    if (award.claimedAt !== undefined) throw new WaymarkError('already-claimed')
    await link(award.learnerId, accountId)
    const claimedAt = timestamp(world.now())
    const claimed = await awards.change(award.id, (found) => {
      if (found.claimedAt !== undefined) throw new WaymarkError('already-claimed')
      return { ...waitsNoMore(found), claimedAt }
    })
    if (claimed === undefined) throw new WaymarkError('claim-code-unknown')
    await audit.record({
      owner: award.organizationId,
      actor: accountId,
      act: 'award.claimed',
      object: award.id,
    })
    await deps.claimed(award.learnerId)
    return claimed
  }

  const isOld = ({ createdAt }: Award) =>
    world.now().getTime() - Date.parse(createdAt) >= linkDays * 86_400_000

  const wayTo = async (award: Award, accountId: string | undefined): Promise<WayToClaim> => {
    if (!isOld(award)) return 'take'
    if (accountId === undefined) return 'sign-in'
    const learner = await learners.byId(award.learnerId)
    const account = await people.byId(accountId)
    const isTheirs =
      learner?.email !== undefined &&
      account !== undefined &&
      sameText(normalizeEmail(account.email), normalizeEmail(learner.email))
    return isTheirs ? 'take' : 'other-account'
  }

  const newAccount = async (award: Award) => {
    const learner = await learners.byId(award.learnerId)
    if (learner?.email === undefined) throw new WaymarkError('claim-code-unknown')
    const { name, language } = learner
    const known = await people.byEmail(learner.email)
    return known === undefined
      ? (await people.ofEmail(learner.email, { name, language })).id
      : undefined
  }

  return {
    async readLink(token, accountId) {
      const award = await find('link', token)
      return { award, way: await wayTo(award, accountId) }
    },
    async claimLink(token, signedIn) {
      const award = await find('link', token)
      if (award.claimedAt !== undefined) throw new WaymarkError('already-claimed')
      if ((await wayTo(award, signedIn)) !== 'take') return 'sign-in-first'
      const accountId = signedIn ?? (await newAccount(award))
      if (accountId === undefined) return 'sign-in-first'
      return { award: await take(award, accountId), accountId }
    },
    readCode: (typed) => find('code', claimCodes.read(typed)),
    claimCode: async (typed, accountId, link) =>
      take(await find('code', claimCodes.read(typed)), accountId, link),
  }
}
