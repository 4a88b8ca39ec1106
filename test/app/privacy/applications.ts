import type { Caller } from '../../../src/caller.ts'
import { onePixelPng } from '../../support/tiny-png.ts'
import type { Stage } from '../stage.ts'
import { learnerNames, learnerPlans, type LearnerName, type Planted } from './learners.ts'
import { mark } from './marks.ts'
import type { People, Person } from './people.ts'
import type { Places } from './places.ts'

/** Everybody who can has applied for a badge, themselves or by a guardian, and waits; what they handed in is marked. */
export async function plantApplications({
  stage,
  callers,
  learners,
}: {
  readonly stage: Stage
  readonly callers: People
  readonly learners: Readonly<Record<LearnerName, Planted>>
}): Promise<Readonly<Partial<Record<LearnerName, Places>>>> {
  const { applications } = stage.service.services
  const opened = new Set(learnerNames.map((name) => learners[name].award))
  for (const { organizationId, achievementId } of opened) {
    await applications.openings.set(stage.operator, organizationId, achievementId, {
      state: 'open',
      who: 'learners',
    })
  }
  const places: Partial<Record<LearnerName, Places>> = {}
  for (const name of learnerNames) {
    const plan: { readonly account?: Person; readonly guardians: readonly Person[] } =
      learnerPlans[name]
    const { award, learnerId } = learners[name]
    const by = plan.account ?? plan.guardians[0]
    places[name] =
      by === undefined
        ? { applicationId: 'x'.repeat(22), fileId: 'x'.repeat(22) }
        : await apply(stage, callers[by], name, {
            achievementId: award.achievementId,
            ...(plan.account === undefined
              ? { as: 'guardian' as const, childId: learnerId }
              : { as: 'self' as const }),
          })
  }
  return places
}

async function apply(
  stage: Stage,
  caller: Caller,
  name: LearnerName,
  {
    achievementId,
    ...whom
  }: { readonly achievementId: string; as: 'self' | 'guardian'; childId?: string },
): Promise<Places> {
  const { own } = stage.service.services.applications
  const { id } = await own.begin(caller, achievementId, { ...whom, language: 'en' })
  const word = mark(name, 'application')
  await own.keep(caller, id, {
    words: word,
    links: [{ url: 'https://example.org/', title: word }],
    newFiles: [{ name: `${word}.png`, bytes: onePixelPng() }],
  })
  const { fileIds } = await own.send(caller, id)
  return { applicationId: id, fileId: fileIds[0] ?? '' }
}
