import type { Caller } from '../../../src/caller.ts'
import { lastPart, type Stage } from '../stage.ts'
import { mark, markedAddress } from './marks.ts'

/** Everybody with an account, by the name under which the table speaks of them. */
export const people = [
  'child',
  'youth',
  'grown',
  'pupil',
  'mother',
  'father',
  'aunt',
  'parent',
  'stepfather',
  'owner',
  'editor',
  'awarder',
  'viewer',
  'librarian',
  'operator',
  'stranger',
] as const
export type Person = (typeof people)[number]

const staff = { owner: 'owner', editor: 'editor', awarder: 'awarder', viewer: 'viewer' } as const

/** Who signs in, under the address and the name that are planted for them. */
export function addressOf(person: string): string {
  return markedAddress(person, 'accountemail')
}

/** Somebody who is asked to join the staff and has not answered. */
export const recruit = addressOf('recruit')

export type People = Readonly<Record<Person, Caller>>

export async function createPeople(
  stage: Stage,
): Promise<{ readonly callers: People; readonly library: string }> {
  const { accounts, organizations } = stage.service.services
  const library = await stage.organization('Library of Lakes')
  const join = async (organizationId: string, person: string, role: keyof typeof staff) => {
    const email = addressOf(person)
    await organizations.invitations.invite(stage.operator, organizationId, {
      email,
      role,
      language: 'en',
    })
    const link = await stage.service.linkMailedTo(email, '/invitations/')
    await organizations.invitations.join(lastPart(link), { name: person, language: 'en' })
  }

  for (const person of people) {
    const name = mark(person, 'accountname')
    await accounts.people.ofEmail(addressOf(person), { name, language: 'en' })
  }
  for (const [person, role] of Object.entries(staff)) await join(stage.museum, person, role)
  await join(library, 'librarian', 'owner')
  await organizations.invitations.invite(stage.operator, stage.museum, {
    email: recruit,
    role: 'viewer',
    language: 'en',
  })
  const { accountId } = await stage.person(addressOf('operator'))
  await accounts.people.makeOperator(accountId)
  const entries = await Promise.all(
    people.map(async (person) => [person, await stage.person(addressOf(person))] as const),
  )
  // One entry for each of them.
  return { callers: Object.fromEntries(entries) as People, library }
}
