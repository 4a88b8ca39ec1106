import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import type { Draft } from '../draft.ts'
import { useSurroundings, useText } from '../text-context.tsx'
import { PasskeyBox, type PasskeyQuestionProps } from './passkey-box.tsx'

export interface SignInPageProps {
  readonly draft: Draft
  /** Where to go afterwards. */
  readonly next: string
  readonly passkey: PasskeyQuestionProps & { readonly draft: Draft }
}

/** Asks for an address and promises a mail, or asks a device for a passkey. */
export function SignInPage({ draft, next, passkey }: SignInPageProps) {
  const text = useText()
  return (
    <section class="trailhead">
      <div class="trailhead-way">
        <h1>{text('accounts.signIn.title')}</h1>
        <p class="lead">{text('accounts.signIn.lead')}</p>
        <Form draft={draft}>
          <input type="hidden" name="next" value={next} />
          <Field
            name="email"
            type="email"
            label={text('accounts.email')}
            draft={draft}
            required
            autocomplete="email"
          />
          <Button>{text('accounts.signIn.submit')}</Button>
        </Form>
        <PasskeyBox kind="get" question={passkey} draft={passkey.draft} action="/sign-in/passkey">
          <input type="hidden" name="next" value={next} />
          <Button tone="quiet" icon="key">
            {text('passkeys.signIn')}
          </Button>
        </PasskeyBox>
      </div>
      <WhatWaits />
    </section>
  )
}

const reasons = ['none', 'together', 'quiet'] as const

/** The board beside the form: what one comes in for. */
function WhatWaits() {
  const text = useText()
  const { asset } = useSurroundings()
  return (
    <div class="trailhead-board">
      <BadgeArt src={asset('/sample-2.svg')} alt="" size="large" />
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>
            <Icon name="good" />
            <span>{text(`welcome.signIn.${reason}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Says the same whether or not the address is known. */
export function MailSentPage({ mailsAreFiles }: { mailsAreFiles: boolean }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('accounts.mailSent.title')}</h1>
      <p class="lead">{text('accounts.mailSent.lead')}</p>
      {mailsAreFiles && <Notice tone="info">{text('accounts.mailSent.outbox')}</Notice>}
    </section>
  )
}

/** The page of a mailed link. Nothing happens until the button is pressed: mail scanners open links. */
export function UseLinkPage({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('accounts.useLink.title')}</h1>
      <p class="lead">{text('accounts.useLink.lead')}</p>
      <Form draft={draft}>
        <Button>{text('accounts.useLink.submit')}</Button>
      </Form>
    </section>
  )
}
