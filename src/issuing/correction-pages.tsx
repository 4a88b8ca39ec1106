import Type from 'typebox'
import { CorrectionBody, statementFacts } from '../../schemas/requests/awards.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { startWith } from '../../templates/draft.ts'
import { CorrectPage } from '../../templates/issuing/correct.tsx'
import { WaymarkError } from '../errors.ts'
import { formPage } from '../web/page.ts'
import type { AwardPageDeps } from './pages.tsx'
import { sentOf, statementOf, type Statement } from './statement.ts'

const { reason, achievementVersion } = CorrectionBody.properties
const CorrectionForm = Type.Object({ reason, achievementVersion, ...statementFacts }, closed)

const mostEvidence = 10

/** The form behind `POST …/corrections`. */
export function correctionPages(deps: Omit<AwardPageDeps, 'mailsAreFiles'>) {
  const { issuing, achievements, learners, organizations } = deps
  return [
    formPage({
      path: '/console/:organizationId/awards/:awardId/correction',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, awardId: Id }, closed),
      form: CorrectionForm,
      async show({ caller, params: { organizationId, awardId }, text }, draft) {
        await organizations.requireRight(caller, organizationId, 'award.revoke')
        const award = await issuing.read(caller, organizationId, awardId)
        const learner = await learners.byId(award.learnerId)
        const viewer = { kind: 'staff', organizationId } as const
        if (learner === undefined || learner.letGo !== undefined) {
          throw new WaymarkError('learner-removed')
        }
        const named = deps.mayShow(viewer, 'recipient-name', learner)
        const { content } = await achievements.version(
          award.achievementId,
          award.achievementVersion,
        )
        const versions = (await achievements.versions(award.achievementId))
          .map(({ number }) => number)
          .filter((number) => number >= award.achievementVersion)
          .toSorted((one, other) => one - other)
        return {
          title: text('issuing.correct.title'),
          body: (
            <CorrectPage
              draft={startWith(draft, {
                ...sentOf(award.statement),
                achievementVersion: award.achievementVersion,
              })}
              award={`/console/${organizationId}/awards/${awardId}`}
              achievementName={award.achievementName}
              recipient={named ? learner.name : ''}
              image={`/images/${content.picture.pngId}`}
              levels={content.rubric?.levels.map((level) => level.name) ?? []}
              evidence={Math.min(award.statement.evidence.length + 1, mostEvidence)}
              versions={versions}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, awardId } }, form) {
        const { reason: why, achievementVersion: version, ...said } = form
        const { statement } = await issuing.read(caller, organizationId, awardId)
        await issuing.correct(caller, organizationId, awardId, {
          reason: why,
          ...(version === undefined ? {} : { achievementVersion: version }),
          statement: statementOf({ ...notOnTheForm(sentOf(statement)), ...said }),
        })
        return { redirect: `/console/${organizationId}/awards/${awardId}` }
      },
    }),
  ]
}

/** What an award says for which the page has no field: it stays. A field that is left empty is taken away. */
function notOnTheForm(statement: Statement): Statement {
  const {
    narrative: _narrative,
    evidence: _evidence,
    level: _level,
    activityStart: _start,
    activityEnd: _end,
    validUntil: _until,
    hashedIdentity: _identity,
    ...rest
  } = statement
  return rest
}
