import { AwardMail } from '../../templates/mails/award.tsx'
import { ChildAwardMail } from '../../templates/mails/child-award.tsx'
import type { Text } from '../text/text.ts'

/** What a mail about an award says. */
export interface AwardLetter {
  readonly recipientName: string
  readonly achievementName: string
  readonly organizationName: string
  /** It goes to a guardian of the recipient. */
  readonly forGuardian?: boolean
  /** It tells of a corrected copy. */
  readonly corrected?: boolean
  readonly claimToken?: string
  readonly stopToken: string
  /** When the claim link stops working, where it does. */
  readonly endsAt?: string
}

export function awardSubject(
  { forGuardian, corrected, achievementName }: AwardLetter,
  text: Text,
): string {
  const achievement = { achievement: achievementName }
  if (forGuardian === true) return text('mails.childAward.subject', achievement)
  return text(corrected === true ? 'mails.correction.subject' : 'mails.award.subject', achievement)
}

interface AwardBodyProps {
  readonly letter: AwardLetter
  /** 'https://badges.example.org', where the links lead. */
  readonly base: string
  /** The address of the badge's picture. */
  readonly picture?: string
}

/** What the mail says: to whoever earned it, or to their guardian. */
export function AwardBody({ letter, base, picture }: AwardBodyProps) {
  const { forGuardian = false, corrected = false, recipientName, claimToken, endsAt } = letter
  const { achievementName, organizationName } = letter
  const same = { achievementName, organizationName, corrected, host: new URL(base).host }
  return forGuardian ? (
    <ChildAwardMail {...same} childName={recipientName} link={`${base}/family`} />
  ) : (
    <AwardMail
      {...same}
      recipientName={recipientName}
      state={claimToken === undefined ? 'in-backpack' : 'to-claim'}
      link={claimToken === undefined ? `${base}/backpack` : `${base}/claim/${claimToken}`}
      stop={stopPage(base, letter.stopToken)}
      {...(endsAt === undefined ? {} : { endsAt })}
      {...(picture === undefined ? {} : { picture })}
    />
  )
}

/** Where whoever gets such mails stops them. */
export function stopPage(base: string, token: string): string {
  return `${base}/mails/stop/${token}`
}
