import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Relation } from './relations.ts'
import { whoSees, type Datum } from './who-sees.ts'

/** What the page for lawyers calls each datum. */
const called: Readonly<Record<string, readonly Datum[]>> = {
  'first name': ['first'],
  'full name': ['family'],
  'nickname on a share': ['nickname'],
  'what was said of the work, evidence': ['narrative', 'evidence'],
  'what was handed in to be awarded a badge': ['application'],
  'what a learner wrote on a portfolio page, their own work on it': ['ownwords', 'ownwork'],
  'title of a portfolio page': ['pagetitle'],
  'for whom a share is': ['preparedfor'],
  'who looked at a share': ['viewlog'],
  'address, roster id, groups, age, the two days': [
    'email',
    'roster',
    'group',
    'ageband',
    'thresholds',
  ],
  'that a consent is there': ['consents'],
  'who gave a consent or took it back, on what ground': ['consentdetails'],
  'claim code, claim card': ['code'],
  'code for a guardian or a hand-over': ['guardiancode'],
  'address of a guardian who was asked; why a guardianship was ended; a birth date in a list that was brought in':
    ['guardianemail', 'endreason', 'birthdate'],
  'a badge of another service': ['imported'],
  'name of an account, a guardian’s too': ['accountname'],
  'address of an account, a guardian’s too': ['accountemail'],
}

const teachers = ['owner', 'editor', 'awarder'] as const

/** What the page calls those who see. */
const people: Readonly<Record<string, readonly Relation[]>> = {
  nobody: [],
  'the learner': ['themselves'],
  'whose it is': ['themselves'],
  guardians: ['guardian'],
  staff: [...teachers, 'viewer'],
  'staff who award': teachers,
  'of staff, their colleagues': [...teachers, 'viewer'],
  'keys for awards': ['a key for awards'],
  'keys for learners': ['a key for learners'],
  'of staff, keys for staff': ['a key for staff'],
  'a share for everybody or a college': ['a share for everybody', 'a share for a college'],
  'a share for a college': ['a share for a college'],
  'a share by full name': ['a share for a college'],
  'a share by nickname': ['a share by nickname'],
  'any open share': ['a share for everybody', 'a share for a college', 'a share by nickname'],
  'a shared page': ['a shared page'],
  'a share of it': ['a shared badge from elsewhere'],
  'a share of a badge from elsewhere': ['a shared badge from elsewhere'],
  'whoever has a copy': ['a copy'],
  'the page mailed to a guardian': ['a mail to a guardian'],
  'a place in a class link': ['a place in a class'],
  'a kiosk': ['a kiosk'],
  'whoever has it in their hands': ['a claim code', 'a claim card', 'a kiosk'],
  'whoever has the mail that invites them': ['a mail to staff'],
}

describe('the page that tells who sees what', () => {
  it('tells what is measured, of each datum once', async () => {
    const told: Record<string, readonly string[]> = {}
    for (const [datum, who] of await rowsOf('docs/guardianship.md')) {
      const data = called[datum]
      expect(data, `no datum is called: ${datum}`).not.to.equal(undefined)
      for (const one of data ?? []) {
        expect(told, one).not.to.have.property(one)
        told[one] = seersOf(who)
      }
    }
    const measured = Object.entries(whoSees).map(([datum, seers]) => [datum, [...seers].toSorted()])
    expect(told).to.deep.equal(Object.fromEntries(measured))
  })
})

/** The rows of the table under its heading, each as what is known and who sees it. */
async function rowsOf(page: string): Promise<readonly (readonly [string, string])[]> {
  const text = await readFile(page, 'utf8')
  const [, section = ''] = text.split('## Who sees what')
  const [, rows = ''] = section.split('|---|---|\n')
  const [table = ''] = rows.split('\n\n')
  return table.split('\n').map((line) => {
    const [, datum = '', who = ''] = line.split('|').map((cell) => cell.trim())
    return [datum.replaceAll("'", '’'), who]
  })
}

function seersOf(cell: string): readonly string[] {
  const phrases = cell.replaceAll(/\s*\([^)]*\)/g, '').split('; ')
  const seers = phrases.flatMap((phrase) => {
    const found = people[phrase]
    if (found === undefined) throw new Error(`nobody is called: ${phrase}`)
    return found
  })
  return [...new Set(seers)].toSorted()
}
