import { hashToken, keyedHash, sameText } from '../../accounts/secrets.ts'
import type { Audit } from '../../audit/audit.ts'
import { WaymarkError } from '../../errors.ts'
import type { Learners } from '../../learners/learners.ts'
import { Duplicate, type Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Award } from '../tables.ts'
import type { MailStop } from './tables.ts'

/** Whoever gets mails that are not for them, or no longer wanted, says so by a link in them. */
export interface MailStops {
  /** Goes into the link: names an award, and no address. */
  token(awardId: string): string
  /** The award whose mail brought the link, and whether mails are stopped. @throws WaymarkError not-found */
  read(token: string): Promise<{ readonly award: Award; readonly stopped: boolean }>
  /** From now on the address gets no mail of this organization's awards. @throws WaymarkError not-found */
  stop(token: string): Promise<void>
  /** Takes that back. @throws WaymarkError not-found */
  resume(token: string): Promise<void>
  isStopped(organizationId: string, email: string): Promise<boolean>
  /** Those of the addresses that want no mails, for lists. */
  stoppedAmong(organizationId: string, emails: readonly string[]): Promise<ReadonlySet<string>>
}

interface Deps {
  readonly mailStops: Table<MailStop>
  readonly awards: Pick<Table<Award>, 'get'>
  readonly learners: Pick<Learners, 'byId'>
  /** 32 bytes. */
  readonly secret: Uint8Array
  readonly emailHash: (email: string) => string
  readonly audit: Audit
  readonly world: World
}

export function createMailStops(deps: Deps): MailStops {
  const { mailStops, awards, learners, secret, emailHash, audit, world } = deps
  const proofOf = (awardId: string) => keyedHash(secret, 'mail-stop', awardId)
  const idOf = (organizationId: string, email: string) =>
    hashToken(`${organizationId}\n${emailHash(email)}`)

  const find = async (token: string) => {
    const [awardId = '', proof = ''] = token.split('.')
    const award = sameText(proof, proofOf(awardId)) ? await awards.get(awardId) : undefined
    const email = award && (await learners.byId(award.learnerId))?.email
    if (award === undefined || email === undefined) throw new WaymarkError('not-found')
    return { award, id: idOf(award.organizationId, email) }
  }

  const note = ({ organizationId, id }: Award, act: 'mails.stopped' | 'mails.resumed') =>
    audit.record({ owner: organizationId, actor: 'service', act, object: id })

  return {
    token: (awardId) => `${awardId}.${proofOf(awardId)}`,
    async read(token) {
      const { award, id } = await find(token)
      return { award, stopped: (await mailStops.get(id)) !== undefined }
    },
    async stop(token) {
      const { award, id } = await find(token)
      const { organizationId } = award
      try {
        await mailStops.insert({ id, organizationId, at: timestamp(world.now()) })
      } catch (error) {
        if (error instanceof Duplicate) return
        throw error
      }
      await note(award, 'mails.stopped')
    },
    async resume(token) {
      const { award, id } = await find(token)
      if (await mailStops.remove(id)) await note(award, 'mails.resumed')
    },
    isStopped: async (organizationId, email) =>
      (await mailStops.get(idOf(organizationId, email))) !== undefined,
    async stoppedAmong(organizationId, emails) {
      const byId = new Map(emails.map((email) => [idOf(organizationId, email), email]))
      const found = await mailStops.getMany([...byId.keys()])
      return new Set(found.flatMap(({ id }) => byId.get(id) ?? []))
    },
  }
}
