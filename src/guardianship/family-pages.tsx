import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import {
  ConsentPurposeSchema,
  GiveConsentsBody,
  MailsBody,
} from '../../schemas/requests/guardianship.ts'
import { createChildAtHome } from './child-at-home.ts'
import { CodePage } from '../../templates/guardianship/code.tsx'
import { ChildPage } from '../../templates/guardianship/child.tsx'
import { FamilyPage } from '../../templates/guardianship/family.tsx'
import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { shownState } from '../issuing/shown-state.ts'
import type { Award } from '../issuing/tables.ts'
import { isThere } from '../learners/kept-learners.ts'
import type { Share } from '../portfolio/tables.ts'
import type { Text } from '../text/text.ts'
import { action, formPage, page } from '../web/page.ts'
import { timestamp } from '../world.ts'
import { removalByGuardian } from './ask-for-removal.ts'
import type { Child } from './family.ts'
import { createForCaller, type ForCallerDeps } from './for-caller.ts'

export interface FamilyPageDeps extends ForCallerDeps {
  readonly people: People
  readonly issuing: Issuing
  readonly achievements: Achievements
  readonly identifiers: Identifiers
  readonly audit: Audit
  /** Slows down whoever guesses codes. @throws WaymarkError too-many-requests */
  readonly limitClaims: (caller: Caller) => Promise<void>
}

export const learnerParams = Type.Object({ learnerId: Id }, closed)
export const purposeParams = Type.Object({ learnerId: Id, purpose: ConsentPurposeSchema }, closed)
export const PurposesForm = Type.Object({ purposes: GiveConsentsBody.properties.purposes }, closed)

