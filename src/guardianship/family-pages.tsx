import Type from 'typebox'
import { ClaimBody } from '../../schemas/requests/awards.ts'
import { closed, Id, Name } from '../../schemas/requests/common.ts'
import { ConsentPurposeSchema, GiveConsentsBody } from '../../schemas/requests/guardianship.ts'
import { CodePage } from '../../templates/guardianship/code.tsx'
import { ChildPage } from '../../templates/guardianship/child.tsx'
import { FamilyPage, TypeCodePage } from '../../templates/guardianship/family.tsx'
import { GuardianInvitationPage } from '../../templates/guardianship/invitation.tsx'
import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import { nameOn } from '../portfolio/name-form.ts'
import type { Share } from '../portfolio/tables.ts'
import { action, formPage, page } from '../web/page.ts'
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

const token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 400 }) }, closed)
export const learnerParams = Type.Object({ learnerId: Id }, closed)
export const purposeParams = Type.Object({ learnerId: Id, purpose: ConsentPurposeSchema }, closed)
export const PurposesForm = Type.Object({ purposes: GiveConsentsBody.properties.purposes }, closed)

/** What guardians see and decide. */
export function familyPages(deps: FamilyPageDeps) {
  const { guardianship, organizations, people, mayShow } = deps
  const { consents, family, codes, invitations } = guardianship
  const forCaller = createForCaller(deps)
  const nameOf = async (organizationId: string) => (await organizations.byId(organizationId)).name
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
      description: content.description,
      ...(statement.narrative !== undefined && narrates ? { narrative: statement.narrative } : {}),
    }
  }

  return [
    formPage({
      path: '/guardian/:token',
      access: 'anyone',
      params: token,
      form: Type.Object({ name: Type.Optional(Name) }, closed),
      async show({ params, caller, text }, draft) {
        const { invitation, learner } = await invitations.read(params.token)
        const known = await people.byEmail(invitation.email)
        const account = caller && (await people.byId(caller.accountId))
        const organizationName = await nameOf(invitation.organizationId)
        const name = nameOn({ nameForm: 'first' }, learner.name)
        return {
          title: text('guardianship.invitation.title', { organization: organizationName, name }),
          body: (
            <GuardianInvitationPage
              draft={draft}
              name={name}
              organizationName={organizationName}
              askedBy={invitation.askedBy}
              forgottenAt={invitation.expiresAt}
              who={whoOpens(account?.id, known?.id)}
              signIn={`/sign-in?next=/guardian/${params.token}`}
              account={account?.name || account?.email || ''}
            />
          ),
        }
      },
      async act({ params, caller, session, language }, { name = '' }) {
        const { invitation } = await invitations.read(params.token)
        if (name === '' && (await people.byEmail(invitation.email)) === undefined) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/name', rule: 'required' }],
          })
        }
        const person = { name, language }
        const taken = await invitations.accept(params.token, person, caller?.accountId)
        if (taken === 'sign-in-first') {
          return { redirect: `/sign-in?next=/guardian/${params.token}` }
        }
        if (caller?.accountId !== taken.accountId) {
          await session.signIn(taken.accountId)
          await deps.audit.record({
            owner: 'service',
            actor: taken.accountId,
            act: 'account.signed-in',
            object: taken.accountId,
          })
        }
        return { redirect: childPath(taken.learnerId) }
      },
    }),
    page({
      path: '/family',
      access: 'signed-in',
      async show({ caller, text }) {
        const children = await forCaller.children(caller)
        const named = await Promise.all(
          children.map(async (child) => ({
            ...child,
            organizationName: await nameOf(child.organizationId),
          })),
        )
        return {
          title: text('guardianship.family.title'),
          body: <FamilyPage children={named} />,
        }
      },
    }),
    formPage({
      path: '/family/join',
      access: 'signed-in',
      form: ClaimBody,
      async show({ text }, draft) {
        return {
          title: text('guardianship.family.joinTitle'),
          body: <TypeCodePage draft={draft} what="join" />,
        }
      },
      async act({ caller }, { code }) {
        await deps.limitClaims(caller)
        const { id } = await family.join(caller, code)
        return { redirect: childPath(id) }
      },
    }),
    formPage({
      path: '/family/:learnerId',
      access: 'signed-in',
      params: learnerParams,
      form: PurposesForm,
      async show({ caller, params: { learnerId }, language }, draft) {
        const { learner, badges, waiting, shares } = await family.child(caller, learnerId)
        const { standing, offered, history } = await forCaller.consents(caller, learnerId, language)
        const names = new Map(badges.map(({ id, achievementName }) => [id, achievementName]))
        const narrates = mayShow(viewer, 'narrative', learner)
        const { removalAskedAt } = learner
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
              offered={offered}
              history={history}
              waiting={waiting.map(({ id, achievementName }) => ({
                id,
                achievement: achievementName,
              }))}
              badges={await Promise.all(badges.map((award) => badgeOf(award, narrates)))}
              shares={shares.map((share) => presentShare(share, names))}
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
      async show({ params: { learnerId } }) {
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
        await family.askForRemoval(caller, learnerId)
        return { redirect: childPath(learnerId) }
      },
    }),
  ]
}

function whoOpens(signedIn: string | undefined, known: string | undefined) {
  if (signedIn === undefined) return known === undefined ? 'new' : 'known'
  return signedIn === known ? 'same' : 'other'
}

export function presentShare(
  { id, awardId, endsAt, views }: Share,
  names: ReadonlyMap<string, string>,
) {
  return { token: id, achievement: names.get(awardId) ?? '', endsAt, views }
}
