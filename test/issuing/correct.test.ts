import { expect } from 'chai'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { listPurposes, type ListPurpose } from '../../src/credentials/identifiers.ts'
import { idOf, listOf, parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { sentOf, statementOf } from '../../src/issuing/statement.ts'
import { statusListTable, type Award, type AwardStatement } from '../../src/issuing/tables.ts'
import { digestOf } from '../../src/organizations/issue-log.ts'
import { content, day, expectRefusal, minute, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

const bare: AwardStatement = { evidence: [], hashedIdentity: false }
const reason = 'A typo.'

function said(award: Award): JsonObject {
  return parseJsonObject(award.credential ?? '{}')
}

/** An award as it lies there when the process ended after its correction was asked for, before it was signed. */
function unsigned(before: Award, after: Award): Omit<Award, 'version'> {
  const { achievementVersion, achievementName, statement, inputs, statusList, statusIndex } = after
  const copy = { achievementVersion, achievementName, statement, inputs, statusList, statusIndex }
  return {
    ...before,
    correction: { correctedBy: before.awardedBy, reason, copy },
    correctionDueAt: before.createdAt,
  }
}

onEveryEngine('a correction', (engine) => {
  let stage: Stage
  before(async () => void (stage = await setStage(engine)))
  after(() => stage.stop())

  const issuing = () => stage.service.services.issuing
  const correct = (award: Award, more: Partial<AwardStatement>, caller = stage.operator) =>
    issuing().correct(caller, stage.museum, award.id, {
      reason,
      statement: { ...bare, ...more },
    })
  const bitOf = async (award: Pick<Award, 'statusList' | 'statusIndex'>, purpose: ListPurpose) => {
    const number = Number(award.statusList.split(':')[1])
    const { text } = await issuing().statusLists.read(stage.museum, number, purpose)
    const encoded = /"encodedList":"u([\w-]+)"/.exec(text)?.[1] ?? ''
    const bytes = gunzipSync(Buffer.from(encoded, 'base64url'))
    return ((bytes[award.statusIndex >> 3] ?? 0) >> (7 - (award.statusIndex & 7))) & 1
  }
  const bitsOf = async (award: Pick<Award, 'statusList' | 'statusIndex'>) =>
    Promise.all(listPurposes.map((purpose) => bitOf(award, purpose)))

  it('is the same credential with a newer start: issuer, id and first date stay', async () => {
    const first = await stage.award({ name: 'Ada' }, { narrative: 'Counted 41 carbs.' })
    stage.service.pass(day)
    const second = await correct(first, { narrative: 'Counted 41 crabs.' })
    const [before, after] = [said(first), said(second)]
    expect(after['id']).to.equal(before['id'])
    expect(idOf(after['issuer'])).to.equal(idOf(before['issuer']))
    expect(after['refreshService']).to.deep.equal(before['refreshService'])
    expect(after['validFrom']).to.equal(second.inputs.validFrom)
    expect(second.inputs.validFrom > first.inputs.validFrom).to.equal(true)
    expect(after['awardedDate']).to.equal(before['awardedDate'])
    expect(second.credential).to.contain('41 crabs').and.not.to.contain('41 carbs')
    expect(second.statusIndex).not.to.equal(first.statusIndex)
    expect(second.createdAt).to.equal(first.createdAt)
  })

  it('is newer than the copy before it though both are made in one second', async () => {
    const first = await stage.award({ name: 'Ada' })
    const second = await correct(first, { narrative: 'Two.' })
    const third = await correct(second, { narrative: 'Three.' })
    const starts = [first, second, third].map((award) => Date.parse(award.inputs.validFrom))
    expect(starts[1]).to.be.greaterThan(starts[0] ?? 0)
    expect(starts[2]).to.be.greaterThan(starts[1] ?? 0)
    expect(said(third)['awardedDate']).to.equal(first.inputs.validFrom)
  })

  it('leaves the digest and the place of every earlier copy behind, and both texts in the issue log', async () => {
    const first = await stage.award({ name: 'Ada' })
    const second = await correct(first, { narrative: 'Two.' })
    const third = await correct(second, { narrative: 'Three.' })
    expect(third.earlier?.map(({ digest }) => digest)).to.deep.equal([first.digest, second.digest])
    expect(third.earlier?.map(({ statusIndex }) => statusIndex)).to.deep.equal([
      first.statusIndex,
      second.statusIndex,
    ])
    const { issueLog } = stage.service.services.organizations
    for (const { credential = '' } of [first, second, third]) {
      expect(await issueLog.find(credential)).to.include({ id: digestOf(credential) })
    }
  })

  it('tells strangers that there is a newer copy, by a list of its own: the older one is not revoked', async () => {
    const first = await stage.award({ name: 'Ada' })
    expect(await bitsOf(first)).to.deep.equal([0, 0, 0])
    const second = await correct(first, { narrative: 'Two.' })
    expect(await bitsOf(first)).to.deep.equal([0, 0, 1])
    expect(await bitsOf(second)).to.deep.equal([0, 0, 0])
    const purposes = listOf(said(second)['credentialStatus']).map((entry) =>
      typeof entry === 'object' && entry !== null && 'statusPurpose' in entry
        ? entry['statusPurpose']
        : undefined,
    )
    expect(purposes).to.deep.equal([...listPurposes])
  })

  it('what is said of an award afterwards holds for all of its copies', async () => {
    const { state } = issuing()
    const first = await stage.award({ name: 'Ada' })
    const second = await correct(first, { narrative: 'Two.' })
    await state.suspend(stage.operator, stage.museum, first.id, reason)
    expect([await bitsOf(first), await bitsOf(second)]).to.deep.equal([
      [0, 1, 1],
      [0, 1, 0],
    ])
    const third = await correct(second, { narrative: 'Three.' })
    expect(third.state).to.equal('suspended')
    expect(await bitsOf(third)).to.deep.equal([0, 1, 0])
    await state.reinstate(stage.operator, stage.museum, first.id)
    await state.revoke(stage.operator, stage.museum, first.id, reason)
    expect(await Promise.all([first, second, third].map(bitsOf))).to.deep.equal([
      [1, 0, 1],
      [1, 0, 1],
      [1, 0, 0],
    ])
  })

  it('the copies of one award may lie in several lists', async () => {
    const first = await stage.award({ name: 'Ada' })
    const lists = stage.service.storage.open(statusListTable)
    await lists.change(first.statusList, (list) => ({ ...list, used: 131_072 / 2 }))
    const second = await correct(first, { narrative: 'Two.' })
    expect(second.statusList).not.to.equal(first.statusList)
    await issuing().state.revoke(stage.operator, stage.museum, first.id, reason)
    expect([await bitsOf(first), await bitsOf(second)]).to.deep.equal([
      [1, 0, 1],
      [1, 0, 0],
    ])
  })

  it('no place of an earlier copy is given out again', async () => {
    const first = await stage.award({ name: 'Ada' })
    await correct(first, { narrative: 'Two.' })
    const { world } = stage.service.services
    const drawn = Buffer.alloc(4)
    drawn.writeUInt32BE(first.statusIndex)
    const { random } = world
    let draws = 0
    Object.assign(world, {
      random: (size: number) => (size === 4 && (draws += 1) <= 3 ? drawn : random(size)),
    })
    try {
      const next = await stage.award({ name: 'Bo' })
      expect(draws).to.equal(4)
      expect(
        next.statusList === first.statusList && next.statusIndex === first.statusIndex,
      ).to.equal(false)
    } finally {
      Object.assign(world, { random })
    }
  })

  it('can bring a version of the achievement that was published later, never an older one', async () => {
    const { achievements } = stage.service.services
    const achievementId = await stage.publish(stage.museum, 'Rivver Watcher')
    const award = await issuing().award(stage.operator, stage.museum, {
      achievementId,
      learner: { name: 'Ada', language: 'en', ageBand: 'adult' },
      statement: bare,
    })
    await achievements.change(stage.operator, stage.museum, achievementId, { ...content })
    await achievements.publish(stage.operator, stage.museum, achievementId)
    const to = (achievementVersion: number) =>
      issuing().correct(stage.operator, stage.museum, award.id, {
        reason,
        statement: bare,
        achievementVersion,
      })
    await expectRefusal(to(3), 'not-found')
    const corrected = await to(2)
    expect(corrected.credential).to.contain('"River Watcher"').and.contain('/versions/2"')
    expect(corrected.achievementName).to.equal('River Watcher')
    await expectRefusal(to(1), 'invalid-request')
  })

  it('carries the fixed name of the organization, and no new salt where the address is the same', async () => {
    const { organizations } = stage.service.services
    const organizationId = await stage.organization('Musuem')
    const achievementId = await stage.publish(organizationId)
    const statement = { ...bare, hashedIdentity: true }
    const award = await issuing().award(stage.operator, organizationId, {
      achievementId,
      learner: { name: 'Ada', email: 'ada@salt.example', language: 'en', ageBand: 'adult' },
      statement,
    })
    const again = () =>
      issuing().correct(stage.operator, organizationId, award.id, { reason, statement })
    await expectRefusal(again(), 'nothing-to-correct')
    const facts = { sector: 'museum', email: 'hello@museum.example' } as const
    await organizations.change(stage.operator, organizationId, { name: 'Museum', ...facts })
    const corrected = await again()
    expect(corrected.credential).to.contain('"Museum"')
    expect(corrected.inputs.salt).to.equal(award.inputs.salt)
  })

  it('is refused by name: revoked, not signed yet, changing nothing, of another organization, by whom may not', async () => {
    const award = await stage.award({ name: 'Ada' })
    await expectRefusal(correct(award, {}), 'nothing-to-correct')
    await expectRefusal(correct(award, { level: 3 }), 'invalid-request')
    await expectRefusal(correct(award, { hashedIdentity: true }), 'invalid-request')
    const awarder = await stage.staff('awarder', 'awarder@museum.example')
    await expectRefusal(correct(award, { narrative: 'x' }, awarder), 'not-allowed')
    const stranger = await stage.person('stranger@museum.example')
    await expectRefusal(correct(award, { narrative: 'x' }, stranger), 'not-found')
    const other = await stage.organization('Another')
    const elsewhere = issuing().correct(stage.operator, other, award.id, {
      reason,
      statement: bare,
    })
    await expectRefusal(elsewhere, 'not-found')
    const waiting = await stage.award({ name: 'Bo' })
    await stage.meddle(waiting.id, ({ credential: _text, digest: _digest, ...rest }) => ({
      ...rest,
      state: 'pending',
    }))
    await expectRefusal(correct(waiting, { narrative: 'x' }), 'award-not-issued')
    await issuing().state.revoke(stage.operator, stage.museum, award.id, reason)
    await expectRefusal(correct(award, { narrative: 'x' }), 'already-revoked')
  })

  it('of two who correct in the same moment one is told that somebody was faster', async () => {
    const award = await stage.award({ name: 'Ada' })
    const answers = await Promise.allSettled([
      correct(award, { narrative: 'First.' }),
      correct(award, { narrative: 'Second.' }),
    ])
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    expect((await issuing().byId(award.id))?.earlier).to.have.length(1)
  })

  it('stands in the audit log', async () => {
    const award = await stage.award({ name: 'Ada' })
    await correct(award, { narrative: 'Two.' })
    const { rows } = await stage.service.services.audit.list(stage.museum)
    const acts = rows.filter(({ object }) => object === award.id).map(({ act }) => act)
    expect(acts).to.include('award.corrected')
    expect(JSON.stringify(rows)).not.to.contain(reason)
  })

  it('that was cut off is signed by the worker, byte for byte as it would have been', async () => {
    const first = await stage.award({ name: 'Ada' })
    const second = await correct(first, { narrative: 'Two.' })
    await stage.meddle(first.id, () => unsigned(first, second))
    expect((await issuing().byId(first.id))?.credential).to.equal(first.credential)
    await expectRefusal(correct(first, { narrative: 'Three.' }), 'conflict')
    await stage.service.services.worker.runDue()
    const again = await issuing().byId(first.id)
    expect(again?.credential).to.equal(second.credential)
    expect(again?.digest).to.equal(second.digest)
    expect(again?.earlier).to.have.length(1)
    expect(again).not.to.have.property('correction')
    expect(await stage.service.services.worker.runDue()).to.equal(0)
    expect(await bitsOf(first)).to.deep.equal([0, 0, 1])
  })

  it('that waits is dropped when the award is revoked meanwhile', async () => {
    const first = await stage.award({ name: 'Ada' })
    const second = await correct(first, { narrative: 'Two.' })
    await stage.meddle(first.id, () => unsigned(first, second))
    await issuing().state.revoke(stage.operator, stage.museum, first.id, reason)
    await stage.service.services.worker.runDue()
    const left = await issuing().byId(first.id)
    expect(left?.credential).to.equal(first.credential)
    expect(left).not.to.have.property('correction')
  })
})

describe('the mail of a correction', () => {
  let stage: Stage
  beforeEach(async () => void (stage = await setStage()))
  afterEach(() => stage.stop())

  const worker = () => stage.service.services.worker
  const correct = (id: string, narrative: string) =>
    stage.service.services.issuing.correct(stage.operator, stage.museum, id, {
      reason,
      statement: { ...bare, narrative },
    })

  it('is sent once for each correction, to whoever was told of the award', async () => {
    const { id } = await stage.award({ name: 'Zoë', email: 'zoe@mails.example' })
    await worker().runDue()
    for (const narrative of ['Two.', 'Three.']) {
      await correct(id, narrative)
      await worker().runDue()
      await worker().runDue()
      stage.service.pass(minute)
    }
    const mails = await stage.mails()
    expect(mails.filter((mail) => mail.includes('You earned a badge'))).to.have.length(1)
    expect(mails.filter((mail) => mail.includes('Your badge was corrected'))).to.have.length(2)
    expect(mails.join('')).not.to.contain(reason)
  })

  it('is not needed where the award itself is not mailed yet', async () => {
    const { id } = await stage.award({ name: 'Zoë', email: 'zoe@mails.example' })
    await correct(id, 'Two.')
    await worker().runDue()
    expect((await stage.mails()).map((mail) => /Subject: (.*)/.exec(mail)?.[1])).to.deep.equal([
      'You earned a badge: River Watcher',
    ])
  })

  it('goes to nobody without an address', async () => {
    const { id } = await stage.award({ name: 'Kingfisher' })
    await correct(id, 'Two.')
    await worker().runDue()
    expect(await stage.mails()).to.have.length(0)
  })
})

describe('what is sent of an award', () => {
  it('is kept so that it can be sent again', () => {
    const date = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10))
    const word = fc.string({ minLength: 1 })
    const evidence = fc.record(
      { url: fc.webUrl(), name: word, narrative: word },
      { requiredKeys: ['url'] },
    )
    const sent = fc.record(
      {
        narrative: word,
        evidence: fc.array(evidence, { minLength: 1, maxLength: 3 }),
        level: fc.nat(11),
        activityStart: date,
        activityEnd: date,
        validUntil: date,
        awardedDate: date,
        hashedIdentity: fc.constant(true),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(sent, (statement) => {
        expect(sentOf(statementOf(statement))).to.deep.equal(statement)
      }),
    )
  })
})
