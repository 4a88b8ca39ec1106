import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { JsonObject } from '../credentials/json.ts'
import { knownContexts } from '../credentials/contexts/contexts.ts'
import { disclosureOf } from '../credentials/disclosure.ts'
import { signCredential } from '../credentials/sign.ts'
import { tryToBuild } from '../credentials/try-to-build.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import { digestOf, type IssueLog } from '../organizations/issue-log.ts'
import { keyAlgorithmOfSuite, type Organizations } from '../organizations/organizations.ts'
import type { SigningKeys } from '../organizations/signing-keys.ts'
import type { New, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { awardFacts } from './award-facts.ts'
import type { AcceptedEndorsements } from './endorsements.ts'
import { problemOfTwice } from './statement-problems.ts'
import type { Award } from './tables.ts'

/** Signs what a pending award says and makes it issued; an award that is no longer pending comes back as it is. */
export type Finish = (award: Award) => Promise<Award>

/** Builds the credential of an award that is not stored yet, so that none is stored that could never be signed. */
export type RequireSignable = (award: New<Award>) => Promise<void>

interface Deps {
  readonly awards: Table<Award>
  readonly achievements: Achievements
  readonly organizations: Organizations
  readonly learners: Learners
  readonly signingKeys: SigningKeys
  readonly issueLog: IssueLog
  readonly identifiers: Identifiers
  readonly acceptedEndorsements: AcceptedEndorsements
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
    const unsigned = await unsignedCredential(deps, award)
    const credential = await sign(deps, award, unsigned)
    await deps.issueLog.append(award.organizationId, 'credential', credential)
    const now = timestamp(world.now())
    const mailed = learner?.email !== undefined
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
        deliveryDueAt: now,
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

/** With what the organization has chosen. */
async function sign(deps: Deps, award: Award, unsigned: JsonObject): Promise<string> {
  const { proofSuite = 'eddsa-rdfc-2022' } = await deps.organizations.byId(award.organizationId)
  const signer = await deps.signingKeys.signer(
    award.organizationId,
    keyAlgorithmOfSuite[proofSuite],
  )
  const options =
    proofSuite === 'ecdsa-sd-2023' ? disclosureOf(unsigned) : { cryptosuite: proofSuite }
  return signCredential(unsigned, signer, award.inputs.proofTime, knownContexts(), options)
}

export function createRequireSignable(deps: BuildDeps): RequireSignable {
  return async (award) => {
    await unsignedCredential(deps, award)
  }
}

type BuildDeps = Pick<
  Deps,
  'organizations' | 'achievements' | 'identifiers' | 'acceptedEndorsements'
>

/**
 * @throws WaymarkError invalid-request where one id would stand for two things, or there is too much of everything
 * @throws Error when what it says breaks the data model: our fault, since every input was checked before
 */
async function unsignedCredential(deps: BuildDeps, award: New<Award>): Promise<JsonObject> {
  const { organizations, achievements, identifiers } = deps
  const organization = await organizations.byId(award.organizationId)
  const version = await achievements.version(award.achievementId, award.achievementVersion)
  const endorsements = await deps.acceptedEndorsements.read(award.inputs.endorsements ?? [])
  const facts = awardFacts({ award, organization, version, identifiers, endorsements })
  const built = tryToBuild(facts)
  if (built.ok) return built.credential
  const problem =
    built.fault === 'said-twice'
      ? problemOfTwice(built.twice)
      : ({ path: '', rule: 'too-many' } as const)
  throw new WaymarkError('invalid-request', { problems: [problem] })
}
