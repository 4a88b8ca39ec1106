import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('a family with claim cards', (engine) => {
  let service: TestService
  let museum: string
  let river: string
  let heron: string
  let teacher: Visitor
  let rosa: Visitor
  let ids: readonly string[]

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    teacher = await people.setUp(service)
    museum = await people.makeOrganization(teacher, 'Museum of Rivers')
    river = await people.publishAchievement(teacher, museum)
    heron = await people.publishAchievement(teacher, museum, { name: 'Heron Counter' })
    ids = await Promise.all(['Mila Rivera', 'Leo Rivera'].map(add))
    rosa = await people.signIn(service, 'rosa@family.example')
  })
  after(() => service.stop())

  const caller = async (email = 'robin@ecosystem.example') => {
    const { accounts } = service.services
    const account = await accounts.people.byEmail(email)
    const found = await accounts.callerOfAccount(account?.id ?? '')
    if (found === undefined) throw new Error(`nobody has ${email}`)
    return found
  }
  const add = async (name: string) => {
    const { learners, issuing, guardianship } = service.services
    const staff = await caller()
    const person = { name, language: 'en', ageBand: 'minor' } as const
    const { id } = await learners.add(staff, museum, person)
    await issuing.award(staff, museum, {
      achievementId: river,
      learner: { learnerId: id },
      statement: { evidence: [], hashedIdentity: false },
    })
    await guardianship.consents.record(staff, museum, {
      learnerIds: [id],
      purposes: ['hold-badges'],
      method: 'paper-seen',
      language: 'en',
    })
    return id
  }
  /** The codes of new cards: for these learners, or for whoever comes. */
  const cardsFor = async (whom: { learnerIds: readonly string[] } | { count: number }) => {
    const { claiming, issuing } = service.services
    const expiresOn = new Date(Date.now() + 7 * 864e5).toISOString().slice(0, 10)
    const sheet = { name: 'Cards', layout: 'ten', language: 'en', expiresOn } as const
    const made = await claiming.batches.make(await caller(), museum, {
      ...sheet,
      ...('count' in whom ? { ...whom, achievementId: heron } : whom),
    })
    const { cards } = await claiming.batches.read(await caller(), museum, made.id)
    return cards.map(({ id }) => issuing.claimCodes.codeOf('claim-card', id))
  }
  const childrenOf = async (email: string) =>
    service.services.guardianship.guardians.childrenOf((await caller(email)).accountId)
  const badgesOf = async (learnerId: string) =>
    (await service.services.issuing.ofLearner(learnerId)).map((one) => one.achievementName).sort()

  it('one guardian takes the cards of two children: they are with the family, not in the own backpack', async () => {
    const codes = await cardsFor({ learnerIds: ids })
    for (const code of codes) {
      const shown = await rosa.open(`/claim/code/${code}`)
      expect(shown.html).to.contain('For my child')
      const taken = await rosa.submit(`/claim/code/${code}`, { as: 'guardian' })
      expect(taken.path).to.equal('/family')
    }
    const family = await rosa.open('/family')
    expect(family.html).to.contain('Mila Rivera').and.contain('Leo Rivera')
    expect((await rosa.open('/backpack')).html).not.to.contain('Water Quality Explorer')
    for (const id of ids) {
      expect((await rosa.open(`/family/${id}`)).html).to.contain('Water Quality Explorer')
      expect(await service.services.learners.byId(id)).not.to.have.property('accountId')
    }
    expect((await rosa.open(`/claim/code/${codes[0] ?? ''}`)).status).to.equal(410)
  })

  it('a second guardian comes to one of them by another card; both see that child, one sees the other', async () => {
    const [code = ''] = await cardsFor({ learnerIds: ids.slice(0, 1) })
    const tomas = await people.signIn(service, 'tomas@family.example')
    await tomas.submit(`/claim/code/${code}`, { as: 'guardian' })
    expect((await tomas.open('/family')).html)
      .to.contain('Mila Rivera')
      .and.not.contain('Leo Rivera')
    expect((await tomas.open(`/family/${ids[1] ?? ''}`)).status).to.equal(404)
    expect((await tomas.open(`/family/${ids[0] ?? ''}`)).html).not.to.contain('rosa@')
    expect((await rosa.open(`/family/${ids[0] ?? ''}`)).status).to.equal(200)
    await tomas.press(`/family/${ids[0] ?? ''}`, `/family/${ids[0] ?? ''}/leaving`)
    expect(await childrenOf('tomas@family.example')).to.deep.equal([])
    expect(await childrenOf('rosa@family.example')).to.have.length(2)
  })

  it('a card for whoever comes goes to the child who is chosen, and makes nobody new', async () => {
    const [code = ''] = await cardsFor({ count: 1 })
    const shown = await rosa.open(`/claim/code/${code}`)
    expect(shown.html).to.contain('For Mila').and.contain('For Leo')
    const taken = await rosa.submit(`/claim/code/${code}`, { as: ids[1] ?? '' })
    expect(taken.path).to.equal('/family')
    expect(await badgesOf(ids[1] ?? '')).to.deep.equal(['Heron Counter', 'Water Quality Explorer'])
    expect(await badgesOf(ids[0] ?? '')).to.deep.equal(['Water Quality Explorer'])
    expect(await childrenOf('rosa@family.example')).to.have.length(2)
  })

  it('the same by the API; a child of somebody else, a card that has an owner, and oneself are refused', async () => {
    const key = await people.makeKey(rosa, ['backpack:write'])
    const claim = async (body: object) => {
      const answer = await fetch(`${service.base}/api/v1/claims/cards`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: (await answer.json()) as object }
    }
    const [code] = await cardsFor({ count: 1 })
    const stranger = await add('Somebody Else')
    const [theirs] = await cardsFor({ learnerIds: [stranger] })
    const [childId] = ids
    expect((await claim({ code, as: 'guardian', childId: stranger })).status).to.equal(404)
    expect((await claim({ code, as: 'self', childId })).status).to.equal(403)
    expect((await claim({ code: theirs, as: 'guardian', childId })).status).to.equal(403)
    const taken = await claim({ code, as: 'guardian', childId })
    expect(taken).to.deep.equal({ status: 201, body: { learnerId: childId, as: 'guardian' } })
    expect(await badgesOf(childId ?? '')).to.include('Heron Counter')
    expect((await claim({ code, as: 'guardian', childId })).status).to.equal(409)
    expect(await badgesOf(stranger)).to.deep.equal(['Water Quality Explorer'])
  })
})
