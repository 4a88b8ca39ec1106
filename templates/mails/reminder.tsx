import { formatDate } from '../../src/text/dates.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

export interface ReminderMailProps {
  readonly recipientName: string
  readonly achievementName: string
  readonly organizationName: string
  readonly link: string
  readonly stop: string
  readonly host: string
  /** When the link stops working, where it does. */
  readonly endsAt?: string
}

/** Says once more, gently, that a badge waits. */
export function ReminderMail(props: ReminderMailProps) {
  const text = useText()
  const language = useLanguage()
  const { achievementName: achievement, organizationName: organization, recipientName } = props
  return (
    <MailSheet
      subject={text('mails.reminder.subject', { achievement })}
      title={
        recipientName === ''
          ? text('mails.hello')
          : text('mails.helloName', { name: recipientName })
      }
    >
      <Paragraph>
        <strong>{text('mails.reminder.lead', { achievement, organization })}</strong>
      </Paragraph>
      <Paragraph>{text('mails.reminder.what')}</Paragraph>
      <Act href={props.link} label={text('mails.award.claimButton')} />
      {props.endsAt !== undefined && (
        <Paragraph>
          {text('mails.reminder.until', { date: formatDate(language, props.endsAt) })}
        </Paragraph>
      )}
      <Ending host={props.host} stop={{ href: props.stop, organization }} />
    </MailSheet>
  )
}
