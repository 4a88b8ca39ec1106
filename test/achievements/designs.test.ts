import { expect } from 'chai'
import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import { content, expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'
import { draftMark } from '../../src/achievements/draft-mark.ts'
import { differences } from '../../src/achievements/differences.ts'

const design: BadgeDesign = {
  outline: 'shield',
  frame: 'stitched',
  ground: 'peaks',
  plate: 'round',
  mark: 'rocket',
  palette: 'dusk',
  seed: 'abc',
  words: 'Maker',
}

describe('a badge that is designed', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const achievements = () => stage.service.services.achievements
  const create = (name: string, more: object = {}) =>
    achievements().create(stage.operator, stage.museum, { ...content, name, ...more })
  const svgOf = async (id: string | undefined) =>
    Buffer.from((await achievements().pictures.read(id ?? ''))?.bytes ?? '').toString()

  it('keeps its design with the draft, drawn as chosen, with its word as outlines', async () => {
    const { content: made } = await create('Rocket maker', { design })
    expect(made.picture.design).to.deep.equal(design)
    const svg = await svgOf(made.picture.svgId)
    expect(svg).to.contain('Rocket maker</title>')
    expect(svg).not.to.contain('<text')
    const { content: bare } = await create('Rocket maker', {
      design: { ...design, words: undefined },
    })
    expect((await svgOf(bare.picture.svgId)).length).to.be.lessThan(svg.length)
  })

  it('a published version keeps its picture whatever becomes of the draft', async () => {
    const { id } = await create('Fixed', { design })
    await achievements().publish(stage.operator, stage.museum, id)
    const before = (await achievements().version(id, 1)).content.picture
    const next = { ...content, name: 'Fixed', design: { ...design, mark: 'heart' } } as const
    const changed = await achievements().change(stage.operator, stage.museum, id, next)
    expect(changed.content.picture.pngId).not.to.equal(before.pngId)
    expect((await achievements().version(id, 1)).content.picture).to.deep.equal(before)
    await achievements().publish(stage.operator, stage.museum, id)
    const second = await achievements().version(id, 2)
    const first = await achievements().version(id, 1)
    expect(differences(second.content, first.content)).to.deep.equal(['picture'])
  })

  it('is told of somebody who saved meanwhile, and loses nothing', async () => {
    const made = await create('Shared')
    const seen = draftMark(made)
    const save = (name: string, mark: string) =>
      achievements().change(
        stage.operator,
        stage.museum,
        made.id,
        { ...content, name },
        undefined,
        mark,
      )
    await save('Theirs', seen)
    await expectRefusal(save('Mine', seen), 'changed-meanwhile')
    const staff = await signIn(stage.service, 'operator@service.example')
    const edit = `/console/${stage.museum}/achievements/${made.id}/edit`
    const sent = { ...content, tags: '', alignments: '', name: 'Mine', seen }
    const told = await staff.submit(edit, sent)
    expect(told.status).to.equal(409)
    expect(told.html).to.contain('value="Mine"').and.contain('differs from yours in: name')
    const fresh = /name="seen" value="([^"]+)"/.exec(told.html)?.[1] ?? ''
    expect(fresh).not.to.equal(seen)
    await staff.submit(edit, { ...sent, seen: fresh })
    const saved = await achievements().read(stage.operator, stage.museum, made.id)
    expect(saved.content.name).to.equal('Mine')
  })

  it('what is typed and not saved is kept for its writer alone, and told from another window', async () => {
    const staff = await signIn(stage.service, 'operator@service.example')
    const page = `/console/${stage.museum}/achievements/new`
    const keep = (name: string, known: string) =>
      staff.press(page, `${page}/unsaved`, { typed: JSON.stringify([['name', name]]), known })
    expect((await keep('Half a badge', '0')).html).to.contain('value="Half a badge"')
    expect((await keep('Half a badge more', '1')).status).to.equal(200)
    expect((await keep('Another window', '1')).status).to.equal(409)
    expect((await staff.open(`/console/${stage.museum}`)).html).to.contain('Half a badge more')
    const other = await stage.staff('editor', 'editor@museum.example')
    expect(await achievements().unsaved.read(other, stage.museum)).to.equal(undefined)
    const dropped = await staff.press(page, `${page}/unsaved/removal`)
    expect(dropped.html).not.to.contain('Half a badge')
  })

  it('hostile or broken keeping is no fault of the service', async () => {
    const staff = await signIn(stage.service, 'operator@service.example')
    const page = `/console/${stage.museum}/achievements/new`
    for (const typed of ['{', '[1,2]', '[["__proto__","x"]]', '[["name",{"a":1}]]', '"x"']) {
      const { status } = await staff.press(page, `${page}/unsaved`, { typed, known: '0' })
      expect(status, typed).to.equal(200)
      await staff.press(page, `${page}/unsaved/removal`)
    }
  })

  it('begins from a ready-made one, in words and looks', async () => {
    const staff = await signIn(stage.service, 'operator@service.example')
    const { html } = await staff.open(`/console/${stage.museum}/achievements/new?from=data&lang=es`)
    expect(html).to.contain('value="Entendió los datos"').and.contain('value="SEP.4"')
    expect(/value="data" checked/.exec(html)).not.to.equal(null)
  })

  it('“Show it” shows the form again with what was chosen, and saves nothing', async () => {
    const staff = await signIn(stage.service, 'operator@service.example')
    const page = `/console/${stage.museum}/achievements/new`
    const shown = await staff.submit(page, {
      name: 'Not yet',
      'design[palette]': 'poppy',
      show: 'design',
    })
    expect(shown.status).to.equal(200)
    expect(shown.html).to.contain('value="Not yet"').and.contain('palette=poppy')
    const surprised = await staff.submit(page, { name: 'Not yet', show: 'surprise' })
    expect(surprised.html).to.contain('value="Not yet"').and.not.contain('has-problem')
    const { rows } = await achievements().list(stage.operator, stage.museum, {})
    expect(rows.map((row) => row.content.name)).not.to.include('Not yet')
  })

  it('is drawn by its address for whoever may see achievements, and told what is hard to see', async () => {
    const key = await stage.key(stage.operator, ['achievements:read'])
    const api = stage.service.api(key)
    const query = 'outline=drop&palette=own&main=%23444444&land=%23999999&markColour=%23555555'
    const address = `/api/v1/badge-designs/picture?${query}`
    expect((await fetch(`${stage.service.base}${address}`)).status).to.equal(401)
    const answer = await fetch(`${stage.service.base}${address}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(answer.headers.get('content-type')).to.contain('image/svg+xml')
    expect(answer.headers.get('content-security-policy')).to.contain('sandbox')
    const told = await api.call('GET', `/api/v1/badge-designs/notes?${query}&language=es`)
    expect(JSON.stringify(told)).to.contain('mark-faint').and.contain('Aclara el símbolo')
    const wrong = `/api/v1/badge-designs/picture?outline=%3Cscript%3E`
    const refused = await fetch(`${stage.service.base}${wrong}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(refused.status).to.equal(400)
  })
})
