import { createTexts } from '../../src/text/text.ts'
import { setStage, type Stage } from '../app/stage.ts'
import type { Browsing } from '../support/browser.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

/** A museum that is there for one test, and people who come to it with browsers of their own. */
export interface OnStage {
  readonly stage: Stage
  /** Somebody who is not signed in. */
  somebody(): Promise<Walker>
  /** Somebody who is; how people sign in is looked at elsewhere. */
  signedIn(email: string): Promise<Walker>
}

/** Stop the stage afterwards. */
export async function standOnStage(
  browsing: Browsing,
  { isScripted }: { readonly isScripted: boolean },
): Promise<OnStage> {
  const stage = await setStage()
  const text = createTexts().textFor('en')
  const examine = createExamine({ isScripted })
  const { base } = stage.service
  const somebody = async () => {
    const page = await browsing.person(base, {
      baseURL: base,
      locale: 'en',
      javaScriptEnabled: isScripted,
    })
    return walk(page, { examine, optional: text('common.optional') })
  }
  return {
    stage,
    somebody,
    async signedIn(email) {
      const walker = await somebody()
      const { signIn } = stage.service.services.accounts
      await signIn.requestLink({ email, language: 'en', next: '/' })
      await walker.open(await stage.service.linkMailedTo(email, '/sign-in/'))
      await walker.press(text('accounts.useLink.submit'))
      return walker
    },
  }
}
