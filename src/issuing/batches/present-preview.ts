import type { PreviewAnswer } from '../../../schemas/requests/batches.ts'
import { picked } from '../../credentials/members.ts'
import type { MayShow } from '../../learners/visibility.ts'
import type { RowPreview } from './preview-row.ts'
import type { RowProblem } from './tables.ts'

/** What is said of an award that is only looked at, with the name of its level. */
export function statementShown({ version, statement }: NonNullable<RowPreview['award']>) {
  const { narrative, evidence, level } = statement
  const reached = level === undefined ? undefined : version.content.rubric?.levels[level]?.name
  return {
    ...picked(statement, 'activityStart', 'activityEnd', 'validUntil'),
    ...(reached === undefined ? {} : { level: reached }),
    ...(narrative === undefined ? {} : { narrative }),
    evidence: [...evidence],
  }
}

/**
 * What a machine is told of a row before it is awarded.
 * @param messageOf a fault in words
 */
export function presentPreview(
  preview: RowPreview,
  organizationId: string,
  { mayShow, messageOf }: { mayShow: MayShow; messageOf: (problem: RowProblem) => string },
): PreviewAnswer {
  const { award, row, problems, isLeftOut, mails, noMail } = preview
  return {
    number: row.number,
    problems: problems.map((problem) => ({ ...problem, message: messageOf(problem) })),
    leftOut: isLeftOut,
    ...(award === undefined
      ? {}
      : {
          award: {
            ...nameIn(award, organizationId, mayShow),
            achievementId: award.version.achievementId,
            achievementName: award.version.content.name,
            statement: statementShown(award),
            waits: award.waits,
            hasCode: award.hasCode,
          },
        }),
    mails: mails.map(({ onPage: _page, ...mail }) => mail),
    ...(noMail === undefined ? {} : { noMail }),
  }
}

function nameIn(
  { learner, recipientName }: NonNullable<RowPreview['award']>,
  organizationId: string,
  mayShow: MayShow,
) {
  const viewer = { kind: 'staff', organizationId } as const
  const isNamed = learner === undefined || mayShow(viewer, 'recipient-name', learner)
  return { recipientName: isNamed ? recipientName : '' }
}
