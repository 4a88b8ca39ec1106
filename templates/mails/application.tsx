import { useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

export interface ApplicationMailProps {
  readonly answer: 'returned' | 'declined' | 'given'
  readonly achievementName: string
  readonly organizationName: string
  readonly link: string
  readonly host: string
  /** Where the reader says that they want no more of these. */
  readonly stop?: string
  /** A guardian says so on the page of the child. */
  readonly forGuardian: boolean
}

/** There is an answer to an application. What it says is for the page of whoever applied. */
export function ApplicationMail(props: ApplicationMailProps) {
  const text = useText()
  const values = { achievement: props.achievementName, organization: props.organizationName }
  return (
    <MailSheet
      subject={text('applications.mail.subject', values)}
      title={text('applications.mail.title', values)}
    >
      <Paragraph>
        <strong>{text(`applications.mail.${props.answer}`, values)}</strong>
      </Paragraph>
      {props.forGuardian && <Paragraph>{text('applications.mail.guardian')}</Paragraph>}
      <Act href={props.link} label={text('applications.mail.button')} />
      <Ending
        host={props.host}
        {...(props.stop === undefined
          ? {}
          : { stop: { href: props.stop, organization: props.organizationName } })}
      />
    </MailSheet>
  )
}
