import Type from 'typebox'
import { closed, Email, Id, Language, Paging } from '../../schemas/requests/common.ts'
import {
  ConsentPurposeSchema,
  EndGuardianshipBody,
  PolicyBody,
  RecordConsentsBody,
} from '../../schemas/requests/guardianship.ts'
import { startWith } from '../../templates/draft.ts'
import { AskGuardianPage } from '../../templates/guardianship/ask.tsx'
import { CodePage } from '../../templates/guardianship/code.tsx'
import { PolicyPage } from '../../templates/guardianship/policy.tsx'
import { ManyConsentsPage } from '../../templates/guardianship/record.tsx'
import { StaffGuardianshipPage } from '../../templates/guardianship/staff.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { isKept } from '../learners/kept-learners.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { action, formPage, page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import type { Guardianship } from './guardianship.ts'
import { presentToStaff } from './present.ts'

export interface GuardianshipPageDeps {
  readonly guardianship: Guardianship
  readonly issuing: Issuing
  readonly learners: Learners
  readonly organizations: Organizations
  readonly identifiers: Identifiers
  readonly mayShow: MayShow
  readonly world: World
}

const params = Type.Object({ organizationId: Id }, closed)
const learnerParams = Type.Object({ organizationId: Id, learnerId: Id }, closed)
const learnerPath = '/console/:organizationId/learners/:learnerId/guardianship'
const { learnerIds, purposes, method } = RecordConsentsBody.properties

/** The console's pages about guardians and consent. */
export function guardianshipPages(deps: GuardianshipPageDeps) {
  const { guardianship, issuing, learners, organizations, mayShow, world } = deps
  const { policies, consents, invitations, codes, family, guardians } = guardianship
  const { requireRight } = organizations
  const today = () => timestamp(world.now()).slice(0, 10)
  const console = (organizationId: string) => `/console/${organizationId}`
  const pathOf = (organizationId: string, learnerId: string) =>
    `${console(organizationId)}/learners/${learnerId}/guardianship`
  const nameOf = (learner: Learner) => {
    const viewer = { kind: 'staff', organizationId: learner.organizationId } as const
    return mayShow(viewer, 'recipient-name', learner) ? learner.name : ''
  }
  const waitingOf = async (learnerId: string) =>
    (await issuing.ofLearner(learnerId)).filter(({ state }) => state === 'waiting').length

  return [
    formPage({
      path: '/console/:organizationId/guardianship',
      access: 'signed-in',
      params,
      form: PolicyBody,
      async show({ caller, params: { organizationId }, text }, draft) {
        await requireRight(caller, organizationId, 'organization.change')
        const policy = await policies.of(organizationId)
        return {
          title: text('guardianship.policy.title'),
          body: <PolicyPage draft={startWith(draft, policy)} />,
        }
      },
      async act({ caller, params: { organizationId } }, policy) {
        await policies.change(caller, organizationId, policy)
        return { redirect: console(organizationId) }
      },
    }),
    formPage({
      path: '/console/:organizationId/consents',
      access: 'signed-in',
      params,
      query: Type.Object(Paging),
      form: Type.Object({ learnerIds, purposes, method }, closed),
      async show({ caller, params: { organizationId }, query, text }, draft) {
        await requireRight(caller, organizationId, 'learner.change')
        const { rows } = await issuing.list(caller, organizationId, {
          state: 'waiting',
          ...query,
        })
        const found = await learners.byIds([...new Set(rows.map((one) => one.learnerId))])
        const waiting = found.filter(isKept)
        return {
          title: text('guardianship.many.title'),
          body: (
            <ManyConsentsPage
              draft={startWith(draft, { purposes: ['hold-badges'], method: 'paper-seen' })}
              learners={waiting.map((learner) => ({ id: learner.id, name: nameOf(learner) }))}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId }, language }, form) {
        await consents.record(caller, organizationId, { ...form, language })
        return { redirect: `${console(organizationId)}/consents` }
      },
    }),
    formPage({
      path: learnerPath,
      access: 'signed-in',
      params: learnerParams,
      form: Type.Object({ purposes, method }, closed),
      async show({ caller, params: { organizationId, learnerId }, text }, draft) {
        const role = await requireRight(caller, organizationId, 'learner.change')
        const learner = await learners.ofOrganization(organizationId, learnerId)
        const policy = await policies.of(organizationId)
        const standing = standingOf(learner, today())
        const name = nameOf(learner)
        const { removalAskedAt, accountId } = learner
        const asked = await invitations.waiting(caller, organizationId, learnerId)
        return {
          title: text('guardianship.staff.title', { name }),
          body: (
            <StaffGuardianshipPage
              draft={startWith(draft, { method: 'paper-seen' })}
              base={pathOf(organizationId, learnerId)}
              name={name}
              standing={standing}
              waiting={await waitingOf(learnerId)}
              {...(removalAskedAt === undefined ? {} : { removalAskedAt })}
              consents={presentToStaff(learner, { policy, mayShow, today: today() })}
              guardians={(await guardians.ofLearner(learner)).map((one) => ({
                accountId: one.accountId,
                way: one.way,
                since: one.since,
              }))}
              invitations={asked.map(({ id, createdAt }) => ({
                id,
                createdAt,
                withdrawal: `${console(organizationId)}/guardian-invitations/${id}/withdrawal`,
              }))}
              {...(roleHolds(role, 'learner.remove')
                ? { removal: `${console(organizationId)}/learners/${learnerId}/removal` }
                : {})}
              mayHandOver={standing !== 'child' && accountId === undefined}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, learnerId }, language }, form) {
        await consents.record(caller, organizationId, {
          ...form,
          learnerIds: [learnerId],
          language,
        })
        return { redirect: pathOf(organizationId, learnerId) }
      },
    }),
    action({
      path: `${learnerPath}/consents/:purpose/withdrawal`,
      access: 'signed-in',
      params: Type.Object(
        { organizationId: Id, learnerId: Id, purpose: ConsentPurposeSchema },
        closed,
      ),
      async act({ caller, params: { organizationId, learnerId, purpose } }) {
        await consents.recordTakenBack(caller, organizationId, learnerId, purpose)
        return { redirect: pathOf(organizationId, learnerId) }
      },
    }),
    formPage({
      path: `${learnerPath}/guardians/new`,
      access: 'signed-in',
      params: learnerParams,
      form: Type.Object({ email: Email, language: Language }, closed),
      async show({ caller, params: { organizationId, learnerId }, text, language }, draft) {
        await requireRight(caller, organizationId, 'learner.change')
        const name = nameOf(await learners.ofOrganization(organizationId, learnerId))
        return {
          title: text('guardianship.ask.title', { name }),
          body: (
            <AskGuardianPage
              draft={startWith(draft, { language })}
              base={pathOf(organizationId, learnerId)}
              name={name}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, learnerId } }, form) {
        await invitations.invite(caller, organizationId, learnerId, form)
        return { redirect: pathOf(organizationId, learnerId) }
      },
    }),
    action({
      path: `${learnerPath}/guardians/:accountId/end`,
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, learnerId: Id, accountId: Id }, closed),
      form: EndGuardianshipBody,
      async act({ caller, params: { organizationId, learnerId, accountId } }, form) {
        await family.end(caller, organizationId, learnerId, { accountId, ...form })
        return { redirect: pathOf(organizationId, learnerId) }
      },
    }),
    action({
      path: '/console/:organizationId/guardian-invitations/:invitationId/withdrawal',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, invitationId: Id }, closed),
      async act({ caller, params: { organizationId, invitationId } }) {
        const { learnerId } = await invitations.withdraw(caller, organizationId, invitationId)
        return { redirect: pathOf(organizationId, learnerId) }
      },
    }),
    action({
      path: `${learnerPath}/codes/:kind`,
      access: 'signed-in',
      params: Type.Object(
        { organizationId: Id, learnerId: Id, kind: Type.Enum(['guardian', 'hand-over']) },
        closed,
      ),
      async act({ caller, params: { organizationId, learnerId, kind } }) {
        const { id } = await codes.make(caller, organizationId, learnerId, kind)
        return { redirect: `${console(organizationId)}/guardianship-codes/${id}` }
      },
    }),
    page({
      path: '/console/:organizationId/guardianship-codes/:codeId',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, codeId: Id }, closed),
      async show({ caller, params: { organizationId, codeId }, text }) {
        const { kind, code, expiresAt, learner } = await codes.read(caller, organizationId, codeId)
        return {
          title: text(`guardianship.code.${kind}.title`),
          body: (
            <CodePage
              kind={kind}
              code={code}
              expiresAt={expiresAt}
              name={nameOf(learner)}
              organizationName={(await organizations.byId(organizationId)).name}
              address={
                deps.identifiers.base + (kind === 'guardian' ? '/family/join' : '/hand-over')
              }
            />
          ),
        }
      },
    }),
  ]
}
