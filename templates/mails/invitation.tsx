import { useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

export interface InvitationMailProps {
  readonly organizationName: string
  readonly role: 'owner' | 'editor' | 'awarder' | 'viewer'
  readonly days: number
  readonly link: string
  readonly host: string
}

/** Asks a person onto an organization's staff. */
export function InvitationMail({ organizationName, role, days, link, host }: InvitationMailProps) {
  const text = useText()
  const organization = organizationName
  return (
    <MailSheet
      subject={text('mails.invitation.subject', { organization })}
      title={text('mails.invitation.lead', { organization })}
    >
      <Paragraph>{text(`mails.invitation.roles.${role}`)}</Paragraph>
      <Act href={link} label={text('mails.invitation.button')} />
      <Paragraph>{text('mails.invitation.days', { count: days })}</Paragraph>
      <Ending host={host} />
    </MailSheet>
  )
}
