import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

export interface ConsentMailProps {
  readonly recipientName: string
  readonly controller: string
  readonly purposes: readonly ConsentPurpose[]
  readonly link: string
  readonly host: string
}

/** Confirms a consent to whoever gave it, and says how to take it back. */
export function ConsentMail({ recipientName, controller, purposes, link, host }: ConsentMailProps) {
  const text = useText()
  return (
    <MailSheet
      subject={text('mails.consent.subject', { controller })}
      title={
        recipientName === ''
          ? text('mails.hello')
          : text('mails.helloName', { name: recipientName })
      }
    >
      <Paragraph>
        <strong>{text('mails.consent.lead', { controller })}</strong>
      </Paragraph>
      <ul>
        {purposes.map((purpose) => (
          <li key={purpose}>{text(`guardianship.purposes.${purpose}`)}</li>
        ))}
      </ul>
      <Paragraph>{text('mails.consent.back')}</Paragraph>
      <Act href={link} label={text('mails.consent.button')} />
      <Paragraph>{text('mails.consent.notYou', { controller })}</Paragraph>
      <Ending host={host} />
    </MailSheet>
  )
}
