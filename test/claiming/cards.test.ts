import { expect } from 'chai'
import { claimCardTable, cardBatchTable } from '../../src/claiming/tables.ts'
import type { Caller } from '../../src/caller.ts'
import { day, expectRefusal, minute, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('claim cards', (engine) => {
  let stage: Stage
  let learnerIds: string[]
  before(async () => {
    stage = await setStage(engine)
    learnerIds = []
    for (const name of ['Otter', 'Heron', 'Fox']) {
      learnerIds.push((await stage.award({ name, ageBand: 'minor' })).learnerId)
    }
  })
  after(() => stage.stop())

  const claiming = () => stage.service.services.claiming
  const issuing = () => stage.service.services.issuing
  const learners = () => stage.service.services.learners
  const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)
  const make = (more: object = {}, caller: Caller = stage.operator) =>
    claiming().batches.make(caller, stage.museum, {
      name: 'Class 4b',
      language: 'en',
      layout: 'ten',
      expiresOn: inDays(30),
      learnerIds,
      ...more,
    })
  const unnamed = (count: number) =>
    make({ learnerIds: undefined, count, achievementId: stage.achievementId })
  const read = async (batchId: string) =>
    claiming().batches.read(stage.operator, stage.museum, batchId)
  const codeOf = (cardId: string) => issuing().claimCodes.codeOf('claim-card', cardId)
  const firstCode = async (batchId: string) => codeOf((await read(batchId)).cards[0]?.id ?? '')
  const self = { as: 'self', language: 'en' } as const

  it('one for each learner, in the order of their names, and of its code only a hash is stored', async () => {
    const { id, cards } = await make()
    const found = await read(id)
    expect(cards).to.equal(3)
    expect(found.cards.map((card) => found.learners.get(card.learnerId ?? '')?.name)).to.deep.equal(
      ['Fox', 'Heron', 'Otter'],
    )
    const stored = JSON.stringify(found)
    for (const card of found.cards) {
      expect(stored).not.to.contain(codeOf(card.id))
      expect(stored).not.to.contain(codeOf(card.id).replaceAll('-', ''))
    }
  })

  it('a card takes everything the learner has and will have, and changes nothing of it but the link', async () => {
    const { id } = await make()
    const { cards, learners: people } = await read(id)
    const card = cards.find(({ learnerId }) => people.get(learnerId ?? '')?.name === 'Otter')
    await stage.allow(card?.learnerId ?? '', 'hold-badges')
    const before = await issuing().ofLearner(card?.learnerId ?? '')
    const child = await stage.person('otter@family.example')
    const claimed = await claiming().cards.claim(child, codeOf(card?.id ?? ''), self)
    expect(claimed).to.deep.equal({ learnerId: card?.learnerId, as: 'self' })
    expect(await issuing().ofLearner(claimed.learnerId)).to.deep.equal(before)
    const later = await issuing().award(stage.operator, stage.museum, {
      achievementId: await stage.publish(stage.museum, 'Later'),
      learner: { learnerId: claimed.learnerId },
      statement: { evidence: [], hashedIdentity: false },
    })
    const held = await stage.service.services.portfolio.backpack(child)
    expect(held.map(({ award }) => award.id)).to.have.members([
      later.id,
      ...before.map((award) => award.id),
    ])
  })

  it('is good once: of many who type it in one moment, one gets it, and the batch counts one', async () => {
    const { id } = await unnamed(2)
    const code = await firstCode(id)
    const people = await Promise.all(
      [1, 2, 3, 4].map((number) => stage.person(`race${String(number)}@claims.example`)),
    )
    const answers = await Promise.allSettled(
      people.map((one, place) =>
        claiming().cards.claim(one, code, { ...self, nickname: `Racer ${String(place)}` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    const { batch, cards } = await read(id)
    expect(batch.claimed).to.equal(1)
    expect(await issuing().ofLearner(cards[0]?.learnerId ?? '')).to.have.length(1)
    await expectRefusal(
      claiming().cards.claim(stage.operator, code, { ...self, nickname: 'Late' }),
      'already-claimed',
    )
  })

  it('for nobody yet: asks a nickname, makes the learner and awards the badge', async () => {
    const { id } = await unnamed(1)
    const code = await firstCode(id)
    const visitor = await stage.person('visitor@claims.example')
    await expectRefusal(claiming().cards.claim(visitor, code, self), 'invalid-request')
    const typed = code.toLowerCase().replaceAll('-', ' ')
    const { learnerId } = await claiming().cards.claim(visitor, typed, {
      ...self,
      nickname: 'Blue Otter 7',
    })
    const learner = await learners().byId(learnerId)
    expect(learner?.name).to.equal('Blue Otter 7')
    expect(learner?.ageBand).to.equal('unknown')
    expect(learner?.accountId).to.equal(visitor.accountId)
    const [award] = await issuing().ofLearner(learnerId)
    expect(award?.state).to.equal('issued')
    expect(award?.awardedBy).to.equal(stage.operator.accountId)
  })

  it('a claim that was cut off anywhere is finished by the worker, with one learner and one award', async () => {
    const cards = stage.service.storage.open(claimCardTable)
    const person = await stage.person('cut@claims.example')
    for (const kept of ['nothing', 'learner', 'award'] as const) {
      const { id } = await unnamed(1)
      const code = await firstCode(id)
      const cardId = (await read(id)).cards[0]?.id ?? ''
      const done = await claiming().cards.claim(person, code, { ...self, nickname: kept })
      // As a stop right after it was taken, or after the learner was kept, or after the award was made, leaves it.
      await stage.service.storage
        .open(cardBatchTable)
        .change(id, (batch) => ({ ...batch, claimed: 0 }))
      await cards.change(cardId, ({ learnerId, ...card }) => ({
        ...card,
        state: 'claiming',
        ...(kept === 'nothing' || learnerId === undefined ? {} : { learnerId }),
      }))
      stage.service.pass(2 * minute)
      await stage.service.services.worker.runDue()
      const { batch, cards: after } = await read(id)
      expect(after[0]?.state, kept).to.equal('claimed')
      expect(batch.claimed, kept).to.equal(1)
      const learnerId = after[0]?.learnerId ?? ''
      if (kept !== 'nothing') expect(learnerId).to.equal(done.learnerId)
      expect(await issuing().ofLearner(learnerId), kept).to.have.length(1)
    }
  })

  it('is no longer good once its day has passed or its batch was withdrawn; what was claimed stays', async () => {
    const { id } = await unnamed(2)
    const code = await firstCode(id)
    const person = await stage.person('kept@claims.example')
    const { learnerId } = await claiming().cards.claim(person, code, { ...self, nickname: 'Kept' })
    const other = codeOf((await read(id)).cards[1]?.id ?? '')
    await claiming().batches.withdraw(stage.operator, stage.museum, id)
    await expectRefusal(
      claiming().cards.claim(person, other, { ...self, nickname: 'No' }),
      'card-expired',
    )
    expect((await learners().byId(learnerId))?.accountId).to.equal(person.accountId)

    const soon = await make({ learnerIds: [learnerIds[1]], expiresOn: inDays(1) })
    const late = await firstCode(soon.id)
    stage.service.pass(3 * day)
    expect(await claiming().cards.read(late)).to.include({ state: 'expired' })
    await expectRefusal(claiming().cards.claim(person, late, self), 'card-expired')
    await expectRefusal(
      claiming().printing.cards(stage.operator, stage.museum, soon.id, { paper: 'a4' }),
      'card-expired',
    )
  })

  it('a card of a learner whom another account has is refused, and stays good for a guardian', async () => {
    const { id } = await make({ learnerIds: [learnerIds[2]] })
    const code = await firstCode(id)
    const [one, other] = [
      await stage.person('one@claims.example'),
      await stage.person('other@claims.example'),
    ]
    await learners().link(learnerIds[2] ?? '', one.accountId)
    await expectRefusal(claiming().cards.claim(other, code, self), 'already-claimed')
    expect(await claiming().cards.read(code)).to.include({ state: 'printed' })
  })

  it('a wrong code, an award’s code read as a card, and a key of an organization are told apart', async () => {
    await expectRefusal(claiming().cards.read('ABCD-EFGH-JKMN-P'), 'claim-code-unknown')
    const award = await stage.award({ name: 'Coded' })
    const code = (await issuing().claimCode(stage.operator, stage.museum, award.id)) ?? ''
    expect(await claiming().cards.read(code)).to.include({ kind: 'award', claimed: false })
    const tied: Caller = { ...stage.operator, organizationId: stage.museum }
    await expectRefusal(claiming().cards.claim(tied, code, self), 'not-allowed')
    const person = await stage.person('coded@claims.example')
    const { learnerId } = await claiming().cards.claim(person, code, self)
    expect(learnerId).to.equal(award.learnerId)
    expect((await issuing().byId(award.id))?.claimedAt).to.be.a('string')
  })

  it('are made by whoever may award, for their own learners only, and for one kind of people at a time', async () => {
    const stranger = await stage.person('stranger@claims.example')
    await expectRefusal(make({}, stranger), 'not-found')
    const viewer = await stage.staff('viewer', 'viewer@claims.example')
    await expectRefusal(make({}, viewer), 'not-allowed')
    const elsewhere = await stage.organization('Another museum')
    const theirs = await learners().add(stage.operator, elsewhere, {
      name: 'Theirs',
      language: 'en',
      ageBand: 'unknown',
    })
    await expectRefusal(make({ learnerIds: [theirs.id] }), 'not-found')
    for (const wrong of [
      { count: 3 },
      { learnerIds: undefined },
      { learnerIds: [] },
      { learnerIds: undefined, count: 3 },
      { expiresOn: inDays(-1) },
      { expiresOn: inDays(2000) },
    ]) {
      await expectRefusal(make(wrong), 'invalid-request')
    }
  })
})
