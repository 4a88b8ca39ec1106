import type { VNode } from 'preact'
import { ApplicationMail, type ApplicationMailProps } from '../../templates/mails/application.tsx'
import { ConsentMail } from '../../templates/mails/consent.tsx'
import { GuardianMail } from '../../templates/mails/guardian.tsx'
import { InvitationMail, type InvitationMailProps } from '../../templates/mails/invitation.tsx'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { letterOnPage, renderMail } from '../../templates/mails/mail.tsx'
import { ReminderMail } from '../../templates/mails/reminder.tsx'
import { PasskeyMail } from '../../templates/mails/passkey.tsx'
import { SignInMail } from '../../templates/mails/sign-in.tsx'
import { isLanguage, type Language } from '../text/languages.ts'
import type { Text, Texts } from '../text/text.ts'
import { AwardBody, awardSubject, stopPage, type AwardLetter } from './award-letter.tsx'
import type { Mail, Mailer } from './mailer.ts'

interface To {
  readonly email: string
  readonly language: string
}

/** A mail before it is sent. */
export interface ShownLetter {
  readonly language: Language
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The same for a page. */
  readonly onPage: VNode
}

/** The mails of the service, each in the language of whoever gets it. */
export interface Letters {
  signIn(letter: To & { token: string; minutes: number }): Promise<void>
  /** Tells somebody that from now on a passkey signs in as them. */
  passkey(letter: To & { name: string }): Promise<void>
  invitation(
    letter: To & {
      token: string
      organizationName: string
      role: InvitationMailProps['role']
      days: number
    },
  ): Promise<void>
  /** Asks somebody to be a child's guardian here. It names no child: the address may be mistyped. */
  guardian(
    letter: To & { token: string; organizationName: string; days: number; messageKey: string },
  ): Promise<void>
  /** Confirms what a guardian agreed to, and says how to take it back. */
  consent(
    letter: To & {
      recipientName: string
      learnerId: string
      controller: string
      purposes: readonly ConsentPurpose[]
      messageKey: string
    },
  ): Promise<void>
  award(
    letter: To &
      AwardLetter & {
        messageKey: string
        /** The badge's picture, sent along. */
        picture?: Uint8Array
      },
  ): Promise<void>
  /** What `award` would mail, for whoever awards to see before; nothing is sent. @param picture its address */
  awardPreview(
    letter: Pick<To, 'language'> & AwardLetter & { readonly picture: string },
  ): ShownLetter
  /** Says that there is an answer to an application, and where it stands. */
  application(
    letter: To & {
      answer: ApplicationMailProps['answer']
      achievementName: string
      organizationName: string
      applicationId: string
      /** Where it goes to whoever applied for themselves. */
      stopToken?: string
      /** Guardians decide on the page of the child whether mails come. */
      forGuardian?: boolean
      messageKey: string
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

  const oneClickStop = (token: string) => `${base}/api/v1/mail-stops/${token}`

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
    passkey: ({ name, ...to }) =>
      send(
        to,
        (text) => text('mails.passkey.subject'),
        <PasskeyMail name={name} link={`${base}/account/passkeys`} host={host} />,
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
    guardian: ({ token, organizationName, days, messageKey, ...to }) =>
      send(
        to,
        (text) => text('mails.guardian.subject', { organization: organizationName }),
        <GuardianMail
          organizationName={organizationName}
          days={days}
          link={`${base}/guardian/${token}`}
          host={host}
        />,
        { messageId: messageKey },
      ),
    consent: ({ recipientName, learnerId, controller, purposes, messageKey, ...to }) =>
      send(
        to,
        (text) => text('mails.consent.subject', { controller }),
        <ConsentMail
          recipientName={recipientName}
          controller={controller}
          purposes={purposes}
          link={`${base}/family/${learnerId}`}
          host={host}
        />,
        { messageId: messageKey },
      ),
    award: ({ messageKey, picture, email, language, ...letter }) =>
      send(
        { email, language },
        (text) => awardSubject(letter, text),
        <AwardBody
          letter={letter}
          base={base}
          {...(picture === undefined ? {} : { picture: 'cid:badge' })}
        />,
        {
          messageId: messageKey,
          // The link is about the address of the child; a guardian decides on the page of the family.
          ...(letter.forGuardian === true ? {} : { stopAddress: oneClickStop(letter.stopToken) }),
          ...(picture === undefined || letter.forGuardian === true
            ? {}
            : { pictures: [{ cid: 'badge', png: picture }] }),
        },
      ),
    awardPreview({ language: asked, picture, ...letter }) {
      const language = isLanguage(asked) ? asked : 'en'
      const text = texts.textFor(language)
      const body = <AwardBody letter={letter} base={base} picture={picture} />
      return {
        language,
        subject: awardSubject(letter, text),
        ...renderMail(body, { text, language }),
        onPage: letterOnPage(body, { text, language }),
      }
    },
    application: ({
      answer,
      achievementName,
      organizationName,
      applicationId,
      stopToken,
      forGuardian = false,
      messageKey,
      ...to
    }) =>
      send(
        to,
        (text) => text('applications.mail.subject', { achievement: achievementName }),
        <ApplicationMail
          answer={answer}
          achievementName={achievementName}
          organizationName={organizationName}
          link={`${base}/applications/${applicationId}`}
          host={host}
          forGuardian={forGuardian}
          {...(stopToken === undefined ? {} : { stop: stopPage(base, stopToken) })}
        />,
        {
          messageId: messageKey,
          ...(stopToken === undefined ? {} : { stopAddress: oneClickStop(stopToken) }),
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
          stop={stopPage(base, stopToken)}
          host={host}
          {...(endsAt === undefined ? {} : { endsAt })}
        />,
        { messageId: messageKey, stopAddress: oneClickStop(stopToken) },
      ),
  }
}
