import type { Audit } from '../audit/audit.ts'
import { holdsScope, type Caller, type Scope } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { shareTable, type NameForm, type Share } from './tables.ts'

export interface Held {
  readonly award: Award
  readonly learner: Learner
}

export interface OpenShare extends Held {
  readonly share: Share
}

export interface NewShare {
  readonly endsAt: string
  readonly nameForm: NameForm
  /** Whether it hosts an Assertion of Open Badges 2.0 as well. */
  readonly openBadges2?: boolean
}

export interface Portfolio {
  /** Everything the caller holds, newest first. */
  backpack(caller: Caller): Promise<readonly Held[]>
  /** One credential the caller holds. @throws WaymarkError not-found */
  read(caller: Caller, awardId: string): Promise<Held>
  /** Takes the award of a typed code. @throws WaymarkError claim-code-unknown, already-claimed, not-allowed */
  claim(caller: Caller, code: string): Promise<Held>
  /** Whether this learner, as `read` and `backpack` answer it, may share credentials at all today. */
  mayShare(learner: Learner): boolean
  /** Opens a share. @throws WaymarkError not-shareable-yet, not-found, invalid-request; conflict when fifty are open */
  share(caller: Caller, awardId: string, share: NewShare): Promise<Share>
  sharesOf(caller: Caller, awardId: string): Promise<readonly Share[]>
  /** Closes it for good. @throws WaymarkError not-found */
  close(caller: Caller, token: string): Promise<Share>
  /** What a share shows now. @throws WaymarkError not-found: unknown, gone: closed, ended or of a minor */
  open(token: string): Promise<OpenShare>
  /** A share, open or not. */
  find(token: string): Promise<Share | undefined>
  countView(token: string): Promise<void>
}

export interface PortfolioDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly issuing: Issuing
  readonly learners: Learners
  readonly mayShow: MayShow
  readonly identityHash: (email: string, salt: string) => string
}

/** A share lasts a year at the most; it can be opened again. */
const longestShareDays = 366

/** More could not be overlooked any more by whoever wants to close them. */
const mostOpenShares = 50

