import { learnerTable, type Learner } from '../../src/learners/tables.ts'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { Caller } from '../../src/caller.ts'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import type { Engine } from '../support/service.ts'

/** A stage with a guardian, and what children and their guardians do on it. */
export async function setFamilyStage(engine?: Engine) {
  const stage: Stage = await setStage(engine)
  const guardian: Caller = await stage.person('guardian@consents.example')
  const { services } = stage.service
  const { guardianship } = services
  return {
    stage,
    guardian,
    services,
    guardianship,
    async learner(id: string): Promise<Learner> {
      const found = await services.learners.byId(id)
      if (found === undefined) throw new Error('there is no such learner')
      return found
    },
    /** Sets the days from which a learner decides and is an adult, as an import does. */
    threshold: (id: string, consentsFrom: string, adultFrom: string) =>
      stage.service.storage
        .open(learnerTable)
        .change(id, (found) => ({ ...found, consentsFrom, adultFrom })),
    dayIn: (days: number) =>
      timestamp(new Date(services.world.now().getTime() + days * day)).slice(0, 10),
    /** A child with one award and one guardian. */
    async child() {
      const award = await stage.award({ name: 'Ida Rivera', ageBand: 'minor' })
      await guardianship.guardians.claimedBy(guardian.accountId, award.learnerId, 'claim-card')
      return award
    },
    state: async (awardId: string) => (await services.issuing.byId(awardId))?.state,
    give: (learnerId: string, ...purposes: readonly ConsentPurpose[]) =>
      guardianship.consents.give(guardian, learnerId, { purposes, language: 'en' }),
  }
}

export type FamilyStage = Awaited<ReturnType<typeof setFamilyStage>>
