import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { People } from '../accounts/people.ts'
import { duty } from '../jobs/worker.ts'
import type { Consent, ConsentActor } from '../learners/consent.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { LearnerShares } from '../portfolio/learner-shares.ts'
import { audienceOf } from '../portfolio/share-choices.ts'
import { timestamp, type World } from '../world.ts'

export type SendConsentMail = (mail: {
  email: string
  language: string
  recipientName: string
  learnerId: string
  controller: string
  purposes: readonly ConsentPurpose[]
  messageKey: string
}) => Promise<void>

interface Deps {
  readonly learners: Learners
  readonly people: Pick<People, 'byId'>
  readonly consentGiven: (learnerId: string) => Promise<void>
  readonly learnerShares: LearnerShares
  readonly sendMail: SendConsentMail
  readonly world: World
  readonly reportFault: (where: string, cause: unknown) => void
}

const service: ConsentActor = { role: 'service', accountId: 'service' }

/** What is done at once when consents changed. The duty does it again, and whatever failed. */
export function createFollow(deps: Deps): (learner: Learner) => Promise<void> {
  return async (learner) => {
    try {
      await closeAndLetGoOn(deps, learner)
    } catch (cause) {
      deps.reportFault('follow-consents', cause)
    }
  }
}

/**
 * Closes what a consent that was taken back had opened, lets waiting awards go on, and confirms by mail what a
 * guardian agreed to on a page (the "plus" of COPPA's e-mail plus). A consent counts from when it was given; where its
 * confirmation reaches nobody, it is taken back, since nobody is known to have given it.
 */
export function consentsDuty(deps: Deps) {
  const { learners, world } = deps
  const now = () => timestamp(world.now())
  return duty<Learner>({
    name: 'follow-consents',
    due: (time, limit) => learners.withConsentsDue(time, limit),
    async lease(learner, until) {
      const hold = { taken: false }
      const leased = await learners.amend(learner.id, (found) => {
        hold.taken = found.consentsDueAt === learner.consentsDueAt
        if (!hold.taken) return undefined
        return {
          ...found,
          consentsDueAt: until,
          consentsAttempts: (found.consentsAttempts ?? 0) + 1,
        }
      })
      return hold.taken ? leased : undefined
    },
    async perform(learner) {
      await closeAndLetGoOn(deps, learner)
      const confirmed = await confirm(deps, learner)
      await learners.amend(learner.id, ({ consentsDueAt, consentsAttempts: _tried, ...found }) => {
        const consents = (found.consents ?? []).map((one) =>
          confirmed.has(one.id) ? { ...one, confirmation: 'sent' as const } : one,
        )
        // Where something changed meanwhile, that has a time of its own, and is followed again.
        const isDone = consentsDueAt === learner.consentsDueAt
        return {
          ...found,
          consents,
          ...(isDone || consentsDueAt === undefined ? {} : { consentsDueAt }),
        }
      })
    },
    async failed(learner, again) {
      if (again !== undefined) {
        await learners.amend(learner.id, (found) => ({ ...found, consentsDueAt: again }))
        return
      }
      await learners.amend(learner.id, (found) => ({
        ...found,
        consents: (found.consents ?? []).map(withoutConfirmation(now())),
        consentsDueAt: now(),
        consentsAttempts: 0,
      }))
    },
    attemptsOf: ({ consentsAttempts = 0 }) => consentsAttempts,
  })
}

function withoutConfirmation(at: string) {
  return (one: Consent): Consent =>
    one.confirmation === 'due' && one.withdrawn === undefined
      ? { ...one, withdrawn: { at, by: service } }
      : one
}

async function closeAndLetGoOn(deps: Deps, learner: Learner): Promise<void> {
  const { consents = [] } = learner
  const latest = (purpose: ConsentPurpose) =>
    consents
      .filter((one) => one.purpose === purpose && one.withdrawn !== undefined)
      .map(({ withdrawn }) => withdrawn?.at ?? '')
      .toSorted()
      .at(-1)
  const ended = {
    public: latest('show-publicly'),
    'third-party': latest('share-with-third-party'),
  }
  // Whoever consents again opens new ones: an address that was closed once never shows anything again.
  await deps.learnerShares.close(learner, service, (share) => {
    const until = ended[audienceOf(share)]
    return until !== undefined && share.createdAt <= until
  })
  await deps.consentGiven(learner.id)
}

/** One mail to each who gave something; answers the ids of what is confirmed now. */
async function confirm({ people, sendMail }: Deps, learner: Learner): Promise<ReadonlySet<string>> {
  const due = (learner.consents ?? []).filter(
    (one) => one.confirmation === 'due' && one.withdrawn === undefined,
  )
  for (const accountId of new Set(due.map(({ givenBy }) => givenBy.accountId))) {
    const given = due.filter(({ givenBy }) => givenBy.accountId === accountId)
    const account = await people.byId(accountId)
    const [first] = given
    if (account === undefined || first === undefined) continue
    await sendMail({
      email: account.email,
      language: account.language,
      recipientName: account.name,
      learnerId: learner.id,
      controller: first.controller,
      purposes: given.map(({ purpose }) => purpose),
      messageKey: `consent-${first.id}`,
    })
  }
  return new Set(due.map(({ id }) => id))
}
