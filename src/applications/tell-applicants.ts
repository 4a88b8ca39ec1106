import type { Achievements } from '../achievements/achievements.ts'
import { WaymarkError } from '../errors.ts'
import type { MailStops } from '../issuing/unclaimed/mail-stops.ts'
import { duty } from '../jobs/worker.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Table } from '../storage/tables.ts'
import type { Application } from './tables.ts'
import type { WhoIsTold } from './who-is-told.ts'

export type SendApplicationMail = (mail: {
  email: string
  language: string
  answer: 'returned' | 'declined' | 'given'
  achievementName: string
  organizationName: string
  applicationId: string
  /** By which whoever applied for themselves says that they want no more of these mails. */
  stopToken?: string
  /** They say it on the page of the child instead. */
  forGuardian?: boolean
  messageKey: string
}) => Promise<void>

export interface TellApplicantsDeps {
  readonly applications: Table<Application, 'byMail'>
  readonly achievements: Pick<Achievements, 'version'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly whoIsTold: WhoIsTold
  readonly mailStops: Pick<MailStops, 'isStopped' | 'tokenFor'>
  readonly sendMail: SendApplicationMail
}

/**
 * Tells whoever applied that there is an answer, and not what it says: that is for their own page. What was cut off
 * is sent again under the same Message-ID, so that it shows once.
 */
export function tellApplicantsDuty(deps: TellApplicantsDeps) {
  const { applications } = deps
  const settle = async ({ id, mailDueAt }: Application, to: Partial<Application>) => {
    const hold = { taken: false }
    const moved = await applications.change(id, (found) => {
      hold.taken = found.mail === 'due' && found.mailDueAt === mailDueAt
      return hold.taken ? { ...found, ...to } : undefined
    })
    return hold.taken ? moved : undefined
  }
  return duty<Application>({
    name: 'tell-applicants',
    due: async (now, limit) =>
      (
        await applications.find({
          index: 'byMail',
          equals: { mail: 'due' },
          to: `${now}~`,
          limit,
        })
      ).rows,
    lease: (application, until) =>
      settle(application, { mailDueAt: until, mailAttempts: application.mailAttempts + 1 }),
    async perform(application) {
      await tell(deps, application)
      await settle(application, { mail: 'sent' })
    },
    async failed(application, again) {
      await settle(application, again === undefined ? { mail: 'failed' } : { mailDueAt: again })
    },
    attemptsOf: ({ mailAttempts }) => mailAttempts,
  })
}

async function tell(deps: TellApplicantsDeps, application: Application): Promise<void> {
  const { id, state, organizationId, learnerId, accountId, history } = application
  if (state !== 'returned' && state !== 'declined' && state !== 'given') return
  const { achievementId, achievementVersion } = application
  const { content } = await deps.achievements.version(achievementId, achievementVersion)
  const organization = await deps.organizations.byId(organizationId)
  for (const { email, language, as } of await deps.whoIsTold(application)) {
    if (await deps.mailStops.isStopped(organizationId, email)) continue
    try {
      await deps.sendMail({
        email,
        language,
        answer: state,
        achievementName: content.name,
        organizationName: organization.name,
        applicationId: id,
        ...(as === 'self'
          ? { stopToken: deps.mailStops.tokenFor({ organizationId, accountId }) }
          : { forGuardian: learnerId !== undefined }),
        messageKey: `${messageStart(id)}${history.length}`,
      })
    } catch (error) {
      // No such mailbox, or nobody knows: the answer stands on their page.
      const isOver =
        error instanceof WaymarkError &&
        (error.code === 'mail-refused' || error.code === 'mail-unclear')
      if (!isOver) throw error
    }
  }
}

/** How the keys of all mails about an application begin. */
export function messageStart(applicationId: string): string {
  return `application-${applicationId}-`
}
