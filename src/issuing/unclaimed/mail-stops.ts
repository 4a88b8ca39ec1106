import type { People } from '../../accounts/people.ts'
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
  /** The same for a mail to an account that is about no award: names both, and no address. */
  tokenFor(account: AccountAt): string
  /** Whose mails the link is about, and whether they are stopped. @throws WaymarkError not-found */
  read(token: string): Promise<{ readonly organizationId: string; readonly stopped: boolean }>
  /** From now on the address gets no mail of this organization's badges. @throws WaymarkError not-found */
  stop(token: string): Promise<void>
  /** Takes that back. @throws WaymarkError not-found */
  resume(token: string): Promise<void>
  /** Takes that back for the address of an account; once more changes nothing. @throws WaymarkError not-found */
  resumeFor(account: AccountAt): Promise<void>
  isStopped(organizationId: string, email: string): Promise<boolean>
  /** The organizations whose mails to an address are stopped, first stopped first. */
  placesOf(email: string): Promise<readonly string[]>
  /** Those of the addresses that want no mails, for lists. */
  stoppedAmong(organizationId: string, emails: readonly string[]): Promise<ReadonlySet<string>>
}

export interface AccountAt {
  readonly organizationId: string
  readonly accountId: string
}

/** What a link says: whose mails, to which address, and what brought it. */
interface Sent {
  readonly organizationId: string
  readonly email: string | undefined
  readonly object: string
}

interface Deps {
  readonly mailStops: Table<MailStop, 'byAddress'>
  readonly awards: Pick<Table<Award>, 'get'>
  readonly learners: Pick<Learners, 'byId'>
  readonly people: Pick<People, 'byId'>
  /** 32 bytes. */
  readonly secret: Uint8Array
  readonly emailHash: (email: string) => string
  readonly audit: Audit
  readonly world: World
}

export function createMailStops(deps: Deps): MailStops {
  const { mailStops, awards, learners, people, secret, emailHash, audit, world } = deps
  const signed = (named: string) => `${named}.${keyedHash(secret, 'mail-stop', named)}`
  const idOf = (organizationId: string, email: string) =>
    hashToken(`${organizationId}\n${emailHash(email)}`)
  const addressHash = (email: string) => hashToken(`mail-stops\n${emailHash(email)}`)

  const ofAward = async (awardId: string): Promise<Sent | undefined> => {
    const award = await awards.get(awardId)
    if (award === undefined) return undefined
    const email = (await learners.byId(award.learnerId))?.email
    return { organizationId: award.organizationId, email, object: award.id }
  }
  const ofAccount = async ({ organizationId, accountId }: AccountAt): Promise<Sent> => {
    const email = (await people.byId(accountId))?.email
    return { organizationId, email, object: accountId }
  }
  const find = async (token: string) => {
    const [named = ''] = token.split('.')
    if (!sameText(token, signed(named))) throw new WaymarkError('not-found')
    const [first = '', accountId] = named.split(between)
    const sent =
      accountId === undefined
        ? await ofAward(first)
        : await ofAccount({ organizationId: first, accountId })
    if (sent?.email === undefined) throw new WaymarkError('not-found')
    return placed({ ...sent, email: sent.email })
  }
  const placed = ({ organizationId, email, object }: Sent & { readonly email: string }) => ({
    organizationId,
    object,
    id: idOf(organizationId, email),
    addressHash: addressHash(email),
  })

  const note = (
    { organizationId, object }: Omit<Sent, 'email'>,
    act: 'mails.stopped' | 'mails.resumed',
  ) => audit.record({ owner: organizationId, actor: 'service', act, object })
  const resume = async ({ id, organizationId, object }: ReturnType<typeof placed>) => {
    if (await mailStops.remove(id)) await note({ organizationId, object }, 'mails.resumed')
  }

  return {
    token: signed,
    tokenFor: ({ organizationId, accountId }) => signed([organizationId, accountId].join(between)),
    async read(token) {
      const { organizationId, id } = await find(token)
      return { organizationId, stopped: (await mailStops.get(id)) !== undefined }
    },
    async stop(token) {
      const { object, ...found } = await find(token)
      try {
        await mailStops.insert({ ...found, at: timestamp(world.now()) })
      } catch (error) {
        if (!(error instanceof Duplicate)) throw error
        // One from before the address was noted is listed for its person from now on.
        const { addressHash: hash } = found
        await mailStops.change(found.id, (there) => ({ ...there, addressHash: hash }))
        return
      }
      await note({ organizationId: found.organizationId, object }, 'mails.stopped')
    },
    resume: async (token) => resume(await find(token)),
    async resumeFor(account) {
      const { email, ...sent } = await ofAccount(account)
      if (email === undefined) throw new WaymarkError('not-found')
      await resume(placed({ ...sent, email }))
    },
    isStopped: async (organizationId, email) =>
      (await mailStops.get(idOf(organizationId, email))) !== undefined,
    async placesOf(email) {
      const { rows } = await mailStops.find({
        index: 'byAddress',
        equals: { addressHash: addressHash(email) },
        limit: most,
      })
      return rows.map(({ organizationId }) => organizationId)
    },
    async stoppedAmong(organizationId, emails) {
      const byId = new Map(emails.map((email) => [idOf(organizationId, email), email]))
      const found = await mailStops.getMany([...byId.keys()])
      return new Set(found.flatMap(({ id }) => byId.get(id) ?? []))
    },
  }
}

const most = 1000

/** Between the ids of a token; no id has it. */
const between = '~'