/** What guardians see and decide. */
export function familyPages(deps: FamilyPageDeps) {
  const { guardianship, organizations, mayShow } = deps
  const { consents, family, codes } = guardianship
  const forCaller = createForCaller(deps)
  const nameOf = async (organizationId: string) => (await organizations.byId(organizationId)).name
  const childAtHome = createChildAtHome({ ...deps, nameOf })
  const childPath = (learnerId: string) => `/family/${learnerId}`
  const viewer = { kind: 'guardian' } as const

  const badgeOf = async (award: Award, narrates: boolean) => {
    const { achievementId, achievementVersion, achievementName, statement } = award
    const { content } = await deps.achievements.version(achievementId, achievementVersion)
    return {
      id: award.id,
      achievement: achievementName,
      image: `/images/${content.picture.pngId}`,
      date: award.createdAt,
      state: shownState(award, timestamp(deps.world.now())),
      description: content.description,
      ...(statement.narrative !== undefined && narrates ? { narrative: statement.narrative } : {}),
    }
  }

  const mailsOf = async ({ accountId }: Caller, { mails: wanted, mailsStopped }: Child) => {
    const account = mailsStopped ? await deps.people.byId(accountId) : undefined
    return { wanted, ...(account === undefined ? {} : { stoppedAt: account.email }) }
  }

  return [
    page({
      path: '/family',
      access: 'signed-in',
      async show({ caller, text }) {
        const children = await family.children(caller)
        const shown = await Promise.all(children.map(childAtHome))
        return {
          title: text('guardianship.family.title'),
          body: <FamilyPage children={shown} />,
        }
      },
    }),
    formPage({
      path: '/family/:learnerId',
      access: 'signed-in',
      params: learnerParams,
      form: PurposesForm,
      async show({ caller, params: { learnerId }, language, text }, draft) {
        const child = await family.child(caller, learnerId)
        const { learner, badges, waiting, shares, otherGuardians } = child
        const { standing, offered, history } = await forCaller.consents(caller, learnerId, language)
        const names = new Map(badges.map(({ id, achievementName }) => [id, achievementName]))
        const narrates = mayShow(viewer, 'narrative', learner)
        const { removalAskedAt } = learner
        const today = timestamp(deps.world.now()).slice(0, 10)
        const removal = removalAskedAt === undefined ? removalByGuardian(learner, today) : undefined
        return {
          title: learner.name,
          body: (
            <ChildPage
              draft={draft}
              learnerId={learnerId}
              name={learner.name}
              organizationName={await nameOf(learner.organizationId)}
              standing={standing}
              {...(removalAskedAt === undefined ? {} : { removalAskedAt })}
              {...(removal === undefined ? {} : { removal })}
              offered={offered}
              mails={{ ...(await mailsOf(caller, child)), ofAnswersAlone: standing !== 'child' }}
              isLast={otherGuardians === 0}
              history={history}
              waiting={waiting.map(({ id, achievementName }) => ({
                id,
                achievement: achievementName,
              }))}
              badges={await Promise.all(badges.map((award) => badgeOf(award, narrates)))}
              shares={shares.map((share) => presentShare(share, names, text))}
            />
          ),
        }
      },
      async act({ caller, params: { learnerId }, language }, { purposes }) {
        await consents.give(caller, learnerId, { purposes, language })
        return { redirect: childPath(learnerId) }
      },
    }),
    action({
      path: '/family/:learnerId/consents/:purpose/withdrawal',
      access: 'signed-in',
      params: purposeParams,
      async act({ caller, params: { learnerId, purpose } }) {
        await consents.takeBack(caller, learnerId, purpose)
        return { redirect: childPath(learnerId) }
      },
    }),
    action({
      path: '/family/:learnerId/shares/closing',
      access: 'signed-in',
      params: learnerParams,
      async act({ caller, params: { learnerId } }) {
        await family.closeShares(caller, learnerId)
        return { redirect: `${childPath(learnerId)}#shares` }
      },
    }),
    action({
      path: '/family/:learnerId/shares/:share/closing',
      access: 'signed-in',
      params: Type.Object({ learnerId: Id, share: Id }, closed),
      async act({ caller, params: { learnerId, share } }) {
        await family.closeShares(caller, learnerId, share)
        return { redirect: `${childPath(learnerId)}#shares` }
      },
    }),
    formPage({
      path: '/family/:learnerId/hand-over-code',
      access: 'signed-in',
      params: learnerParams,
      form: Type.Object({}, closed),
      async show({ caller, params: { learnerId } }) {
        await family.child(caller, learnerId)
        return { redirect: childPath(learnerId) }
      },
      // Shown in the answer itself: the code is a secret, and has no address of its own.
      async act({ caller, params: { learnerId }, text }) {
        const { learner } = await family.child(caller, learnerId)
        const { kind, code, expiresAt } = await codes.makeHandOver(caller, learnerId)
        return {
          title: text(`guardianship.code.${kind}.title`),
          body: (
            <CodePage
              kind={kind}
              code={code}
              expiresAt={expiresAt}
              name={learner.name}
              organizationName={await nameOf(learner.organizationId)}
              address={`${deps.identifiers.base}/hand-over`}
            />
          ),
        }
      },
    }),
    action({
      path: '/family/:learnerId/mails',
      access: 'signed-in',
      params: learnerParams,
      form: MailsBody,
      async act({ caller, params: { learnerId } }, { wanted }) {
        await family.setMails(caller, learnerId, wanted)
        return { redirect: `${childPath(learnerId)}#mails` }
      },
    }),
    action({
      path: '/family/:learnerId/mails/resumption',
      access: 'signed-in',
      params: learnerParams,
      async act({ caller, params: { learnerId } }) {
        await family.resumeMails(caller, learnerId)
        return { redirect: `${childPath(learnerId)}#mails` }
      },
    }),
    action({
      path: '/family/:learnerId/leaving',
      access: 'signed-in',
      params: learnerParams,
      async act({ caller, params: { learnerId } }) {
        await family.leave(caller, learnerId)
        return { redirect: '/family' }
      },
    }),
    action({
      path: '/family/:learnerId/removal',
      access: 'signed-in',
      params: learnerParams,
      async act({ caller, params: { learnerId } }) {
        const asked = await family.askForRemoval(caller, learnerId)
        return { redirect: isThere(asked) ? childPath(learnerId) : '/family' }
      },
    }),
  ]
}

/** An open share in one line. What somebody composed, or brought in from elsewhere, is not called by its name. */
export function presentShare(
  { id, awardId, importId, endsAt, views }: Share,
  names: ReadonlyMap<string, string>,
  text: Text,
) {
  const unnamed = importId === undefined ? 'portfolioPages.aPage' : 'importedShare.aBadge'
  return { token: id, achievement: names.get(awardId ?? '') ?? text(unnamed), endsAt, views }
}
