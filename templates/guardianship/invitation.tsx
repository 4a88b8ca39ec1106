import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'

export interface GuardianInvitationProps {
  readonly draft: Draft
  /** The first name only: the address may have been mistyped. */
  readonly name: string
  readonly organizationName: string
  readonly askedBy: 'staff' | 'learner'
  readonly forgottenAt: string
  /** 'new' names themselves; 'known' signs in first; 'same' is signed in; 'other' is signed in as somebody else. */
  readonly who: 'new' | 'known' | 'same' | 'other'
  readonly signIn: string
  readonly account: string
}

/** Where the mail to a guardian leads: who asks, about whom, what for, and what is kept. */
export function GuardianInvitationPage(props: GuardianInvitationProps) {
  const { draft, name, organizationName, askedBy, forgottenAt, who, account } = props
  const text = useText()
  const language = useLanguage()
  const organization = organizationName
  return (
    <section class="narrow">
      <h1>{text('guardianship.invitation.title', { organization, name })}</h1>
      <p class="lead">{text('guardianship.invitation.lead', { organization, name })}</p>
      <p>{text('guardianship.invitation.decide')}</p>
      <p>{text(`guardianship.invitation.askedBy.${askedBy}`, { organization })}</p>
      <p>
        {text('guardianship.invitation.keep', {
          organization,
          date: formatDate(language, forgottenAt),
        })}
      </p>
      {who === 'known' && (
        <>
          <p>{text('guardianship.invitation.known')}</p>
          <LinkButton href={props.signIn} tone="primary">
            {text('nav.signIn')}
          </LinkButton>
        </>
      )}
      {who === 'other' && (
        <>
          <p>{text('guardianship.invitation.other', { account })}</p>
          <ActionForm action="/sign-out">
            <Button>{text('nav.signOut')}</Button>
          </ActionForm>
        </>
      )}
      {(who === 'new' || who === 'same') && (
        <Form draft={draft}>
          {who === 'new' && (
            <Field
              name="name"
              label={text('guardianship.invitation.name')}
              draft={draft}
              required
              autocomplete="name"
            />
          )}
          <Button>{text('guardianship.invitation.submit')}</Button>
        </Form>
      )}
    </section>
  )
}
