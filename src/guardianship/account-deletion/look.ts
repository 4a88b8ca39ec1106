import type { People } from '../../accounts/people.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import { requirePerson } from '../../portfolio/held.ts'
import type { Imports } from '../../portfolio/imports.ts'
import type { Portfolio } from '../../portfolio/portfolio.ts'
import { timestamp, type World } from '../../world.ts'
import type { Guardians } from '../guardians.ts'
import { fateOf, type Fate } from './fate.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** What somebody is told before they delete their account. */
export interface BeforeDeletion {
  readonly email: string
  /** Whoever runs the service, or is the only owner of a place, hands that over first. */
  readonly runsService: boolean
  readonly onlyOwnerOf: readonly Named[]
  /** How many badges are in the backpack, and how many of other services were brought in. */
  readonly badges: number
  readonly imported: number
  /** Where badges were given, and what becomes of them. */
  readonly places: readonly (Named & { readonly fate: Fate })[]
  /** Whom they are a guardian of; `hasOthers` where somebody else is, too. */
  readonly children: readonly (Named & { readonly hasOthers: boolean })[]
}

export interface LookDeps {
  readonly accounts: { readonly people: Pick<People, 'byId'> }
  readonly organizations: Pick<Organizations, 'byIds' | 'staff'>
  readonly learners: Pick<Learners, 'ofAccount'>
  readonly guardians: Pick<Guardians, 'childrenOf' | 'ofLearner'>
  readonly portfolio: Pick<Portfolio, 'backpack'>
  readonly imports: Pick<Imports, 'list'>
  readonly world: Pick<World, 'now'>
}

export function createLookAtAccount(deps: LookDeps): (caller: Caller) => Promise<BeforeDeletion> {
  const { accounts, organizations, learners, guardians } = deps

  const placesOf = async (own: readonly Learner[]) => {
    const today = timestamp(deps.world.now()).slice(0, 10)
    const fates = new Map<string, Fate>()
    for (const learner of own) {
      const { organizationId } = learner
      const before = fates.get(organizationId)
      if (before !== 'kept') fates.set(organizationId, await fateOf(learner, { guardians, today }))
    }
    const found = await organizations.byIds([...fates.keys()])
    return found.map(({ id, name }) => ({ id, name, fate: fates.get(id) ?? 'kept' }))
  }

  const childrenOf = async (accountId: string) => {
    const children = await guardians.childrenOf(accountId)
    return Promise.all(
      children.map(async (child) => ({
        id: child.id,
        name: child.name,
        hasOthers: (await guardians.ofLearner(child)).some((one) => one.accountId !== accountId),
      })),
    )
  }

  return async (caller) => {
    requirePerson(caller, 'account:delete')
    const { accountId } = caller
    const account = await accounts.people.byId(accountId)
    if (account === undefined) throw new WaymarkError('not-found')
    // Whoever may delete the account may read what would go with it.
    const person: Caller = { ...caller, scopes: 'every' }
    const owned = await organizations.byIds(await organizations.staff.onlyOwnerOf(accountId))
    return {
      email: account.email,
      runsService: account.operator,
      onlyOwnerOf: owned.map(({ id, name }) => ({ id, name })),
      badges: (await deps.portfolio.backpack(person)).length,
      imported: (await deps.imports.list(person)).length,
      places: await placesOf(await learners.ofAccount(accountId)),
      children: await childrenOf(accountId),
    }
  }
}
