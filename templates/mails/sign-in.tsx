import { useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

/** A one-time link to sign in with. */
export function SignInMail({
  link,
  minutes,
  host,
}: {
  link: string
  minutes: number
  host: string
}) {
  const text = useText()
  return (
    <MailSheet subject={text('mails.signIn.subject')} title={text('mails.signIn.lead')}>
      <Paragraph>{text('mails.signIn.once', { count: minutes })}</Paragraph>
      <Act href={link} label={text('mails.signIn.button')} />
      <Paragraph>{text('mails.signIn.keep')}</Paragraph>
      <Ending host={host} />
    </MailSheet>
  )
}
