import type { Caller } from '../../src/caller.ts'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { timestamp } from '../../src/world.ts'
import type { TestService } from '../../test/support/service.ts'
import type { Look } from './look.ts'

const guardian = 'lucia@family.example'
const day = 86_400_000

interface Child {
  readonly name: string
  readonly badges: readonly string[]
  readonly allows?: readonly ConsentPurpose[]
  /** Days until they decide for themselves. */
  readonly decidesIn?: number
  readonly shows?: boolean
}

const children: readonly Child[] = [
  {
    name: 'Mateo Vega',
    badges: ['Creek Guardian', 'Night Sky Reader'],
    allows: ['hold-badges', 'show-publicly', 'show-evidence'],
    shows: true,
  },
  { name: 'Inés Vega', badges: ['Creek Guardian'] },
  { name: 'Noa Vega', badges: ['Night Sky Reader'], allows: ['hold-badges'], decidesIn: 60 },
]

/** A guardian of three: one waits for an answer, one is shown to others, one soon decides alone. */
export async function* familyLooks(
  service: TestService,
  organizationId: string,
  lookAs: (name: string, person: string, path: string) => Look,
): AsyncGenerator<Look> {
  const { achievements } = service.services
  const staff = await callerOf(service, 'robin@ecosystem.example')
  const lucia = await callerOf(service, guardian)
  const { rows } = await achievements.list(staff, organizationId, { state: 'published' })
  const idOf = new Map(rows.map(({ id, content }) => [content.name, id]))
  yield lookAs('family-none', guardian, '/family')
  for (const child of children) await plant(service, organizationId, { staff, lucia, idOf }, child)
  yield lookAs('family-three', guardian, '/family')
}

async function plant(
  service: TestService,
  organizationId: string,
  { staff, lucia, idOf }: { staff: Caller; lucia: Caller; idOf: ReadonlyMap<string, string> },
  { name, badges, allows = [], decidesIn = 1500, shows = false }: Child,
): Promise<void> {
  const { learners, issuing, guardianship, portfolio, world } = service.services
  const inDays = (days: number) => timestamp(new Date(world.now().getTime() + days * day))
  const learner = await learners.forAward(staff, organizationId, {
    name,
    language: 'en',
    ageBand: 'minor',
    consentsFrom: `${inDays(decidesIn).slice(0, 7)}-01`,
    adultFrom: `${inDays(decidesIn + 1800).slice(0, 7)}-01`,
  })
  await guardianship.guardians.claimedBy(lucia.accountId, learner.id, 'slip')
  if (allows.length > 0) {
    await guardianship.consents.record(staff, organizationId, {
      learnerIds: [learner.id],
      purposes: [...allows],
      method: 'paper-seen',
      language: 'en',
    })
  }
  for (const badge of badges) {
    const { id } = await issuing.award(staff, organizationId, {
      achievementId: idOf.get(badge) ?? '',
      learner: { learnerId: learner.id },
      statement: { evidence: [], hashedIdentity: false },
    })
    if (shows) await portfolio.share(lucia, id, { endsAt: inDays(20), nameForm: 'first' })
  }
}

async function callerOf(service: TestService, email: string): Promise<Caller> {
  const { accounts } = service.services
  const { id } = await accounts.people.ofEmail(email, { name: 'Lucía Vega', language: 'en' })
  const caller = await accounts.callerOfAccount(id)
  if (caller === undefined) throw new Error('there is no such account')
  return caller
}
