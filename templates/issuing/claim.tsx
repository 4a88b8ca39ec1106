import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

export interface ClaimLinkProps {
  readonly draft: Draft
  readonly achievementName: string
  readonly organizationName: string
  readonly image: string
  readonly claimed: boolean
  /** Whether it can be taken here and now; an old link asks for the address it was mailed to. */
  readonly way: 'take' | 'sign-in' | 'other-account'
  /** Where to sign in, and come back. */
  readonly signIn: string
  /** The name of the account that is signed in here, if one is. */
  readonly account?: string
}

/** Where an award's mail leads. The button signs in and takes the badge. */
export function ClaimLinkPage({
  draft,
  achievementName,
  organizationName,
  image,
  claimed,
  way,
  signIn,
  account,
}: ClaimLinkProps) {
  const text = useText()
  return (
    <section class="narrow celebrate">
      <BadgeArt src={image} alt="" size="hero" />
      <h1>{text('claim.link.title', { achievement: achievementName })}</h1>
      <p class="lead">{text('claim.link.lead', { organization: organizationName })}</p>
      {claimed ? (
        <>
          <p>{text('claim.link.claimed')}</p>
          <LinkButton href="/backpack" tone="primary">
            {text('claim.link.open')}
          </LinkButton>
        </>
      ) : way === 'take' ? (
        <Form draft={draft}>
          {account !== undefined && <p>{text('claim.link.into', { account })}</p>}
          <Button>{text('claim.link.submit')}</Button>
        </Form>
      ) : (
        <OldLink signIn={way === 'sign-in' ? signIn : undefined} account={account ?? ''} />
      )}
    </section>
  )
}

/** An old mail may lie with anybody, so its link signs nobody in; the badge waits for whoever has the address. */
function OldLink({ signIn, account }: { signIn: string | undefined; account: string }) {
  const text = useText()
  if (signIn === undefined) {
    return (
      <>
        <p>{text('claim.link.otherAccount', { account })}</p>
        <ActionForm action="/sign-out">
          <Button>{text('nav.signOut')}</Button>
        </ActionForm>
      </>
    )
  }
  return (
    <>
      <p>{text('claim.link.old')}</p>
      <LinkButton href={signIn} tone="primary">
        {text('nav.signIn')}
      </LinkButton>
    </>
  )
}

/** For a code on a card. */
export function ClaimCodePage({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('claim.code.title')}</h1>
      <p class="lead">{text('claim.code.lead')}</p>
      <Form draft={draft}>
        <Field
          name="code"
          label={text('claim.code.label')}
          hint={text('claim.code.hint')}
          look="code"
          draft={draft}
          required
          autocomplete="off"
        />
        <Button>{text('claim.code.submit')}</Button>
      </Form>
    </section>
  )
}
