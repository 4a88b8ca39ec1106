import { expect } from 'chai'
import { learnerTable } from '../../src/learners/tables.ts'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('a family and a museum, through pages', (engine) => {
  let service: TestService
  let operator: Visitor
  let awarder: Visitor
  let home: string
  let organizationId: string
  let achievementId: string

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    operator = await people.setUp(service)
    organizationId = await people.makeOrganization(operator, 'Riverside Science Museum')
    home = `/console/${organizationId}`
    awarder = await people.joinStaff(service, operator, organizationId, {
      email: 'guide@museum.example',
      name: 'Amara Okafor',
      role: 'editor',
    })
    achievementId = await people.publishAchievement(awarder, organizationId)
  })
  after(() => service.stop())

  const awardTo = async (name: string) => {
    const path = await people.award(awarder, organizationId, achievementId, {
      'learner[name]': name,
      'learner[ageBand]': 'minor',
      'learner[language]': 'en',
    })
    const award = await service.services.issuing.byId(people.lastPart(path))
    return { path, id: award?.id ?? '', learnerId: award?.learnerId ?? '' }
  }
  const state = async (id: string) => (await service.services.issuing.byId(id))?.state
  const staffPage = (learnerId: string) => `${home}/learners/${learnerId}/guardianship`

  it('an award that waits says so to staff and leads to what can be done', async () => {
    const { path, learnerId } = await awardTo('Ida Rivera')
    const { html } = await awarder.open(path)
    expect(html).to.contain('Waits for consent').and.contain(staffPage(learnerId))
    const page = await awarder.open(staffPage(learnerId))
    expect(page.html).to.contain('1 badge waits for consent').and.contain('No guardian is here yet')
  })

  it('a guardian asked by mail reads who asks and what for, consents, sees what the child did, and takes back', async function () {
    this.timeout(60_000)
    const { id, learnerId } = await awardTo('Mila Rivera')
    await awarder.submit(`${staffPage(learnerId)}/guardians/new`, {
      email: 'rosa@family.example',
      language: 'en',
    })
    expect((await awarder.open(staffPage(learnerId))).html)
      .to.contain('No answer yet')
      .and.not.contain('rosa@family.example')
    const link = await service.linkMailedTo('rosa@family.example', '/guardian/')
    const rosa = service.visitor()
    const asked = await rosa.open(link)
    expect(asked.html).to.contain('Riverside Science Museum asks you about').and.contain('Mila')
    expect(asked.html).not.to.contain('Rivera')
    expect((await rosa.submit(link, {})).status).to.equal(422)
    const child = await rosa.submit(link, { name: 'Rosa Rivera' })
    expect(child.path).to.equal(`/family/${learnerId}`)
    expect(child.html).to.contain('Waits for you').and.contain('Water Quality Explorer')
    expect(child.html).to.contain('This needs more than a click')
    expect((await rosa.submit(child.path, {})).status).to.equal(422)

    const allowed = await rosa.submit(child.path, { purposes: 'hold-badges' })
    expect(await state(id)).to.equal('issued')
    expect(allowed.html)
      .to.contain('gave Mila Rivera the badge “Water Quality Explorer”')
      .and.contain('Tested at three places along the river.')
      .and.contain('On a page, confirmed by mail')
    expect((await rosa.open('/family')).html)
      .to.contain('Mila Rivera')
      .and.not.contain('Suspended')
    expect((await awarder.open(staffPage(learnerId))).html).to.contain('On a page')
    expect((await awarder.open(staffPage(learnerId))).html).not.to.contain('Rosa')

    const { accounts, issuing } = service.services
    const guide = await accounts.people.byEmail('guide@museum.example')
    const staff = { accountId: guide?.id ?? '', scopes: 'every', operator: false } as const
    await issuing.state.suspend(staff, organizationId, id, 'We look into it.')
    for (const path of ['/family', child.path]) {
      expect((await rosa.open(path)).html, path).to.contain('Suspended')
    }

    const back = await rosa.press(child.path, `${child.path}/consents/hold-badges/withdrawal`)
    expect(back.html).to.contain('Taken back on')
    const gone = await rosa.press(child.path, `${child.path}/leaving`)
    expect(gone.path).to.equal('/family')
    expect((await rosa.open(child.path)).status).to.equal(404)
  })

  it('a child takes a slip home; its code makes a guardian once', async () => {
    const { learnerId } = await awardTo('Leo Rivera')
    const slip = await awarder.press(
      `${staffPage(learnerId)}/guardians/new`,
      `${staffPage(learnerId)}/codes/guardian`,
    )
    const code = /<code>([^<]+)<\/code>/.exec(slip.html)?.[1] ?? ''
    expect(slip.html).to.contain(`${service.base}/family/join`)
    const parent = await people.signIn(service, 'parent@family.example')
    expect((await parent.submit('/family/join', { code: 'ABCD-EFGH-JKMN-P' })).status).to.equal(404)
    expect((await parent.submit('/family/join', { code })).path).to.equal(`/family/${learnerId}`)
    const other = await people.signIn(service, 'another@family.example')
    expect((await other.submit('/family/join', { code })).status).to.equal(404)
    expect((await other.open(`/family/${learnerId}`)).status).to.equal(404)
    expect((await awarder.open(slip.path)).status).to.equal(404)
  })

  it('staff note the papers of a whole class at once', async function () {
    this.timeout(60_000)
    const class1 = [await awardTo('Class one'), await awardTo('Class two')]
    const page = await awarder.open(`${home}/consents`)
    expect(page.html).to.contain('Class one').and.contain('Class two')
    await awarder.submit(`${home}/consents`, {
      'learnerIds[0]': class1[0]?.learnerId ?? '',
      'learnerIds[1]': class1[1]?.learnerId ?? '',
      'purposes[0]': 'hold-badges',
      'purposes[1]': 'show-publicly',
      method: 'paper-seen',
    })
    for (const { id } of class1) expect(await state(id)).to.equal('issued')
    const weak = await awarder.submit(`${home}/consents`, {
      'learnerIds[0]': class1[0]?.learnerId ?? '',
      'purposes[0]': 'show-evidence',
      method: 'school-authorised',
    })
    expect(weak.status).to.equal(409)
    expect(weak.html).to.contain('This needs more than that')
  })

  it('a child names who looks after them; a youth takes over with a code and decides each thing', async function () {
    this.timeout(60_000)
    const { id, learnerId } = await awardTo('Noa Rivera')
    await awarder.submit(staffPage(learnerId), {
      'purposes[0]': 'hold-badges',
      'purposes[1]': 'be-contacted',
      method: 'paper-seen',
    })
    await service.storage.open(learnerTable).change(learnerId, (found) => ({
      ...found,
      consentsFrom: '2020-01-01',
      adultFrom: '2099-01-01',
    }))
    const slip = await awarder.press(
      staffPage(learnerId),
      `${staffPage(learnerId)}/codes/hand-over`,
    )
    const code = /<code>([^<]+)<\/code>/.exec(slip.html)?.[1] ?? ''
    const noa = await people.signIn(service, 'noa@youth.example')
    const guided = await noa.submit('/hand-over', { code })
    expect(guided.path).to.equal(`/hand-over/${learnerId}`)
    expect(guided.html).to.contain('Keep badges').and.contain('Write to the learner')
    expect((await noa.open('/consents')).html).to.contain('Your badges are yours now')
    const done = await noa.submit(guided.path, { 'keep[0]': 'hold-badges' })
    expect(done.path).to.equal(`/consents/${learnerId}`)
    expect(done.html).to.contain('Taken back on')
    expect((await noa.open('/consents')).html).not.to.contain('Look and decide')
    expect((await noa.open('/backpack')).html).to.contain(id)

    await noa.submit(`/consents/${learnerId}/guardian`, {
      email: 'noas.mother@family.example',
      language: 'es',
    })
    const link = await service.linkMailedTo('noas.mother@family.example', '/guardian/')
    expect((await service.visitor().open(link)).html).to.contain('given by the child')
  })

  it('the rules of the organization are its owners’ to change', async () => {
    const page = `${home}/guardianship`
    expect((await awarder.open(page)).status).to.equal(403)
    const purposes = [
      'hold-badges',
      'be-contacted',
      'show-publicly',
      'show-evidence',
      'share-with-third-party',
    ]
    const fields = Object.fromEntries(
      purposes.flatMap((purpose) => [
        [`purposes[${purpose}][guardianUntil]`, 'adult'],
        [`purposes[${purpose}][leastForChild]`, 'paper-seen'],
        [`purposes[${purpose}][leastForYouth]`, 'mail-plus'],
      ]),
    )
    const wrong = await operator.submit(page, {
      ...fields,
      consentAge: '12',
      adultAge: '18',
      waits: 'never',
    })
    expect(wrong.status).to.equal(422)
    await operator.submit(page, {
      ...fields,
      consentAge: '16',
      adultAge: '18',
      waits: 'known-minors',
    })
    const policy = await service.services.guardianship.policies.of(organizationId)
    expect(policy).to.include({ consentAge: 16, waits: 'known-minors' })
    expect(policy.purposes['hold-badges'].leastForChild).to.equal('paper-seen')
  })

  it('nobody looks into the family of somebody else', async () => {
    const { learnerId } = await awardTo('Private Person')
    const stranger = await people.signIn(service, 'stranger@family.example')
    for (const path of [
      `/family/${learnerId}`,
      `/consents/${learnerId}`,
      `/hand-over/${learnerId}`,
      `/consents/${learnerId}/guardian`,
      staffPage(learnerId),
    ]) {
      expect((await stranger.open(path)).status, path).to.equal(404)
    }
    const signedOut = await service.visitor().open('/family')
    expect(signedOut.path).to.match(/^\/sign-in/)
  })
})
