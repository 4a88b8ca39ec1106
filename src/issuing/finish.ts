import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { JsonObject } from '../credentials/json.ts'
import { tryToBuild } from '../credentials/try-to-build.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import { digestOf, type IssueLog } from '../organizations/issue-log.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { New, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { AddresseeOf } from './addressee.ts'
import { awardFacts } from './award-facts.ts'
import type { AcceptedEndorsements } from './endorsements.ts'
import type { SignAsChosen } from './sign-as-chosen.ts'
import { isClaimed } from './present.ts'
import { problemOfTwice } from './statement-problems.ts'
import type { Award } from './tables.ts'
import { beginsToWait } from './unclaimed/waiting.ts'

/** Signs what a pending award says and makes it issued; an award that is no longer pending comes back as it is. */
export type Finish = (award: Award) => Promise<Award>

/**
 * Builds what an award, stored or not, is to be signed as.
 * @throws WaymarkError invalid-request where one id would stand for two things, or there is too much of everything
 * @throws Error when what it says breaks the data model: our fault, since every input was checked before
 */
export type UnsignedCredential = (award: New<Award>) => Promise<JsonObject>

interface Deps {
  readonly awards: Table<Award>
  readonly unsignedCredential: UnsignedCredential
  readonly learners: Learners
  readonly addresseeOf: AddresseeOf
  readonly sign: SignAsChosen
  readonly issueLog: IssueLog
  readonly audit: Audit
  readonly world: World
}

/**
 * Every input was fixed when the award was stored, so finishing twice signs the same; with ECDSA another signature over the
 * same, of which the one that was stored first is handed out.
 */
export function createFinish(deps: Deps): Finish {
  const { awards, learners, world } = deps
  return async (award) => {
    if (award.state !== 'pending') return award
    const learner = await learners.byId(award.learnerId)
    const unsigned = await deps.unsignedCredential(award)
    const credential = await deps.sign(award.organizationId, unsigned, award.inputs.proofTime)
    await deps.issueLog.append(award.organizationId, 'credential', credential)
    const now = timestamp(world.now())
    const mailed = learner !== undefined && (await deps.addresseeOf(learner)) !== undefined
    const signing = { isFirst: false }
    const issued = await awards.change(award.id, (found) => {
      signing.isFirst = found.state === 'pending'
      if (!signing.isFirst) return undefined
      return {
        ...found,
        state: 'issued',
        stateChangedAt: now,
        credential,
        digest: digestOf(credential),
        delivery: mailed ? 'due' : 'none',
        deliveryDueAt: later(now, found.mailNotBefore),
        ...beginsToWait(isClaimed(found, learner), mailed, now),
      }
    })
    if (issued === undefined) throw new Error('an award vanished while it was being signed')
    if (!signing.isFirst) return issued
    await deps.audit.record({
      owner: award.organizationId,
      actor: 'service',
      act: 'award.issued',
      object: award.id,
    })
    return issued
  }
}

function later(now: string, notBefore = now): string {
  return notBefore > now ? notBefore : now
}

interface BuildDeps {
  readonly organizations: Organizations
  readonly achievements: Achievements
  readonly identifiers: Identifiers
  readonly acceptedEndorsements: AcceptedEndorsements
}

export function createUnsignedCredential(deps: BuildDeps): UnsignedCredential {
  const { organizations, achievements, identifiers, acceptedEndorsements } = deps
  return async (award) => {
    const organization = await organizations.byId(award.organizationId)
    const version = await achievements.version(award.achievementId, award.achievementVersion)
    const endorsements = await acceptedEndorsements.read(award.inputs.endorsements ?? [])
    const facts = awardFacts({ award, organization, version, identifiers, endorsements })
    const built = tryToBuild(facts)
    if (built.ok) return built.credential
    const problem =
      built.fault === 'said-twice'
        ? problemOfTwice(built.twice)
        : ({ path: '', rule: 'too-many' } as const)
    throw new WaymarkError('invalid-request', { problems: [problem] })
  }
}
