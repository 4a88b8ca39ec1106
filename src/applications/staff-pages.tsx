import Type from 'typebox'
import { DecisionBody } from '../../schemas/requests/applications.ts'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { DeskListPage, deskStates } from '../../templates/applications/desk-list.tsx'
import { DeskShowPage } from '../../templates/applications/desk-show.tsx'
import { startWith } from '../../templates/draft.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import { roleHolds, type RequireRight } from '../organizations/rights.ts'
import { formPage, page } from '../web/page.ts'
import type { Applications } from './applications.ts'
import { badgeOf } from './badge-of.ts'
import { nameForStaff, shownStep, workFor } from './present.ts'
import { scalesOf, type Scale } from './sound-work.ts'
import { fileKey, linkKey } from './statement-of.ts'
import { isOver, type Application, type Work } from './tables.ts'

export interface StaffPageDeps {
  readonly applications: Pick<Applications, 'desk'>
  readonly achievements: Pick<Achievements, 'awardable' | 'version'>
  readonly learners: Pick<Learners, 'byId' | 'byIds'>
  readonly mayShow: MayShow
  readonly requireRight: RequireRight
}

const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, applicationId: Id }, closed)

/** What waits for staff, and the page on which they decide. */
export function staffApplicationPages(deps: StaffPageDeps) {
  const { applications, achievements, learners, mayShow, requireRight } = deps
  const { desk } = applications
  const base = (organizationId: string) => `/console/${organizationId}`

  const lineOf = async (application: Application, names: ReadonlyMap<string, string>) => ({
    id: application.id,
    name: names.get(application.id) ?? '',
    achievementName: (await badgeOf(achievements, application)).content.name,
    sentAt: application.sentAt ?? application.createdAt,
  })
  const namesOf = async (rows: readonly Application[]) => {
    const ids = rows.flatMap(({ learnerId }) => (learnerId === undefined ? [] : [learnerId]))
    const known = new Map((await learners.byIds(ids)).map((learner) => [learner.id, learner]))
    return new Map(
      rows.map((one) => [one.id, nameForStaff(one, known.get(one.learnerId ?? ''), mayShow)]),
    )
  }

  const othersOf = async (application: Application) => {
    const others = isOver(application) ? [] : await desk.alsoOpen(application)
    return others.map(({ id, organizationId, sentAt = '' }) => ({
      href: `${base(organizationId)}/applications/${id}`,
      sentAt,
    }))
  }

  return [
    page({
      path: '/console/:organizationId/applications',
      access: 'signed-in',
      params,
      query: Type.Object({ ...Paging, state: Type.Optional(Type.Enum([...deskStates])) }),
      async show({ caller, params: { organizationId }, query, text }) {
        const { rows, next } = await desk.list(caller, organizationId, query)
        const names = await namesOf(rows)
        return {
          title: text('applications.desk.title'),
          body: (
            <DeskListPage
              base={base(organizationId)}
              state={query.state ?? 'waiting'}
              applications={await Promise.all(rows.map((one) => lineOf(one, names)))}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
    }),
    formPage({
      path: '/console/:organizationId/applications/:applicationId',
      access: 'signed-in',
      params: oneParams,
      form: DecisionBody,
      async show({ caller, params: { organizationId, applicationId } }, draft) {
        const role = await requireRight(caller, organizationId, 'award.read')
        const application = await desk.read(caller, organizationId, applicationId)
        const { achievementId, learnerId, approval, as, history, sentAt } = application
        const state = deskStates.find((one) => one === application.state)
        if (state === undefined) throw new WaymarkError('not-found')
        const { content } = await badgeOf(achievements, application)
        const learner = learnerId === undefined ? undefined : await learners.byId(learnerId)
        const name = nameForStaff(application, learner, mayShow)
        const work = workFor(application, 'staff')
        const scales = scalesOf(content)
        return {
          title: name,
          body: (
            <DeskShowPage
              draft={startWith(draft, startOf(work, scales))}
              base={base(organizationId)}
              name={name}
              isKnown={learnerId !== undefined}
              byGuardian={as === 'guardian'}
              state={state}
              sentAt={sentAt ?? ''}
              badge={{
                id: achievementId,
                name: content.name,
                image: `/images/${content.picture.pngId}`,
              }}
              criteria={content.criteria}
              scales={scales.map((scale) => withSelfAssessment(scale, work))}
              work={work}
              evidence={evidenceChoices(work)}
              history={history.map(shownStep)}
              {...(state === 'given' && approval !== undefined
                ? { award: `${base(organizationId)}/awards/${approval.awardId}` }
                : {})}
              mayDecide={roleHolds(role, 'award.make')}
              alsoOpen={await othersOf(application)}
              isOwn={await desk.isOwn(caller, application)}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, applicationId } }, form) {
        // On the page everything is ticked to begin with, so nothing ticked is nothing.
        const decision = { ...form, evidence: form.evidence ?? [] }
        await desk.decide(caller, organizationId, applicationId, decision)
        return { redirect: `${base(organizationId)}/applications/${applicationId}` }
      },
    }),
  ]
}

/** All the evidence, and the levels at which they see themselves. */
function startOf(work: Work, scales: readonly Scale[]) {
  return {
    evidence: evidenceChoices(work).map(({ value }) => value),
    levels: scales.map((scale) => {
      const { selfAssessed } = withSelfAssessment(scale, work)
      return { key: scale.key, ...(selfAssessed === undefined ? {} : { level: selfAssessed }) }
    }),
  }
}

function withSelfAssessment(scale: Scale, { levels }: Work) {
  const said = levels.find(({ key }) => key === scale.key)
  return { ...scale, ...(said === undefined ? {} : { selfAssessed: said.level }) }
}

function evidenceChoices({ links, files }: Work) {
  return [
    ...links.map(({ url = '', title = url }, place) => ({ value: linkKey(place), label: title })),
    ...files.map((file) => ({ value: fileKey(file), label: file.title })),
  ]
}
