import { useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

export interface ChildAwardMailProps {
  readonly childName: string
  readonly achievementName: string
  readonly organizationName: string
  readonly corrected: boolean
  readonly link: string
  readonly host: string
}

/** Tells a guardian of a child's badge, where the child has no address of their own or may not be written to. */
export function ChildAwardMail(props: ChildAwardMailProps) {
  const text = useText()
  const values = {
    name: props.childName,
    achievement: props.achievementName,
    organization: props.organizationName,
  }
  return (
    <MailSheet
      subject={text('mails.childAward.subject', values)}
      title={text('mails.childAward.title', values)}
    >
      <Paragraph>
        <strong>
          {text(props.corrected ? 'mails.childAward.corrected' : 'mails.childAward.lead', values)}
        </strong>
      </Paragraph>
      <Paragraph>{text('mails.childAward.why')}</Paragraph>
      <Act href={props.link} label={text('mails.childAward.button')} />
      <Ending host={props.host} />
    </MailSheet>
  )
}
