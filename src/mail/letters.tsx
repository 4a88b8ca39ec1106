import type { VNode } from 'preact'
import { AwardMail } from '../../templates/mails/award.tsx'
import { InvitationMail, type InvitationMailProps } from '../../templates/mails/invitation.tsx'
import { renderMail } from '../../templates/mails/mail.tsx'
import { ReminderMail } from '../../templates/mails/reminder.tsx'
import { SignInMail } from '../../templates/mails/sign-in.tsx'
import { isLanguage } from '../text/languages.ts'
import type { Text, Texts } from '../text/text.ts'
import type { Mail, Mailer } from './mailer.ts'

interface To {
  readonly email: string
  readonly language: string
}

/** The mails of the service, each in the language of whoever gets it. */
export interface Letters {
  signIn(letter: To & { token: string; minutes: number }): Promise<void>
  invitation(
    letter: To & {
      token: string
      organizationName: string
      role: InvitationMailProps['role']
      days: number
    },
  ): Promise<void>
  award(
    letter: To & {
      recipientName: string
      achievementName: string
      organizationName: string
      /** It tells of a corrected copy. */
      corrected?: boolean
      claimToken?: string
      messageKey: string
      stopToken: string
      /** The badge's picture, sent along. */
      picture?: Uint8Array
    },
  ): Promise<void>
  reminder(
    letter: To & {
      recipientName: string
      achievementName: string
      organizationName: string
      claimToken: string
      stopToken: string
      endsAt?: string
      messageKey: string
    },
  ): Promise<void>
}

interface Deps {
  readonly mailer: Mailer
  readonly texts: Texts
  /** 'https://badges.example.org', where the links lead. */
  readonly base: string
}

export function createLetters({ mailer, texts, base }: Deps): Letters {
  const { host } = new URL(base)

  const stopLinks = (token: string) => ({
    page: `${base}/mails/stop/${token}`,
    oneClick: `${base}/api/v1/mail-stops/${token}`,
  })

  const send = async (
    { email, language: asked }: To,
    subject: (text: Text) => string,
    body: VNode,
    more: Pick<Mail, 'messageId' | 'pictures' | 'stopAddress'> = {},
  ) => {
    const language = isLanguage(asked) ? asked : 'en'
    const text = texts.textFor(language)
    await mailer.send({
      to: email,
      subject: subject(text),
      ...renderMail(body, { text, language }),
      ...more,
    })
  }

  return {
    signIn: (letter) =>
      send(
        letter,
        (text) => text('mails.signIn.subject'),
        <SignInMail
          link={`${base}/sign-in/${letter.token}`}
          minutes={letter.minutes}
          host={host}
        />,
      ),
    invitation: ({ token, organizationName, role, days, ...to }) =>
      send(
        to,
        (text) => text('mails.invitation.subject', { organization: organizationName }),
        <InvitationMail
          organizationName={organizationName}
          role={role}
          days={days}
          link={`${base}/invitations/${token}`}
          host={host}
        />,
      ),
    award: ({
      recipientName,
      achievementName,
      organizationName,
      corrected = false,
      claimToken,
      messageKey,
      stopToken,
      picture,
      ...to
    }) =>
      send(
        to,
        (text) =>
          text(corrected ? 'mails.correction.subject' : 'mails.award.subject', {
            achievement: achievementName,
          }),
        <AwardMail
          recipientName={recipientName}
          achievementName={achievementName}
          organizationName={organizationName}
          corrected={corrected}
          state={claimToken === undefined ? 'in-backpack' : 'to-claim'}
          link={claimToken === undefined ? `${base}/backpack` : `${base}/claim/${claimToken}`}
          host={host}
          stop={stopLinks(stopToken).page}
          {...(picture === undefined ? {} : { picture: 'cid:badge' })}
        />,
        {
          messageId: messageKey,
          stopAddress: stopLinks(stopToken).oneClick,
          ...(picture === undefined ? {} : { pictures: [{ cid: 'badge', png: picture }] }),
        },
      ),
    reminder: ({
      recipientName,
      achievementName,
      organizationName,
      claimToken,
      stopToken,
      endsAt,
      messageKey,
      ...to
    }) =>
      send(
        to,
        (text) => text('mails.reminder.subject', { achievement: achievementName }),
        <ReminderMail
          recipientName={recipientName}
          achievementName={achievementName}
          organizationName={organizationName}
          link={`${base}/claim/${claimToken}`}
          stop={stopLinks(stopToken).page}
          host={host}
          {...(endsAt === undefined ? {} : { endsAt })}
        />,
        { messageId: messageKey, stopAddress: stopLinks(stopToken).oneClick },
      ),
  }
}
