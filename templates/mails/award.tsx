import { formatDate } from '../../src/text/dates.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { Act, Ending, MailSheet, Paragraph } from './mail.tsx'

export interface AwardMailProps {
  readonly recipientName: string
  readonly achievementName: string
  readonly organizationName: string
  /** Still to be claimed by the link, or in the backpack already. */
  readonly state: 'to-claim' | 'in-backpack'
  /** It was mailed before; this one tells that there is a corrected copy. */
  readonly corrected?: boolean
  readonly link: string
  readonly host: string
  /** Where the reader says that they want no more of these. */
  readonly stop: string
  /** When the link to claim stops working, where it does. */
  readonly endsAt?: string
  /** `cid:` of the attached picture: nothing is loaded from outside, so nobody learns when the mail is read. */
  readonly picture?: string
}

/** Tells a learner of a badge, and where it waits. */
export function AwardMail(props: AwardMailProps) {
  const { recipientName, achievementName, organizationName, state, link, host, picture } = props
  const text = useText()
  const language = useLanguage()
  const values = { achievement: achievementName, organization: organizationName }
  const claims = state === 'to-claim'
  const words = props.corrected === true ? 'mails.correction' : 'mails.award'
  return (
    <MailSheet
      subject={text(`${words}.subject`, values)}
      title={
        recipientName === ''
          ? text('mails.hello')
          : text('mails.helloName', { name: recipientName })
      }
    >
      {picture !== undefined && (
        <Paragraph>
          <img src={picture} width={160} height={160} alt={text('mails.award.picture', values)} />
        </Paragraph>
      )}
      <Paragraph>
        <strong>{text(`${words}.lead`, values)}</strong>
      </Paragraph>
      <Paragraph>{text(`${words}.what`)}</Paragraph>
      <Paragraph>{text(claims ? 'mails.award.claim' : 'mails.award.there')}</Paragraph>
      <Act
        href={link}
        label={text(claims ? 'mails.award.claimButton' : 'mails.award.thereButton')}
      />
      {claims && (
        <Paragraph>
          {props.endsAt === undefined
            ? text('mails.award.later')
            : text('mails.reminder.until', { date: formatDate(language, props.endsAt) })}
        </Paragraph>
      )}
      <Ending host={host} stop={{ href: props.stop, organization: organizationName }} />
    </MailSheet>
  )
}