export function createPortfolio(deps: PortfolioDeps): Portfolio {
  const { storage, world, audit, issuing, learners, mayShow } = deps
  const shares = storage.open(shareTable)
  const now = () => timestamp(world.now())

  const require = (caller: Caller, scope: Scope) => {
    // A key that is tied to an organization speaks for its staff, not for a person who learns.
    if (!holdsScope(caller, scope) || caller.organizationId !== undefined) {
      throw new WaymarkError('not-allowed')
    }
  }

  const held = async (caller: Caller, awardId: string): Promise<Held> => {
    const award = await issuing.byId(awardId)
    const learner = award && (await learners.byId(award.learnerId))
    if (award === undefined || learner?.accountId !== caller.accountId || !isSigned(award)) {
      throw new WaymarkError('not-found')
    }
    return { award, learner }
  }

  const sharesOfAward = async (awardId: string) => {
    const { rows } = await shares.find({
      index: 'byAward',
      equals: { awardId },
      order: 'descending',
      limit: 1000,
    })
    return rows
  }
  const isOpen = (share: Share) => share.closedAt === undefined && share.endsAt > now()

  const mayShare = (learner: Learner) =>
    mayShow({ kind: 'share', audience: 'public' }, 'credential', learner)

  /** Platforms of Open Badges 2.0 take a badge by its holder's address. Only adults share, so it is never a child's. */
  const hostedIdentity = ({ email }: Learner): NonNullable<Share['openBadges2']> => {
    if (email === undefined) return {}
    const salt = Buffer.from(world.random(16)).toString('base64url')
    return { identity: { salt, hash: deps.identityHash(email, salt) } }
  }

  const requireEnd = (endsAt: string) => {
    const latest = timestamp(new Date(world.now().getTime() + longestShareDays * 86_400_000))
    if (endsAt <= now() || endsAt > latest) {
      throw new WaymarkError('invalid-request', {
        problems: [{ path: '/endsAt', rule: endsAt > latest ? 'too-large' : 'too-small' }],
      })
    }
  }

  return {
    mayShare,
    async backpack(caller) {
      require(caller, 'backpack:read')
      const own = await learners.ofAccount(caller.accountId)
      const lists = await Promise.all(
        own.map(async (learner) =>
          (await issuing.ofLearner(learner.id)).map((award) => ({ award, learner })),
        ),
      )
      return lists
        .flat()
        .filter(({ award }) => isSigned(award))
        .sort((one, other) => other.award.createdAt.localeCompare(one.award.createdAt))
    },
    async claim(caller, code) {
      require(caller, 'backpack:write')
      const { id } = await issuing.claims.claimCode(code, caller.accountId)
      return held(caller, id)
    },
    async read(caller, awardId) {
      require(caller, 'backpack:read')
      return held(caller, awardId)
    },
    async share(caller, awardId, { endsAt, nameForm, openBadges2 = false }) {
      require(caller, 'shares:write')
      const { learner } = await held(caller, awardId)
      if (!mayShare(learner)) throw new WaymarkError('not-shareable-yet')
      requireEnd(endsAt)
      if ((await sharesOfAward(awardId)).filter(isOpen).length >= mostOpenShares) {
        throw new WaymarkError('conflict')
      }
      const share = await shares.insert({
        id: world.newId(),
        accountId: caller.accountId,
        learnerId: learner.id,
        awardId,
        nameForm,
        createdAt: now(),
        endsAt,
        ...(openBadges2 ? { openBadges2: hostedIdentity(learner) } : {}),
        views: 0,
      })
      await audit.record({
        owner: learner.organizationId,
        actor: caller.accountId,
        act: 'share.opened',
        object: awardId,
      })
      return share
    },
    async sharesOf(caller, awardId) {
      require(caller, 'backpack:read')
      await held(caller, awardId)
      // Open ones first, so that none that can still be closed falls off the end of the list.
      const all = await sharesOfAward(awardId)
      return [...all.filter(isOpen), ...all.filter((share) => !isOpen(share))].slice(0, 100)
    },
    async close(caller, token) {
      require(caller, 'shares:write')
      const closed = await shares.change(token, (share) => {
        if (share.accountId !== caller.accountId) throw new WaymarkError('not-found')
        return share.closedAt === undefined ? { ...share, closedAt: now() } : undefined
      })
      if (closed === undefined) throw new WaymarkError('not-found')
      const learner = await learners.byId(closed.learnerId)
      await audit.record({
        owner: learner?.organizationId ?? 'service',
        actor: caller.accountId,
        act: 'share.closed',
        object: closed.awardId,
      })
      return closed
    },
    async open(token) {
      const share = await shares.get(token)
      if (share === undefined) throw new WaymarkError('not-found')
      if (!isOpen(share)) throw new WaymarkError('gone')
      const award = await issuing.byId(share.awardId)
      const learner = await learners.byId(share.learnerId)
      if (award === undefined || learner === undefined) throw new WaymarkError('not-found')
      // As any share that is over: another answer would tell a stranger that this is a child.
      if (!mayShare(learner)) throw new WaymarkError('gone')
      return { share, award, learner }
    },
    find: (token) => shares.get(token),
    async countView(token) {
      await shares.increment(token, 'views', 1)
    },
  }
}

/** A letter as people see it, with its accents and vowel signs. */
function firstLetter(text: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)
  return first?.segment ?? ''
}

/** The learner's name in the form they chose for a share; empty for none. */
export function nameIn(form: NameForm, name: string): string {
  const parts = name.trim().split(/\s+/u)
  switch (form) {
    case 'full':
      return name
    case 'first':
      return parts[0] ?? ''
    case 'initials':
      return parts.map((part) => `${firstLetter(part)}.`).join(' ')
    case 'none':
      return ''
  }
}
