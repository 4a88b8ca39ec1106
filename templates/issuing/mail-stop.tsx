import { Button } from '../components/button.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

export interface MailStopPageProps {
  readonly draft: Draft
  readonly organization: string
  readonly stopped: boolean
}

/** Where somebody says that they want no more mails; the link alone does nothing, since programs follow links. */
export function MailStopPage({ draft, organization, stopped }: MailStopPageProps) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('mailStop.title', { organization })}</h1>
      <p class="lead">{text(stopped ? 'mailStop.stopped' : 'mailStop.lead', { organization })}</p>
      {!stopped && <p>{text('mailStop.covers')}</p>}
      <Form draft={draft}>
        <input type="hidden" name="mails" value={stopped ? 'resume' : 'stop'} />
        <Button tone={stopped ? 'quiet' : 'primary'}>
          {text(stopped ? 'mailStop.resume' : 'mailStop.stop')}
        </Button>
      </Form>
      {stopped ? (
        <p>
          {text('mailStop.account')} <a href="/account#mails">{text('mailStop.toAccount')}</a>
        </p>
      ) : (
        <p>
          {text('mailStop.oneChild')} <a href="/family">{text('mailStop.toFamily')}</a>
        </p>
      )}
    </section>
  )
}
