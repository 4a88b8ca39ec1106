import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('a child is removed, through pages', (engine) => {
  let service: TestService
  let owner: Visitor
  let editor: Visitor
  let home: string
  let learnerId: string
  let awardPage: string

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    owner = await people.setUp(service)
    const organizationId = await people.makeOrganization(owner, 'Riverside Science Museum')
    home = `/console/${organizationId}`
    editor = await people.joinStaff(service, owner, organizationId, {
      email: 'guide@museum.example',
      name: 'Amara Okafor',
      role: 'editor',
    })
    const achievementId = await people.publishAchievement(editor, organizationId)
    awardPage = await people.award(editor, organizationId, achievementId, {
      'learner[name]': 'Ida Rivera',
      'learner[ageBand]': 'minor',
      'learner[language]': 'en',
    })
    const award = await service.services.issuing.byId(people.lastPart(awardPage))
    learnerId = award?.learnerId ?? ''
    await editor.submit(`${home}/learners/${learnerId}/guardianship/guardians/new`, {
      email: 'rosa@family.example',
      language: 'en',
    })
    const guardian = service.visitor()
    const link = await service.linkMailedTo('rosa@family.example', '/guardian/')
    await guardian.submit(link, { name: 'Rosa' })
    await guardian.submit(`/family/${learnerId}/removal`, {})
  })
  after(() => service.stop())

  const removal = () => `${home}/learners/${learnerId}/removal`

  it('staff read that a guardian asked; only owners are led to the page that does it', async () => {
    const page = `${home}/learners/${learnerId}/guardianship`
    expect((await owner.open(page)).html)
      .to.contain('A guardian asked to remove what you keep')
      .and.contain(removal())
    expect((await editor.open(page)).html).not.to.contain(removal())
    expect((await editor.open(removal())).status).to.equal(403)
  })

  it('the page says what goes and what stays before anything happens, in both languages', async () => {
    const { html } = await owner.open(removal())
    expect(html)
      .to.contain('Ida Rivera')
      .and.contain('What goes')
      .and.contain('What stays')
      .and.contain('Nobody can bring it back')
    const spanish = await owner.open(`${removal()}?lang=es`)
    expect(spanish.html).to.contain('Lo que se borra').and.contain('Lo que queda')
    await owner.open(`${removal()}?lang=en`)
  })

  it('without a reason nothing happens, and the page says so', async () => {
    const asked = await owner.submit(removal(), {})
    expect(asked.status).to.equal(422)
    expect((await owner.open(`${home}/learners`)).html).to.contain('Ida Rivera')
  })

  it('afterwards she is on no page, and what was awarded says that whoever it was for was removed', async () => {
    const { path, html } = await owner.submit(removal(), { reason: 'asked' })
    expect(path).to.equal(`${home}/learners`)
    expect(html).not.to.contain('Ida Rivera')
    for (const page of [home, `${home}/awards`, `${home}/audit`, `${home}/consents`]) {
      const shown = await owner.open(page)
      expect(shown.status, page).to.be.oneOf([200, 404])
      expect(shown.html, page).not.to.contain('Ida Rivera')
    }
    for (const page of ['', '/guardianship', '/removal']) {
      expect((await owner.open(`${home}/learners/${learnerId}${page}`)).status, page).to.equal(404)
    }
    const award = await owner.open(awardPage)
    expect(award.status).to.equal(200)
    expect(award.html)
      .to.contain('Whoever this badge was for was removed')
      .and.not.contain('Ida Rivera')
  })

  it('owners choose on the page of the rules how long things are kept', async () => {
    const { html } = await owner.open(`${home}/guardianship`)
    expect(html).to.contain('How long things are kept').and.contain('name="retention[leftMonths]"')
  })
})
