import Type from 'typebox'
import { ClaimBody } from '../../schemas/requests/awards.ts'
import { closed, Email, Language } from '../../schemas/requests/common.ts'
import { HandOverBody } from '../../schemas/requests/guardianship.ts'
import { startWith } from '../../templates/draft.ts'
import { TypeCodePage } from '../../templates/guardianship/family.tsx'
import {
  HandOverPage,
  NameGuardianPage,
  OwnConsentsPage,
  OwnPlacesPage,
} from '../../templates/guardianship/own.tsx'
import { action, formPage, page } from '../web/page.ts'
import {
  learnerParams,
  presentShare,
  purposeParams,
  PurposesForm,
  type FamilyPageDeps,
} from './family-pages.tsx'
import { createForCaller } from './for-caller.ts'

/** What learners themselves decide, and how they take over. */
export function ownConsentPages(deps: FamilyPageDeps) {
  const { guardianship, learners, organizations, issuing } = deps
  const { consents, invitations, handOver } = guardianship
  const forCaller = createForCaller(deps)
  const nameOf = async (organizationId: string) => (await organizations.byId(organizationId)).name
  const ownPath = (learnerId: string) => `/consents/${learnerId}`
  const takesOver = async (accountId: string) =>
    new Set((await handOver.due(accountId)).map(({ id }) => id))

  return [
    page({
      path: '/consents',
      access: 'signed-in',
      async show({ caller, text }) {
        const own = await learners.ofAccount(caller.accountId)
        const due = await takesOver(caller.accountId)
        const places = await Promise.all(
          own.map(async ({ id, organizationId }) => ({
            learnerId: id,
            organizationName: await nameOf(organizationId),
            takesOver: due.has(id),
          })),
        )
        return {
          title: text('guardianship.own.title'),
          body: <OwnPlacesPage places={places} />,
        }
      },
    }),
    formPage({
      path: '/consents/:learnerId',
      access: 'signed-in',
      params: learnerParams,
      form: PurposesForm,
      async show({ caller, params: { learnerId }, text, language }, draft) {
        const found = await forCaller.consents(caller, learnerId, language)
        const organizationName = await nameOf(found.organizationId)
        const own = await learners.ofAccount(caller.accountId)
        if (!own.some(({ id }) => id === learnerId)) return { redirect: `/family/${learnerId}` }
        return {
          title: text('guardianship.own.at', { organization: organizationName }),
          body: (
            <OwnConsentsPage
              draft={draft}
              learnerId={learnerId}
              organizationName={organizationName}
              offered={found.offered}
              history={found.history}
              takesOver={(await takesOver(caller.accountId)).has(learnerId)}
              namesGuardian={found.offered.some(({ state }) => state === 'theirs')}
            />
          ),
        }
      },
      async act({ caller, params: { learnerId }, language }, { purposes }) {
        await consents.give(caller, learnerId, { purposes, language })
        return { redirect: ownPath(learnerId) }
      },
    }),
    action({
      path: '/consents/:learnerId/consents/:purpose/withdrawal',
      access: 'signed-in',
      params: purposeParams,
      async act({ caller, params: { learnerId, purpose } }) {
        await consents.takeBack(caller, learnerId, purpose)
        return { redirect: ownPath(learnerId) }
      },
    }),
    formPage({
      path: '/consents/:learnerId/guardian',
      access: 'signed-in',
      params: learnerParams,
      form: Type.Object({ email: Email, language: Language }, closed),
      async show({ caller, params: { learnerId }, text, language }, draft) {
        await forCaller.consents(caller, learnerId, language)
        return {
          title: text('guardianship.own.nameTitle'),
          body: <NameGuardianPage draft={startWith(draft, { language })} />,
        }
      },
      async act({ caller, params: { learnerId } }, form) {
        await invitations.inviteMine(caller, learnerId, form)
        return { redirect: ownPath(learnerId) }
      },
    }),
    formPage({
      path: '/hand-over',
      access: 'signed-in',
      form: ClaimBody,
      async show({ text }, draft) {
        return {
          title: text('guardianship.handOver.codeTitle'),
          body: <TypeCodePage draft={draft} what="hand-over" />,
        }
      },
      async act({ caller }, { code }) {
        await deps.limitClaims(caller)
        const { id } = await handOver.begin(caller, code)
        return { redirect: `/hand-over/${id}` }
      },
    }),
    formPage({
      path: '/hand-over/:learnerId',
      access: 'signed-in',
      params: learnerParams,
      form: HandOverBody,
      async show({ caller, params: { learnerId }, text }, draft) {
        const view = await handOver.view(caller, learnerId)
        const awards = await issuing.ofLearner(learnerId)
        const names = new Map(awards.map(({ id, achievementName }) => [id, achievementName]))
        return {
          title: text('guardianship.handOver.title'),
          body: (
            <HandOverPage
              draft={draft}
              organizationName={await nameOf(view.learner.organizationId)}
              consents={view.consents.map(({ consent: { purpose, givenAt }, mine }) => ({
                purpose,
                givenAt,
                mine,
              }))}
              shares={view.shares.map((share) => presentShare(share, names, text))}
              guardians={view.guardians}
            />
          ),
        }
      },
      async act({ caller, params: { learnerId } }, form) {
        const { keep = [], keepShares = [], guardiansStay = false } = form
        await handOver.finish(caller, learnerId, { keep, keepShares, guardiansStay })
        return { redirect: ownPath(learnerId) }
      },
    }),
  ]
}
