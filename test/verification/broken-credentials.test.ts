import { expect } from 'chai'
import { en } from '../../src/text/en.ts'
import {
  createIssuers,
  createWorld,
  reportOn,
  type BrokenGroup,
  type World,
} from '../support/broken.ts'
import { checkNamed } from '../support/verification.ts'
import { dates } from './broken/dates.ts'
import { otherStatus } from './broken/other-status.ts'
import { recipient } from './broken/recipient.ts'
import { refresh } from './broken/refresh.ts'
import { schema } from './broken/schema.ts'
import { signer } from './broken/signer.ts'
import { status } from './broken/status.ts'
import { structure } from './broken/structure.ts'

const groups: readonly BrokenGroup[] = [
  structure,
  schema,
  signer,
  dates,
  status,
  otherStatus,
  refresh,
  recipient,
]

describe('A credential that is broken in one way', () => {
  let issuers: Pick<World, 'issuer' | 'stranger'>
  before(async () => {
    issuers = await createIssuers()
  })

  for (const { name, good, broken } of groups) {
    describe(`in its ${name}`, () => {
      for (const one of good) {
        it(`starts from ${one.what}, which is good`, async () => {
          const report = await reportOn(await createWorld(issuers), one)
          const wrong = report.checks.filter(({ result }) => result === 'failed')
          expect(wrong).to.deep.equal([])
          expect(report.verdict).to.equal('valid')
        })
      }
      for (const one of broken) {
        it(`has ${one.what}: ${one.check} says ${one.code}`, async () => {
          const report = await reportOn(await createWorld(issuers), one)
          const check = checkNamed(report, one.check)
          expect(`${check?.result} ${check?.code}`).to.equal(`${one.result} ${one.code}`)
          expect(report.verdict).to.equal(one.verdict)
        })
      }
    })
  }

  it('is one of sixty and more, and each code has its sentence', () => {
    const broken = groups.flatMap((group) => group.broken)
    expect(broken.length).to.be.at.least(60)
    for (const { code } of broken) expect(en.verify.codes).to.have.property(code)
    expect(new Set(broken.map(({ what }) => what)).size).to.equal(broken.length)
  })
})
