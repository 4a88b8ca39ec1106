import type { TestService } from '../../test/support/service.ts'
import type { Look } from './look.ts'

const guardian = 'lucia@family.example'

/** A guardian who has a badge of her own stops the mails of its place, and reads so where it matters. */
export async function* mailStopLooks(
  service: TestService,
  organizationId: string,
  lookAs: (name: string, person: string, path: string) => Look,
): AsyncGenerator<Look> {
  const { accounts, achievements, guardianship, issuing, worker } = service.services
  const callerAt = async (email: string) => {
    const account = await accounts.people.byEmail(email)
    const caller = await accounts.callerOfAccount(account?.id ?? '')
    if (caller === undefined) throw new Error('there is no such account')
    return caller
  }
  const staff = await callerAt('robin@ecosystem.example')
  const lucia = await callerAt(guardian)
  const { rows } = await achievements.list(staff, organizationId, { state: 'published' })
  await issuing.award(staff, organizationId, {
    achievementId: rows[0]?.id ?? '',
    learner: { name: 'Lucía Vega', email: guardian, language: 'en', ageBand: 'adult' },
    statement: { evidence: [], hashedIdentity: false },
  })
  await worker.runDue()
  const link = await service.linkMailedTo(guardian, '/mails/stop/')
  yield lookAs('mail-stop', 'nobody', link)
  await issuing.unclaimed.mailStops.stop(link.split('/').at(-1) ?? '')
  yield lookAs('mail-stopped', 'nobody', link)
  const [child] = await guardianship.guardians.childrenOf(lucia.accountId)
  yield lookAs('family-child-stopped', guardian, `/family/${child?.id ?? ''}`)
  yield lookAs('account-mails-stopped', guardian, '/account')
}
