import { expect } from 'chai'
import sharp from 'sharp'
import { content, expectRefusal, setStage, type Stage } from '../app/stage.ts'

describe('achievements', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const achievements = () => stage.service.services.achievements
  const create = (name: string, upload?: Uint8Array) =>
    achievements().create(stage.operator, stage.museum, { ...content, name }, upload)
  const change = (id: string, name: string, upload?: Uint8Array) =>
    achievements().change(stage.operator, stage.museum, id, { ...content, name }, upload)
  const publish = (id: string) => achievements().publish(stage.operator, stage.museum, id)
  const red = () =>
    sharp({ create: { width: 40, height: 20, channels: 3, background: '#f00' } })
      .png()
      .toBuffer()

  it('what was published under a number never changes', async () => {
    const { id } = await create('First')
    await publish(id)
    const before = await achievements().version(id, 1)
    await change(id, 'Second')
    expect((await achievements().version(id, 1)).content.name).to.equal('First')
    await publish(id)
    expect(await achievements().version(id, 1)).to.deep.equal(before)
    expect((await achievements().version(id, 2)).content.name).to.equal('Second')
    expect((await achievements().versions(id)).map(({ number }) => number)).to.deep.equal([2, 1])
  })

  it('publishing what has not changed makes no version', async () => {
    const { id } = await create('Same')
    await publish(id)
    expect((await publish(id)).publishedVersion).to.equal(1)
  })

  it('two who publish in the same moment make one version', async () => {
    const { id } = await create('Race')
    await Promise.all([publish(id), publish(id)])
    const { publishedVersion, changed } = await publish(id)
    expect([publishedVersion, changed]).to.deep.equal([1, false])
  })

  it('a draft and an archived one cannot be awarded; what was awarded stays good', async () => {
    const { id } = await create('Short life')
    const awardable = () => achievements().awardable(stage.museum, id)
    await expectRefusal(awardable(), 'achievement-not-published')
    await publish(id)
    expect((await awardable()).number).to.equal(1)
    await achievements().archive(stage.operator, stage.museum, id)
    await expectRefusal(awardable(), 'achievement-not-published')
    const answer = await fetch(`${stage.service.base}/achievements/${id}/versions/1`, {
      headers: { accept: 'application/json' },
    })
    expect(answer.status).to.equal(200)
    expect((await publish(id)).state).to.equal('published')
  })

  it('a drawn picture follows the name, an uploaded one stays until another comes', async () => {
    const { id, content: first } = await create('Drawn')
    const renamed = (await change(id, 'Drawn anew')).content.picture
    expect(renamed.pngId).not.to.equal(first.picture.pngId)
    const uploaded = (await change(id, 'Drawn anew', await red())).content.picture
    expect(uploaded.origin).to.equal('uploaded')
    expect((await change(id, 'Other name')).content.picture).to.deep.equal(uploaded)
    const again = (await change(id, 'Other name', await red())).content.picture
    expect(again.pngId).not.to.equal(uploaded.pngId)
  })

  it('an SVG is kept without anything that acts or fetches, and one that is none is refused', async () => {
    const hostile = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"
      onload="alert(1)"><script>alert(2)</script><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://evil.example"/></body></foreignObject>
      <a href="javascript:alert(3)"><rect width="9" height="9" fill="url(https://evil.example/x)"/></a></svg>`
    const { picture } = (await create('Hostile', Buffer.from(hostile))).content
    const { bytes = Buffer.from('') } =
      (await achievements().pictures.read(picture.svgId ?? '')) ?? {}
    const kept = Buffer.from(bytes).toString()
    expect(kept).to.contain('<rect')
    expect(kept).not.to.match(
      /script|onload|foreignObject|iframe|javascript:|evil\.example|<image/i,
    )
    const shown = await fetch(`${stage.service.base}/images/${picture.svgId ?? ''}`)
    expect(shown.headers.get('content-security-policy')).to.contain('sandbox')
    expect(shown.headers.get('x-content-type-options')).to.equal('nosniff')
    const fetching =
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://evil.example/p.png"/></svg>'
    await expectRefusal(create('Fetching', Buffer.from(fetching)), 'unreadable-picture')
    await expectRefusal(create('Text', Buffer.from('just text')), 'unsupported-media-type')
    await expectRefusal(create('Broken', Buffer.from('<svg><rect')), 'unreadable-picture')
  })

  it('words of an editor run nowhere: not in Markdown, names, keywords or addresses', async () => {
    const hostile =
      '<img src=x onerror=alert(1)> [x](javascript:alert(2)) <script>alert(3)</script> "onmouseover="alert(4)'
    const { id } = await achievements().create(stage.operator, stage.museum, {
      ...content,
      name: hostile,
      description: hostile,
      criteria: hostile,
      tags: [hostile],
      alignments: [
        {
          targetName: hostile,
          targetUrl: "https://example.org/?onmouseover='alert(5)'",
          targetCode: hostile,
        },
      ],
    })
    await publish(id)
    const answer = await fetch(`${stage.service.base}/achievements/${id}/versions/1`, {
      headers: { accept: 'text/html' },
    })
    const html = await answer.text()
    expect(answer.status).to.equal(200)
    expect(html).to.contain('&lt;img')
    expect(html).not.to.match(/<img[^>]*onerror|<script>alert|href="javascript:|"\s*onmouseover=/i)
  })
})
