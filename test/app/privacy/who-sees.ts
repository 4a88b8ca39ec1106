import type { Relation } from './relations.ts'

const teachers = ['owner', 'editor', 'awarder'] as const
const staff = [...teachers, 'viewer', 'a key for awards'] as const
const notes = [...teachers, 'a key for learners'] as const
const colleagues = [...teachers, 'viewer', 'a key for staff'] as const
const family = ['themselves', 'guardian'] as const
const shares = [
  'a share for everybody',
  'a share for a college',
  'a share by nickname',
  'a shared page',
] as const

/**
 * Who sees what: of a learner, of whoever is about to be one, of whoever has an account. Everything here is seen somewhere
 * (so the search finds it), and nothing else is seen by anybody.
 */
export const whoSees = {
  /** What they are called by; of a nickname, all of it. */
  first: [
    ...family,
    ...staff,
    'a key for learners',
    'a share for everybody',
    'a share for a college',
    'a shared page',
    'a shared badge from elsewhere',
    'a mail to a guardian',
    'a place in a class',
    'a kiosk',
  ],
  family: [...family, ...staff, 'a key for learners', 'a share for a college'],
  nickname: ['themselves', 'a share by nickname'],
  narrative: [...family, ...staff, ...shares, 'a copy'],
  evidence: [...family, ...staff, ...shares, 'a copy'],
  /** What they handed in to be awarded a badge. */
  application: [...family, ...staff],
  /** What somebody wrote on a portfolio page, and what they show there of their work. */
  ownwords: ['themselves', 'a shared page'],
  ownwork: ['themselves', 'a shared page'],
  pagetitle: [...family, 'a shared page'],
  /** For whom a share was prepared. */
  preparedfor: [...family, 'a share for a college'],
  viewlog: [...family],
  email: [...notes],
  roster: [...notes],
  group: [...notes],
  ageband: [...notes],
  thresholds: [...notes],
  consents: [...family, ...notes],
  /** Who gave or took back a consent, and on what ground. */
  consentdetails: [...family],
  /** What opens a badge or a learner for whoever types it. */
  code: [...teachers, 'a claim code', 'a claim card', 'a kiosk'],
  /** What makes a guardian, or hands over. */
  guardiancode: [...teachers],
  /** The address of a guardian who was asked and has not answered. */
  guardianemail: [],
  /** Why a guardianship was ended. */
  endreason: [],
  /** As it stood in a list that was brought in. */
  birthdate: [],
  /** A badge of another service, kept in a backpack and shared out of it. */
  imported: [...family, 'a shared badge from elsewhere'],
  accountname: ['themselves', ...colleagues],
  accountemail: ['themselves', ...colleagues, 'a mail to staff'],
} as const satisfies Record<string, readonly Relation[]>

export type Datum = keyof typeof whoSees

const byForm = [
  { datum: 'ageband', pattern: /"ageBand":"(?!unknown)/ },
  { datum: 'consents', pattern: /"(consents|offered)":\[\{/ },
  { datum: 'consentdetails', pattern: /"legalBasis":/ },
  { datum: 'viewlog', pattern: /"hour":/ },
] as const

/** What no word can be planted for: told by the form of an answer about one learner. */
export function toldByForm(text: string): readonly Datum[] {
  return byForm.filter(({ pattern }) => pattern.test(text)).map(({ datum }) => datum)
}
