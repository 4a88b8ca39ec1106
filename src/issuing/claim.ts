import type { People } from '../accounts/people.ts'
import { sameText } from '../accounts/secrets.ts'
import type { Audit } from '../audit/audit.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { ClaimCodes } from './claim-code.ts'
import type { Award } from './tables.ts'

export interface Claims {
  /** The award a mailed link leads to, claimed or not. @throws WaymarkError claim-code-unknown */
  readLink(token: string): Promise<Award>
  /**
   * Takes the award of a mailed link. The link proves the mailbox, so whoever has no account yet gets one
   * by it. It opens no account that is there already: it does not expire, and people pass such mails on.
   * @throws WaymarkError claim-code-unknown, already-claimed
   */
  claimLink(
    token: string,
    accountId?: string,
  ): Promise<{ award: Award; accountId: string } | 'sign-in-first'>
  /** Takes the award of a typed code. @throws WaymarkError claim-code-unknown, already-claimed */
  claimCode(typed: string, accountId: string): Promise<Award>
}

interface Deps {
  readonly awards: Table<Award, 'byClaim'>
  readonly learners: Learners
  readonly people: People
  readonly claimCodes: ClaimCodes
  readonly audit: Audit
  readonly world: World
}

export function createClaims({ awards, learners, people, claimCodes, audit, world }: Deps): Claims {
  const find = async (kind: Award['claimKind'], token: string | undefined) => {
    const claimHash = token === undefined ? '' : claimCodes.hash(token)
    const { rows } = await awards.find({ index: 'byClaim', equals: { claimHash }, limit: 1 })
    const award = rows[0]
    const fits = award !== undefined && sameText(award.claimHash, claimHash)
    const claimable = fits && award.claimKind === kind && award.state !== 'pending'
    if (!claimable) throw new WaymarkError('claim-code-unknown')
    return award
  }

  const take = async (award: Award, accountId: string) => {
    if (award.claimedAt !== undefined) throw new WaymarkError('already-claimed')
    await learners.link(award.learnerId, accountId)
    const claimedAt = timestamp(world.now())
    const claimed = await awards.change(award.id, (found) => {
      if (found.claimedAt !== undefined) throw new WaymarkError('already-claimed')
      return { ...found, claimedAt }
    })
    if (claimed === undefined) throw new WaymarkError('claim-code-unknown')
    await audit.record({
      owner: award.organizationId,
      actor: accountId,
      act: 'award.claimed',
      object: award.id,
    })
    return claimed
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
    readLink: (token) => find('link', token),
    async claimLink(token, signedIn) {
      const award = await find('link', token)
      if (award.claimedAt !== undefined) throw new WaymarkError('already-claimed')
      const accountId = signedIn ?? (await newAccount(award))
      if (accountId === undefined) return 'sign-in-first'
      return { award: await take(award, accountId), accountId }
    },
    claimCode: async (typed, accountId) =>
      take(await find('code', claimCodes.read(typed)), accountId),
  }
}
