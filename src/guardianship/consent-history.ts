import type {
  ConsentMethod,
  ConsentPurpose,
  LegalBasis,
} from '../../schemas/requests/guardianship.ts'
import type { Audit } from '../audit/audit.ts'
import { WaymarkError } from '../errors.ts'
import { standingConsent, type Consent, type ConsentActor } from '../learners/consent.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import { timestamp, type World } from '../world.ts'
import { currentTextVersion } from './consent-texts.ts'

/** What is kept with a consent of how it was given, so that it can be shown. */
export interface HowGiven {
  readonly method: ConsentMethod
  readonly legalBasis: LegalBasis
  /** In which the text was read. */
  readonly language: string
  readonly controller: string
}

/** Writes what was given and taken back onto the record of a learner. Asks nobody whether they may. */
export interface ConsentHistory {
  /** Those of the purposes for which no consent stands yet. @throws WaymarkError not-found, conflict when it is full */
  given(
    learnerId: string,
    purposes: readonly ConsentPurpose[],
    by: ConsentActor,
    how: HowGiven,
  ): Promise<Learner>
  /** Those that stand and that `goes` names. @throws WaymarkError not-found */
  takenBack(
    learnerId: string,
    by: ConsentActor,
    goes: (consent: Consent) => boolean,
  ): Promise<Learner>
}

interface Deps {
  readonly learners: Pick<Learners, 'amend'>
  /** Does what follows from a change; what fails is done by the duty. */
  readonly follow: (learner: Learner) => Promise<void>
  readonly audit: Audit
  readonly world: World
}

/** A history that nobody could read any more is somebody who plays with the button. */
const mostConsents = 300

export function createConsentHistory({ learners, follow, audit, world }: Deps): ConsentHistory {
  const now = () => timestamp(world.now())

  const keep = async (
    learnerId: string,
    act: 'consent.given' | 'consent.withdrawn',
    by: ConsentActor,
    change: (consents: readonly Consent[]) => readonly Consent[],
  ) => {
    const done = { purposes: '' }
    const kept = await learners.amend(learnerId, (learner) => {
      const before = learner.consents ?? []
      const consents = change(before)
      if (consents.length > mostConsents) throw new WaymarkError('conflict')
      done.purposes = changedPurposes(before, consents)
      if (done.purposes === '') return undefined
      return { ...learner, consents, consentsDueAt: now(), consentsAttempts: 0 }
    })
    if (done.purposes === '') return kept
    await audit.record({
      owner: kept.organizationId,
      actor: by.accountId,
      act,
      object: learnerId,
      facts: { by: by.role, purposes: done.purposes },
    })
    await follow(kept)
    return kept
  }

  return {
    given: (learnerId, purposes, by, how) =>
      keep(learnerId, 'consent.given', by, (consents) => [
        ...consents,
        ...purposes
          .filter((purpose) => standingConsent(consents, purpose) === undefined)
          .map((purpose) => ({
            id: world.newId(),
            purpose,
            givenAt: now(),
            textVersion: currentTextVersion,
            ...how,
            givenBy: by,
            ...(how.method === 'mail-plus' ? { confirmation: 'due' as const } : {}),
          })),
      ]),
    takenBack: (learnerId, by, goes) =>
      keep(learnerId, 'consent.withdrawn', by, (consents) =>
        consents.map((one) =>
          one.withdrawn === undefined && goes(one) ? { ...one, withdrawn: { at: now(), by } } : one,
        ),
      ),
  }
}

/** What was given or taken back between the two, for the log. */
function changedPurposes(before: readonly Consent[], after: readonly Consent[]): string {
  const changed = after.filter(
    (one, place) => before[place]?.withdrawn !== one.withdrawn || before[place] === undefined,
  )
  return [...new Set(changed.map(({ purpose }) => purpose))].join(' ')
}
