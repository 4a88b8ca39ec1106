import type { Relation } from './actors.ts'

const teachers = ['owner', 'editor', 'awarder'] as const
const staff = [...teachers, 'viewer'] as const
const family = ['themselves', 'guardian'] as const

/** Who sees what, of a learner and of an account: all of it is seen somewhere, and nothing else by anybody. */
export const seenBy: Readonly<Record<string, readonly Relation[]>> = {
  first: [...family, ...staff],
  family: [...family, ...staff],
  email: [...teachers],
  roster: [...teachers],
  group: [...teachers],
  thresholds: [...teachers],
  narrative: [...family, ...staff],
  evidence: [...family, ...staff],
  code: [...teachers],
  preparedfor: [...family],
  nickname: ['themselves'],
  guardiancode: [...teachers],
  guardianemail: [],
  endreason: [],
  birthdate: [],
  accountname: ['themselves', ...staff],
  accountemail: ['themselves', ...staff],
}

/** What no word can be planted for: told by the form of an answer about one learner. */
export const structuralData: readonly { readonly datum: string; readonly pattern: RegExp }[] = [
  { datum: 'ageband', pattern: /"ageBand":"(?!unknown)/ },
  { datum: 'consents', pattern: /"consents":\[\{/ },
  { datum: 'consentdetails', pattern: /"legalBasis":/ },
  { datum: 'viewlog', pattern: /"hour":/ },
]
