import { emptyDraft, type Draft } from '../../templates/draft.ts'
import { SignInPage } from '../../templates/accounts/sign-in.tsx'
import { localPath } from '../web/local-path.ts'
import type { Redirect, ShownPage } from '../web/shown.ts'
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

/**
 * Where whoever signed in goes: only paths of our own are followed; who asked for no page in particular came for what is
 * theirs.
 */
export function createLanding(startOf: (accountId: string) => Promise<string>) {
  return async (accountId: string, next: string | undefined): Promise<Redirect> => {
    const asked = localPath(next) ?? '/'
    return { redirect: asked === '/' ? await startOf(accountId) : asked }
  }
}
