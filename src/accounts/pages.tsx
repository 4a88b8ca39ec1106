import Type from 'typebox'
import { closed, Email, Id, Language, Name } from '../../schemas/requests/common.ts'
import { AccountPage, ApiKeyCreatedPage, NewApiKeyPage } from '../../templates/accounts/account.tsx'
import { SetUpPage } from '../../templates/accounts/set-up.tsx'
import { MailSentPage, UseLinkPage } from '../../templates/accounts/sign-in.tsx'
import { startWith } from '../../templates/draft.ts'
import { scopes } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { localPath } from '../web/local-path.ts'
import { action, formPage, page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import type { Accounts } from './accounts.ts'
import { createArriving, signInBody, type ArrivingDeps } from './sign-in-pages.tsx'

export interface AccountPageDeps extends ArrivingDeps {
  readonly accounts: Accounts
  readonly world: World
  /** Slows down whoever asks for many links. @throws WaymarkError too-many-requests */
  readonly limitLinks: (email: string) => Promise<void>
  /** There is no mail server yet: whoever waits for a mail is told so. */
  readonly mailsAreFiles: boolean
  /** The organizations whose mails to an address are stopped. */
  readonly stoppedPlaces: (
    email: string,
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>
}

const token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 400 }) }, closed)
const nothing = Type.Object({}, closed)

export function accountPages(deps: AccountPageDeps) {
  const { accounts, audit, world } = deps
  const { people, signIn, settingUp, apiKeys } = accounts

  const requireOpen = async (open: Promise<boolean>) => {
    if (!(await open)) throw new WaymarkError('link-used-or-expired')
  }

  const arriving = createArriving(deps)

  return [
    formPage({
      path: '/set-up/:token',
      access: 'anyone',
      params: token,
      form: Type.Object({ name: Name, email: Email }, closed),
      async show({ params, text }, draft) {
        await requireOpen(settingUp.isOpen(params.token))
        return { title: text('accounts.setUp.title'), body: <SetUpPage draft={draft} /> }
      },
      async act({ params, session, language }, form) {
        const account = await settingUp.complete(params.token, { ...form, language })
        await audit.record({
          owner: 'service',
          actor: account.id,
          act: 'service.set-up',
          object: account.id,
        })
        await session.signIn(account.id)
        return { redirect: '/organizations/new' }
      },
    }),
    formPage({
      path: '/sign-in',
      access: 'anyone',
      query: Type.Object({ next: Type.Optional(Type.String({ maxLength: 500 })) }),
      form: Type.Object(
        { email: Email, next: Type.Optional(Type.String({ maxLength: 500 })) },
        closed,
      ),
      async show({ query, caller, text }, draft) {
        if (caller !== undefined) return arriving.landing(caller.accountId, query.next)
        return {
          title: text('accounts.signIn.title'),
          ...signInBody(accounts.passkeys, { draft, next: query.next ?? '/' }),
        }
      },
      async act({ language }, { email, next }) {
        await deps.limitLinks(email)
        await signIn.requestLink({ email, language, next: localPath(next) ?? '/' })
        return { redirect: '/sign-in/mail-sent' }
      },
    }),
    page({
      path: '/sign-in/mail-sent',
      access: 'anyone',
      async show({ text }) {
        return {
          title: text('accounts.mailSent.title'),
          body: <MailSentPage mailsAreFiles={deps.mailsAreFiles} />,
        }
      },
    }),
    formPage({
      path: '/sign-in/:token',
      access: 'anyone',
      params: token,
      form: nothing,
      async show({ params, text }, draft) {
        await requireOpen(signIn.isOpen(params.token))
        return { title: text('accounts.useLink.title'), body: <UseLinkPage draft={draft} /> }
      },
      async act({ params, session }) {
        const { account, next } = await signIn.useLink(params.token)
        return arriving.signIn(session, account.id, next)
      },
    }),
    action({
      path: '/sign-out',
      access: 'anyone',
      async act({ session }) {
        await session.signOut()
        return { redirect: '/' }
      },
    }),
    action({
      path: '/sign-out-everywhere',
      access: 'signed-in',
      async act({ caller, session }) {
        await session.signOut()
        await accounts.signOutEverywhere(caller)
        return { redirect: '/' }
      },
    }),
    formPage({
      path: '/account',
      access: 'signed-in',
      form: Type.Object({ name: Name, language: Language }, closed),
      async show({ caller, text }, draft) {
        const account = await people.byId(caller.accountId)
        if (account === undefined) throw new WaymarkError('not-found')
        const now = timestamp(world.now())
        const keys = (await apiKeys.list(caller)).map((key) => ({
          ...key,
          live: key.revokedAt === undefined && key.expiresAt > now,
        }))
        const values = { name: account.name, language: account.language }
        return {
          title: text('accounts.account.title'),
          body: (
            <AccountPage
              draft={startWith(draft, values)}
              email={account.email}
              passkeys={(await accounts.passkeys.list(caller)).length}
              stoppedPlaces={await deps.stoppedPlaces(account.email)}
              keys={keys}
            />
          ),
        }
      },
      async act({ caller }, { name, language }) {
        await people.rename(caller.accountId, name, language)
        return { redirect: '/account' }
      },
    }),
    formPage({
      path: '/account/api-keys/new',
      access: 'signed-in',
      form: Type.Object(
        {
          name: Name,
          organizationId: Type.Optional(Id),
          days: Type.Integer({ minimum: 1, maximum: 730 }),
          scopes: Type.Array(Type.Enum([...scopes]), { minItems: 1, maxItems: scopes.length }),
        },
        closed,
      ),
      async show({ text, viewer }, draft) {
        return {
          title: text('accounts.keys.add'),
          body: (
            <NewApiKeyPage
              draft={startWith(draft, { days: 90 })}
              scopes={scopes.map((scope) => ({
                scope,
                meaning: text(`accounts.keys.scopeMeanings.${scope}`),
              }))}
              organizations={viewer.organizations}
            />
          ),
        }
      },
      async act({ caller, viewer, text }, form) {
        const { organizationId } = form
        // The act is written into the organization's log, which is for its staff to write in.
        if (
          organizationId !== undefined &&
          !viewer.organizations.some(({ id }) => id === organizationId)
        ) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/organizationId', rule: 'choice' }],
          })
        }
        const { key, secret } = await apiKeys.create(caller, form)
        await audit.record({
          owner: key.organizationId ?? 'service',
          actor: caller.accountId,
          act: 'api-key.created',
          object: key.id,
        })
        // Shown in the answer itself and not after a redirect: the secret is never kept or put into an address.
        return {
          title: text('accounts.keys.createdTitle'),
          body: <ApiKeyCreatedPage secret={secret} />,
        }
      },
    }),
    action({
      path: '/account/api-keys/:keyId/revocation',
      access: 'signed-in',
      params: Type.Object({ keyId: Id }, closed),
      async act({ caller, params }) {
        const key = await apiKeys.revoke(caller, params.keyId)
        await audit.record({
          owner: key.organizationId ?? 'service',
          actor: caller.accountId,
          act: 'api-key.revoked',
          object: key.id,
        })
        return { redirect: '/account' }
      },
    }),
  ]
}
