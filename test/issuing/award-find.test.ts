import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'

/** More than a list to choose from holds. */
const many = 60

describe('awarding to one of many learners', function () {
  this.timeout(120_000)
  let stage: Stage
  let staff: Visitor
  let path: string
  let oldest: string

  before(async () => {
    stage = await setStage()
    const { learners } = stage.service.services
    const add = async (name: string, more: { rosterId?: string; email?: string } = {}) =>
      (
        await learners.add(stage.operator, stage.museum, {
          ...{ name, language: 'en', ageBand: 'adult' as const },
          ...more,
        })
      ).id
    oldest = await add('Maya López', { rosterId: '7B/4711' })
    stage.service.pass(2000)
    const other = await add('Maya Lo')
    await add('Ana Maya Lindqvist', { email: 'ana@learners.example' })
    await add('Lola Amaya')
    await add('山田 花子')
    const { id } = await learners.groups.create(stage.operator, stage.museum, 'Class 7b')
    await learners.groups.add(stage.operator, stage.museum, id, [oldest, other])
    for (let number = 1; number <= many; number += 1) await add(`Starfish ${String(number)}`)
    staff = await signIn(stage.service, 'operator@service.example')
    path = `/console/${stage.museum}/awards/new?achievement=${stage.achievementId}`
  })
  after(() => stage.stop())

  const send = (fields: Record<string, string>) =>
    staff.submit(path, {
      achievementId: stage.achievementId,
      'learner[ageBand]': 'unknown',
      'learner[language]': 'en',
      ...fields,
    })
  const find = (search: string, more: Record<string, string> = {}) =>
    send({ search, find: 'true', ...more })
  const choices = (html: string) =>
    [...html.matchAll(/<input[^>]*type="radio"[^>]*name="learnerId"[^>]*>/g)].map(([input]) => ({
      id: /value="([^"]*)"/.exec(input)?.[1] ?? '',
      isChosen: /\schecked/.test(input),
    }))
  const namesIn = (html: string) =>
    [...html.matchAll(/data-name[^>]*>([^<]*)</g)].map(([, name]) => name)

  it('names nobody before somebody is looked for, and has no list that lacks most of them', async () => {
    const { html } = await staff.open(path)
    expect(html).not.to.contain('Starfish')
    expect(html).to.match(/<input[^>]*name="search"/)
  })

  it('finds them by the beginnings of their names, likeliest first, with id and group', async () => {
    const { status, html } = await find('maya lo')
    expect(status).to.equal(200)
    expect(namesIn(html)).to.deep.equal(['Maya Lo', 'Maya López'])
    expect(html).to.contain('7B/4711').and.contain('Class 7b')
    expect(html).to.contain('2 found')
  })

  it('finds them without accents and case, and in scripts without spaces', async () => {
    expect(namesIn((await find('LOPEZ')).html)).to.deep.equal(['Maya López'])
    expect(namesIn((await find('花')).html)).to.deep.equal(['山田 花子'])
  })

  it('puts whoever is called so before whoever is also called so', async () => {
    expect(namesIn((await find('maya')).html)).to.deep.equal([
      'Maya Lo',
      'Maya López',
      'Ana Maya Lindqvist',
    ])
    expect(namesIn((await find('ma l')).html)).to.deep.equal([
      'Maya Lo',
      'Maya López',
      'Ana Maya Lindqvist',
    ])
    expect(namesIn((await find('lo maya')).html)).to.deep.equal(['Maya Lo', 'Maya López'])
  })

  it('finds them in the same way among all learners', async () => {
    const { html } = await staff.open(`/console/${stage.museum}/learners?search=lopez+may`)
    expect(html).to.contain('Maya López').and.not.contain('Maya Lo<')
    const all = await staff.open(`/console/${stage.museum}/learners?search=`)
    expect(all.html).to.contain('Starfish')
  })

  it('finds them by their id on the roster', async () => {
    expect(namesIn((await find('7B/4711')).html)).to.deep.equal(['Maya López'])
  })

  it('tells who is meant by the address where there is neither id nor group', async () => {
    expect((await find('lindqvist')).html).to.contain('ana@learners.example')
    expect((await find('lopez')).html).not.to.contain('@learners.example')
  })

  it('keeps everything that was typed, and names nobody in an address', async () => {
    const { html, path: there } = await find('maya', {
      narrative: 'Measured twice.',
      'learner[name]': 'Half a name',
    })
    expect(html).to.contain('Measured twice.').and.contain('value="Half a name"')
    expect(html).to.match(/name="search"[^>]*value="maya"/)
    expect(html).not.to.contain('id="problems"')
    expect(there).to.equal(path)
    expect(html).not.to.match(/(?:href|action)="[^"]*maya/i)
  })

  it('leads on to somebody new where nobody is found', async () => {
    const { html } = await find('Nobody Likethis')
    expect(choices(html)).to.deep.equal([])
    expect(html).to.contain('href="#field-learner-name"')
  })

  it('shows the likeliest of very many, and says that there are more', async () => {
    const { html } = await find('starfish')
    expect(namesIn(html)).to.have.length(20)
    expect(html).to.contain(`20 of ${String(many)}`)
  })

  it('says what is to be done where somebody was looked for and nobody was chosen', async () => {
    const { status, html } = await send({ search: 'maya' })
    expect(status).to.equal(422)
    expect(html).to.contain('href="#field-learnerId"')
    expect(choices(html).map(({ isChosen }) => isChosen)).to.not.include(true)
  })

  it('awards to whoever was chosen, also where words to look for stand in the form', async () => {
    const { path: there } = await send({ search: 'maya', learnerId: oldest })
    const id = /\/awards\/([\w-]{22})$/.exec(there)?.[1] ?? ''
    expect((await stage.service.services.issuing.byId(id))?.learnerId).to.equal(oldest)
  })

  it('keeps whoever was chosen while somebody else is looked for, and while something is wrong', async () => {
    for (const sent of [
      { search: 'lola', find: 'true' },
      { 'evidence[0][url]': 'not an address' },
    ]) {
      const { html } = await send({ learnerId: oldest, ...sent })
      expect(choices(html)).to.deep.include({ id: oldest, isChosen: true })
    }
  })

  it('awards to nobody where one was chosen and another one named: it asks which is meant', async () => {
    const { status, html } = await send({ learnerId: oldest, 'learner[name]': 'Bea' })
    expect(status).to.equal(422)
    expect(html).to.contain('href="#field-learner-name"').and.contain('value="Bea"')
    expect(choices(html)).to.deep.include({ id: oldest, isChosen: true })
  })

  it('leads to no hidden field where nobody is found while somebody is chosen', async () => {
    const { html } = await find('Nobody Likethis', { learnerId: oldest })
    expect(html).to.contain('Choose that below').and.not.contain('href="#field-learner-name"')
  })

  it('begins with whoever was chosen on their page', async () => {
    const { html } = await staff.open(`${path}&learner=${oldest}`)
    expect(choices(html)).to.deep.include({ id: oldest, isChosen: true })
    expect(namesIn(html)).to.deep.equal(['Maya López'])
    expect((await staff.open(`${path}&learner=${'x'.repeat(22)}`)).status).to.equal(404)
  })

  it('shows the form again where whoever was chosen is gone meanwhile', async () => {
    const gone = 'g'.repeat(22)
    const { status, html } = await send({ learnerId: gone, narrative: 'Measured twice.' })
    expect(status).to.equal(404)
    expect(html).to.contain('Measured twice.')
  })

  it('takes whatever is typed for words to look for', async () => {
    for (const search of ['  ', '★', '"<b>', 'x'.repeat(5000), '%_\\', '\u{1f600}'.repeat(80)]) {
      const { status, html } = await find(search)
      expect(status, search).to.equal(200)
      expect(html).not.to.contain('<b>')
    }
  })
})

describe('awarding to one of few learners', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  it('lists them all, and looks for nobody', async () => {
    await stage.award({ name: 'Known', ageBand: 'adult' })
    const staff = await signIn(stage.service, 'operator@service.example')
    const { html } = await staff.open(
      `/console/${stage.museum}/awards/new?achievement=${stage.achievementId}`,
    )
    expect(html)
      .to.match(/<option[^>]*>Known</)
      .and.not.contain('name="search"')
  })
})
