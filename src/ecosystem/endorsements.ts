import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { endorsementCredential } from '../credentials/endorsement-credential.ts'
import { signCredential } from '../credentials/sign.ts'
import { WaymarkError } from '../errors.ts'
import { createListSigner } from '../issuing/list-signer.ts'
import { createStatusLists, numberOf, type StatusLists } from '../issuing/status-lists.ts'
import { profileFacts } from '../organizations/profile-facts.ts'
import type { New, Page, Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { EndorsementTable } from './accepted.ts'
import { findEndorsed, type AskedFor, type Endorsed, type EndorsedDeps } from './endorsed.ts'
import { createEndorsementBits } from './endorsement-bits.ts'
import {
  endorsementListTable,
  endorsementPlaceTable,
  signedEndorsementListTable,
  type Endorsement,
} from './tables.ts'

export interface NewEndorsement {
  readonly endorsed: AskedFor
  /** What it is called in wallets; the name of what is endorsed when not said. */
  readonly name?: string
  /** Markdown. */
  readonly comment: string
}

export interface Endorsements {
  /** Signs what an organization says of something of others. @throws WaymarkError not-found, invalid-request */
  endorse(caller: Caller, organizationId: string, said: NewEndorsement): Promise<Endorsement>
  /** What an organization has endorsed, newest first, fifty a page. */
  list(caller: Caller, organizationId: string, after?: string): Promise<Page<Endorsement>>
  read(caller: Caller, organizationId: string, endorsementId: string): Promise<Endorsement>
  /** For good. @throws WaymarkError already-revoked */
  revoke(
    caller: Caller,
    organizationId: string,
    endorsementId: string,
    reason: string,
  ): Promise<Endorsement>
  /** What others endorsed of an organization's own, newest first, fifty a page. */
  received(caller: Caller, organizationId: string, after?: string): Promise<Page<Endorsement>>
  /** Whether its owner wants it in what is awarded from now on. Can be changed; what was awarded stays as it is. */
  answer(
    caller: Caller,
    organizationId: string,
    endorsementId: string,
    answer: 'accepted' | 'declined',
  ): Promise<Endorsement>
  /** The exact text of an endorsement that anybody may read. @throws WaymarkError not-found: also for one of a learner's credential */
  published(endorsementId: string): Promise<string>
  /** Revokes what was said of a credential whose learner is removed, and keeps none of the words. */
  forgetCredential(credential: string): Promise<void>
  readonly statusLists: StatusLists
}

export interface EndorsementsDeps extends EndorsedDeps {
  readonly storage: Storage
  readonly endorsements: EndorsementTable
  readonly world: World
  readonly audit: Audit
}

/** What organizations sign about each other's achievements, profiles and credentials (OB 3.0 §B.1 EndorsementCredential). */
export function createEndorsements(deps: EndorsementsDeps): Endorsements {
  const { storage, endorsements, world, audit, identifiers, organizations } = deps
  const { requireRight, signingKeys, issueLog } = organizations
  const statusLists = createStatusLists({
    setBits: createEndorsementBits(endorsements),
    signerOf: createListSigner(
      { identifiers, signingKeys, issueLog },
      identifiers.endorsementStatusListUrl,
    ),
    places: storage.open(endorsementPlaceTable),
    lists: storage.open(endorsementListTable),
    signed: storage.open(signedEndorsementListTable),
    world,
  })

  const record = (
    caller: Caller,
    owner: string,
    act: `endorsement.${'issued' | 'revoked' | 'accepted' | 'declined'}`,
    object: string,
  ) => audit.record({ owner, actor: caller.accountId, act, object })

  const sign = async (endorsement: Omit<Endorsement, 'version' | 'credential'>) => {
    const { organizationId, statusList, statusIndex, createdAt } = endorsement
    const issuer = profileFacts(await organizations.byId(organizationId), identifiers)
    const list = numberOf(statusList)
    const unsigned = endorsementCredential({
      id: identifiers.endorsementUrl(endorsement.id),
      ...(identifiers.trial ? { trialMarker: 'Trial: ' } : {}),
      name: endorsement.name,
      issuer,
      endorsed: endorsement.endorsed,
      comment: endorsement.comment,
      validFrom: createdAt,
      status: {
        index: statusIndex,
        revocationList: identifiers.endorsementStatusListUrl(organizationId, list, 'revocation'),
      },
    })
    const signer = await signingKeys.signer(organizationId, 'Ed25519')
    const credential = await signCredential(unsigned, signer, createdAt)
    await issueLog.append(organizationId, 'credential', credential)
    return { ...endorsement, credential }
  }

  const storeInPlace = async (
    endorsement: Omit<New<Endorsement>, 'statusList' | 'statusIndex' | 'credential'>,
  ) => {
    const place = await statusLists.place(endorsement.organizationId)
    return endorsements.insert(await sign({ ...endorsement, ...place }))
  }

  const page = (after: string | undefined) =>
    ({ order: 'descending', limit: 50, ...(after === undefined ? {} : { after }) }) as const

  return {
    statusLists,
    async endorse(caller, organizationId, { endorsed: asked, name, comment }) {
      await requireRight(caller, organizationId, 'endorsement.make')
      const endorsed = await findEndorsed(asked, deps)
      requireOfAnother(endorsed, organizationId)
      const now = timestamp(world.now())
      const stored = await storeInPlace({
        id: world.newId(),
        organizationId,
        endorsedKind: endorsed.kind,
        endorsed: endorsed.id,
        ...(endorsed.ownerId === undefined ? {} : { ownerId: endorsed.ownerId }),
        name: name ?? endorsed.name ?? 'Endorsement',
        comment,
        endorsedBy: caller.accountId,
        createdAt: now,
        state: 'issued',
        stateChangedAt: now,
        answer: endorsed.ownerId === undefined ? 'not-asked' : 'waiting',
      })
      await record(caller, organizationId, 'endorsement.issued', stored.id)
      return stored
    },
    async list(caller, organizationId, after) {
      await requireRight(caller, organizationId, 'endorsement.read')
      return endorsements.find({
        index: 'byOrganization',
        equals: { organizationId },
        ...page(after),
      })
    },
    async read(caller, organizationId, endorsementId) {
      await requireRight(caller, organizationId, 'endorsement.read')
      const found = await endorsements.get(endorsementId)
      if (found?.organizationId !== organizationId) throw new WaymarkError('not-found')
      return found
    },
    async revoke(caller, organizationId, endorsementId, stateReason) {
      await requireRight(caller, organizationId, 'endorsement.revoke')
      const stateChangedAt = timestamp(world.now())
      const revoked = await endorsements.change(endorsementId, (found) => {
        if (found.organizationId !== organizationId) throw new WaymarkError('not-found')
        if (found.state === 'revoked') throw new WaymarkError('already-revoked')
        return { ...found, state: 'revoked', stateReason, stateChangedAt }
      })
      if (revoked === undefined) throw new WaymarkError('not-found')
      await statusLists.changed(revoked.statusList)
      await record(caller, organizationId, 'endorsement.revoked', endorsementId)
      return revoked
    },
    async received(caller, organizationId, after) {
      await requireRight(caller, organizationId, 'endorsement.read')
      return endorsements.find({
        index: 'byOwner',
        equals: { ownerId: organizationId },
        ...page(after),
      })
    },
    async answer(caller, organizationId, endorsementId, answer) {
      await requireRight(caller, organizationId, 'endorsement.answer')
      const answered = await endorsements.change(endorsementId, (found) => {
        if (found.ownerId !== organizationId) throw new WaymarkError('not-found')
        return found.answer === answer ? undefined : { ...found, answer }
      })
      if (answered === undefined) throw new WaymarkError('not-found')
      await record(caller, organizationId, `endorsement.${answer}`, endorsementId)
      return answered
    },
    async forgetCredential(endorsed) {
      let after: string | undefined
      do {
        const found = await endorsements.find({
          index: 'byEndorsed',
          equals: { endorsed },
          limit: 100,
          ...(after === undefined ? {} : { after }),
        })
        for (const { id, statusList } of found.rows) {
          const now = timestamp(world.now())
          await endorsements.change(id, (one) => withoutWords(one, now))
          await statusLists.changed(statusList)
        }
        after = found.next
      } while (after !== undefined)
    },
    async published(endorsementId) {
      const found = await endorsements.get(endorsementId)
      // What is said of somebody's credential is not everybody's to read.
      if (found === undefined || found.endorsedKind === 'credential') {
        throw new WaymarkError('not-found')
      }
      return found.credential
    },
  }
}

/** Nobody endorses themselves: who would learn anything from that? */
function requireOfAnother({ ownerId }: Endorsed, organizationId: string): void {
  if (ownerId === organizationId) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path: '/endorsed', rule: 'choice' }],
    })
  }
}

function withoutWords(endorsement: Endorsement, now: string): Endorsement {
  const { stateReason: _words, ...rest } = endorsement
  return {
    ...rest,
    state: 'revoked',
    stateChangedAt: rest.state === 'revoked' ? rest.stateChangedAt : now,
    name: '',
    comment: '',
    credential: '{}',
  }
}
