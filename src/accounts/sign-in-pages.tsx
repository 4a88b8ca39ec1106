import { emptyDraft, type Draft } from '../../templates/draft.ts'
import { SignInPage } from '../../templates/accounts/sign-in.tsx'
import { localPath } from '../web/local-path.ts'
import type { Audit } from '../audit/audit.ts'
import type { Redirect, SessionControl, ShownPage } from '../web/shown.ts'
import type { Passkeys } from './passkeys.ts'

interface Typed {
  readonly next: string
  /** Of the mailed link. */
  readonly draft?: Draft
  /** Of the passkey. */
  readonly passkeyDraft?: Draft
}

/** The page on which somebody signs in, by a mailed link or by a passkey, whichever of them it comes back to. */
export function signInBody(
  passkeys: Pick<Passkeys, 'askToSignIn'>,
  { next, draft = emptyDraft, passkeyDraft = emptyDraft }: Typed,
): Pick<ShownPage, 'body' | 'scripts'> {
  const passkey = { ...passkeys.askToSignIn(), draft: passkeyDraft }
  return {
    body: <SignInPage draft={draft} next={next} passkey={passkey} />,
    scripts: ['/scripts/passkey.js'],
  }
}

export interface ArrivingDeps {
  readonly audit: Audit
  /** Where somebody begins who signs in. */
  readonly startOf: (accountId: string) => Promise<string>
}

export interface Arriving {
  /** Where whoever is signed in goes: only paths of our own are followed; who asked for no page in particular came for what is theirs. */
  landing(accountId: string, next: string | undefined): Promise<Redirect>
  /** Begins the session of whoever showed who they are, notes it, and leads on. */
  signIn(session: SessionControl, accountId: string, next: string | undefined): Promise<Redirect>
}

/** What is the same for everybody who comes in, whichever way. */
export function createArriving({ audit, startOf }: ArrivingDeps): Arriving {
  const landing: Arriving['landing'] = async (accountId, next) => {
    const asked = localPath(next) ?? '/'
    return { redirect: asked === '/' ? await startOf(accountId) : asked }
  }
  return {
    landing,
    async signIn(session, accountId, next) {
      await session.signIn(accountId)
      await audit.record({
        owner: 'service',
        actor: accountId,
        act: 'account.signed-in',
        object: accountId,
      })
      return landing(accountId, next)
    },
  }
}
