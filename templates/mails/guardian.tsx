import { useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

export interface GuardianMailProps {
  readonly organizationName: string
  readonly days: number
  readonly link: string
  readonly host: string
}

/** Asks a guardian to look. It names no child and is the only mail that goes out before they answer. */
export function GuardianMail({ organizationName, days, link, host }: GuardianMailProps) {
  const text = useText()
  const organization = organizationName
  return (
    <MailSheet
      subject={text('mails.guardian.subject', { organization })}
      title={text('mails.guardian.title', { organization })}
    >
      <Paragraph>{text('mails.guardian.what')}</Paragraph>
      <Paragraph>{text('mails.guardian.decide')}</Paragraph>
      <Act href={link} label={text('mails.guardian.button')} />
      <Paragraph>{text('mails.guardian.days', { count: days })}</Paragraph>
      <Ending host={host} />
    </MailSheet>
  )
}
