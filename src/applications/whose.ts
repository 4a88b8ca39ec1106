import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { RelationTo } from '../learners/visibility.ts'
import type { Application } from './tables.ts'

/** Whose an application is for an account: their own to write in, or of somebody they belong to, to look at. */
export type Whose = 'own' | 'related' | undefined

export type WhoseIs = (accountId: string, application: Application) => Promise<Whose>

interface Deps {
  readonly learners: Pick<Learners, 'byId'>
  readonly relationTo: RelationTo
}

/** Former guardians are nobody any more, even to what they sent themselves. */
export function createWhoseIs({ learners, relationTo }: Deps): WhoseIs {
  return async (accountId, application) => {
    const isOwn = application.accountId === accountId
    const { learnerId } = application
    if (learnerId === undefined) return isOwn ? 'own' : undefined
    const learner = await learners.byId(learnerId)
    if (learner === undefined) return undefined
    const relation = await relationTo(accountId, learner)
    if (relation !== undefined) return isOwn ? 'own' : 'related'
    // Being approved: the record is there already, and the account is tied to it in the next moment.
    return isOwn && application.state === 'approved' ? 'own' : undefined
  }
}

/** Who speaks for a person: a session, or a key of theirs; one tied to an organization speaks for staff. */
export function requirePerson(caller: Caller): void {
  if (caller.organizationId !== undefined) throw new WaymarkError('not-allowed')
}
