import { useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

/** Says that a passkey signs in from now on, to whoever should know if it was not them. */
export function PasskeyMail({ name, link, host }: { name: string; link: string; host: string }) {
  const text = useText()
  return (
    <MailSheet subject={text('mails.passkey.subject')} title={text('mails.passkey.lead')}>
      <Paragraph>{text('mails.passkey.what', { name })}</Paragraph>
      <Paragraph>{text('mails.passkey.notYou')}</Paragraph>
      <Act href={link} label={text('mails.passkey.button')} />
      <Ending host={host} />
    </MailSheet>
  )
}
