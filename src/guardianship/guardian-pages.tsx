import Type from 'typebox'
import { ClaimBody } from '../../schemas/requests/awards.ts'
import { closed, Name } from '../../schemas/requests/common.ts'
import { TypeCodePage } from '../../templates/guardianship/family.tsx'
import { GuardianInvitationPage } from '../../templates/guardianship/invitation.tsx'
import { WaymarkError } from '../errors.ts'
import { nameOn } from '../portfolio/name-form.ts'
import { formPage, page } from '../web/page.ts'
import type { FamilyPageDeps } from './family-pages.tsx'

const token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 400 }) }, closed)

/** How somebody becomes a guardian: by the mailed page, or with the code on a slip. */
export function guardianPages(deps: FamilyPageDeps) {
  const { guardianship, organizations, people } = deps
  const { family, invitations } = guardianship
  const nameOf = async (organizationId: string) => (await organizations.byId(organizationId)).name
  const childPath = (learnerId: string) => `/family/${learnerId}`

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
      path: '/family/slips/:code',
      access: 'signed-in',
      params: Type.Object({ code: Type.String({ pattern: '^[0-9A-Za-z-]{13,20}$' }) }, closed),
      // Only fills in what would be typed: whose slip it is is told to nobody who has not said yes.
      async show({ params: { code }, text }) {
        return {
          title: text('guardianship.family.joinTitle'),
          unkept: true,
          body: (
            <TypeCodePage
              draft={{ values: { code }, problems: [] }}
              what="join"
              action="/family/join"
            />
          ),
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
  ]
}

function whoOpens(signedIn: string | undefined, known: string | undefined) {
  if (signedIn === undefined) return known === undefined ? 'new' : 'known'
  return signedIn === known ? 'same' : 'other'
}
