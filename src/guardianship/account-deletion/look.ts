import type { People } from '../../accounts/people.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import { requirePerson } from '../../portfolio/held.ts'
import type { Imports } from '../../portfolio/imports.ts'
import type { Portfolio } from '../../portfolio/portfolio.ts'
import type { Guardians } from '../guardians.ts'

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
  /** Where badges were given; a place that `keeps` nothing of them any more leaves what it gave to the account alone. */
  readonly places: readonly (Named & { readonly keeps: boolean })[]
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
}

export function createLookAtAccount(deps: LookDeps): (caller: Caller) => Promise<BeforeDeletion> {
  const { accounts, organizations, learners, guardians } = deps

  const placesOf = async (own: readonly Learner[]) => {
    const keeping = new Set(
      own.filter(({ letGo }) => letGo === undefined).map((one) => one.organizationId),
    )
    const found = await organizations.byIds([...new Set(own.map((one) => one.organizationId))])
    return found.map(({ id, name }) => ({ id, name, keeps: keeping.has(id) }))
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
