import { ask, type Answer } from './ask.ts'
import type { Planting } from './plant.ts'

/** Staff of one organization write the ids of another's learners into whatever they send. */
export async function askWithForeignIds(
  planting: Planting,
): Promise<readonly (Answer & { readonly address: string })[]> {
  const { base } = planting.stage.service
  const { librarian } = planting.browsers
  const answers: (Answer & { readonly address: string })[] = []
  for (const [method, address, sent] of requests(planting)) {
    const headers = { ...librarian.headers, 'content-type': 'application/json' }
    const answer = await ask(base, { method, address, headers, body: JSON.stringify(sent) })
    answers.push({ ...answer, address })
  }
  return answers
}

function requests({ learners, organizations }: Planting): readonly [string, string, unknown][] {
  const { child, mailed, pupil } = learners
  const ours = `/api/v1/organizations/${organizations.library}`
  const { achievementId } = pupil.award
  const learnerIds = [child.learnerId]
  const cards = { name: 'Cards', language: 'en', layout: 'ten', expiresOn: '2027-06-01' }
  return [
    ['POST', '/api/v1/transcripts', { awardIds: [child.award.id] }],
    ['PUT', '/api/v1/sharing', { paused: true, learnerId: child.learnerId }],
    ['POST', `${ours}/awards`, { achievementId, learner: { id: child.learnerId } }],
    ['POST', `${ours}/claim-card-batches`, { ...cards, learnerIds }],
    [
      'POST',
      `${ours}/consents`,
      { learnerIds, purposes: ['show-publicly'], method: 'identity-checked' },
    ],
    ['POST', `${ours}/groups/${pupil.groupId}/learners`, { learnerIds }],
    [
      'POST',
      `${ours}/groups/${pupil.groupId}/consents`,
      {
        method: 'identity-checked',
        learners: [{ learnerId: child.learnerId, purposes: ['show-publicly'] }],
      },
    ],
    ['POST', `${ours}/unclaimed-awards/reminders`, { awardIds: [mailed.award.id] }],
  ]
}
