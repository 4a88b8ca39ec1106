import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { unescape } from '../../scripts/demo/visitor.ts'
import { setStage, type Stage } from '../app/stage.ts'
import { badgesToCheck, type BadgesToCheck } from '../support/badges-to-check.ts'

describe('the page that checks badges', () => {
  let stage: Stage
  let badges: BadgesToCheck
  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    badges = await badgesToCheck(stage)
  })
  after(() => stage.stop())

  /** Sends the form as a browser does, with files. */
  const send = async (
    files: Readonly<Record<string, string | Uint8Array>>,
    fields: Readonly<Record<string, string>> = {},
  ) => {
    const { base } = stage.service
    const shown = await fetch(`${base}/verify`)
    const [, token = ''] = /name="_csrf" value="([^"]*)"/.exec(await shown.text()) ?? []
    const form = new FormData()
    form.set('_csrf', token)
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    for (const [name, content] of Object.entries(files)) {
      form.append('file', new File([Buffer.from(content)], name))
    }
    const cookie = shown.headers.getSetCookie().map((line) => line.split(';')[0])
    const answer = await fetch(`${base}/verify`, {
      method: 'POST',
      body: form,
      headers: { cookie: cookie.join('; '), accept: 'text/html', origin: base },
    })
    return { status: answer.status, html: await answer.text() }
  }
  /** The words of the lines, in their order. */
  const words = (html: string) =>
    [...html.matchAll(/<summary><span class="pill[^"]*"><svg.*?<\/svg>([^<]*)</g)].map(
      ([, word]) => word,
    )

  it('answers for several at once, the worst first, and none spoils another', async () => {
    const { status, html } = await send({
      'good.json': badges.valid,
      'essay.txt': 'What I did last summer.',
      'large.png': new Uint8Array(8_500_000),
      'gone.json': badges.revoked,
      'unknown.json': badges.unknown,
      'over.json': badges.expired,
      'changed.json': badges.broken,
    })
    expect(status).to.equal(200)
    expect(words(html)).to.deep.equal([
      'Not genuine',
      'Revoked',
      'Could not be read',
      'Could not be read',
      'Could not check',
      'Expired',
      'Valid',
    ])
    expect(html).to.contain('1 of 7 are good')
    for (const name of ['essay.txt', 'large.png', 'changed.json']) expect(html).to.contain(name)
  })

  it('calls each file as its sender does, in whatever letters', async () => {
    const names = ['canción de otoño.txt', '山田 花子.json']
    const { html } = await send(Object.fromEntries(names.map((name) => [name, 'Nothing.'])))
    for (const name of names) expect(html).to.contain(name)
  })

  it('answers for several addresses that are pasted, and once for one that comes twice', async () => {
    const lines = [badges.share, `${stage.service.base}/s/nothing`, badges.share].join('\n')
    const { html } = await send({}, { pasted: lines })
    expect(words(html)).to.deep.equal(['Could not be read', 'Valid'])
  })

  it('refuses more than it says, and keeps what was pasted', async () => {
    const many = Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`${n}.json`, '{}']))
    const { status, html } = await send(many, { pasted: badges.share })
    expect(status).to.equal(422)
    expect(html).to.contain(badges.share).and.contain('30')
  })

  it('says that one file is too large, at its field', async () => {
    const { status, html } = await send({ 'large.png': new Uint8Array(8_500_000) })
    expect(status).to.equal(413)
    expect(html).to.contain('id="field-file-problem"')
  })

  it('stops reading where all files together are too large', async () => {
    const part = new Uint8Array(7_900_000)
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`${n}.png`, part]))
    expect((await send(files)).status).to.equal(413)
  })

  it('is the only page that may ask for the camera', async () => {
    const policyOf = async (path: string) =>
      (await fetch(stage.service.base + path)).headers.get('permissions-policy')
    expect(await policyOf('/verify')).to.contain('camera=(self)')
    expect(await policyOf('/')).to.contain('camera=()')
    expect(await policyOf('/api/openapi.json')).to.contain('camera=()')
  })

  describe('a receipt', () => {
    const save = async (receipt: string) =>
      fetch(`${stage.service.base}/verify/receipt`, {
        method: 'POST',
        body: new URLSearchParams({ receipt }),
      })
    const receiptOf = async (pasted: string) => {
      const { html } = await send({}, { pasted })
      return unescape(/name="receipt" value="([^"]+)"/.exec(html)?.[1] ?? '')
    }

    it('is saved as a file that this page reads, and nothing of it is kept', async () => {
      const logged = await stage.service.services.organizations.issueLog.find('')
      const answer = await save(await receiptOf(badges.revoked))
      expect(answer.status).to.equal(200)
      expect(answer.headers.get('content-disposition')).to.match(
        /^attachment; filename="receipt-\d{4}-\d\d-\d\d\.json"$/,
      )
      expect(answer.headers.get('content-type')).to.equal('application/vc')
      const text = await answer.text()
      expect(await stage.service.services.organizations.issueLog.find(text)).to.equal(logged)
      const { html } = await send({ 'receipt.json': text })
      expect(html).to.contain('This receipt is unchanged').and.contain('This service wrote it')
      expect(html).to.contain('Revoked')
      const { html: altered } = await send({ 'r.json': text.replace('"revoked"', '"valid"') })
      expect(altered).to.contain('this is not what the service wrote')
      expect(altered).not.to.contain('The answer at that time')
    })

    it('of somebody else, or what is none, is not handed out', async () => {
      const own = await receiptOf(badges.valid)
      for (const other of ['', 'hello', badges.valid, own.replace('"valid"', '"invalid"')]) {
        expect((await save(other)).status, other.slice(0, 20)).to.equal(400)
      }
    })
  })

  it('lets the same be checked again with a person, who is not given back', async () => {
    const { html } = await send({ 'good.json': badges.valid }, { recipient: 'zoe@else.example' })
    expect(html).not.to.contain('zoe@else.example')
    expect(unescape(/name="pasted" value="([^"]+)"/.exec(html)?.[1] ?? '')).to.equal(badges.valid)
  })

  it('knows a file again by its digest when its text comes back through a form', async () => {
    const text = JSON.stringify(JSON.parse(badges.valid), null, 2)
    const digest = createHash('sha256').update(text).digest('hex')
    expect((await send({ 'good.json': text })).html).to.contain(digest)
    // As browsers send what stands in a field (https://html.spec.whatwg.org/#constructing-form-data-set).
    expect((await send({}, { pasted: text.replaceAll('\n', '\r\n') })).html).to.contain(digest)
  })

  it('shows no picture of somebody else, and an address as a code for paper', async () => {
    const { html } = await send({}, { pasted: badges.share })
    expect(html).to.match(/<footer class="on-paper".*src="data:image\/svg\+xml/)
    const pictures = [...html.matchAll(/<img src="([^"]*)"/g)].map(([, address]) => address ?? '')
    for (const address of pictures) {
      expect(address.startsWith(stage.service.base) || address.startsWith('data:')).to.equal(true)
    }
  })
})
