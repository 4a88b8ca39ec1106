import { Button } from '../components/button.tsx'
import { ActionForm, CsrfField } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { useText } from '../text-context.tsx'

export interface MailsProps {
  /** Where the forms are sent: the address of the child's page. */
  readonly base: string
  readonly name: string
  readonly organizationName: string
  readonly mails: {
    /** Whether this guardian wants to be told by mail. */
    readonly wanted: boolean
    /** Of somebody for whom guardians do not decide, they are told what became of their own applications, and no more. */
    readonly ofAnswersAlone: boolean
    /** The guardian's address, where it gets no mails of the organization at all. */
    readonly stoppedAt?: string
  }
}

/** Each guardian says for themselves whether mails come. Where none can come, that goes before what they said. */
export function Mails(props: MailsProps) {
  return (
    <div class="family-mails" id="mails">
      {props.mails.stoppedAt === undefined ? (
        <Switch {...props} />
      ) : (
        <Stopped {...props} address={props.mails.stoppedAt} />
      )}
    </div>
  )
}

function Switch({ base, name, mails: { wanted, ofAnswersAlone } }: MailsProps) {
  const text = useText()
  const on = ofAnswersAlone ? 'familyMails.answersOn' : 'familyMails.on'
  const start = ofAnswersAlone ? 'familyMails.startAnswers' : 'familyMails.start'
  return (
    <>
      <p>{text(wanted ? on : 'familyMails.off', { name })}</p>
      <form class="action-form" method="post" action={`${base}/mails`}>
        <CsrfField />
        <Button tone="quiet" name="wanted" value={wanted ? 'false' : 'true'}>
          {text(wanted ? 'familyMails.stop' : start)}
        </Button>
      </form>
    </>
  )
}

function Stopped(props: MailsProps & { readonly address: string }) {
  const text = useText()
  const { base, name, organizationName: organization, address, mails } = props
  return (
    <>
      <Notice tone="info" title={text('stoppedMails.title', { organization, address })}>
        <p>{text('stoppedMails.child', { name })}</p>
        {!mails.wanted && <p>{text('stoppedMails.childOff', { name })}</p>}
      </Notice>
      <ActionForm action={`${base}/mails/resumption`}>
        <Button tone="quiet">{text('mailStop.resume')}</Button>
      </ActionForm>
    </>
  )
}
