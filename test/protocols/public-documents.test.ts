import { request } from 'node:http'
import { expect } from 'chai'
import { content, setStage, type Stage } from '../app/stage.ts'

describe('public documents', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const at = (path: string, headers: Record<string, string> = {}) =>
    fetch(stage.service.base + path, { headers, redirect: 'manual' })

  it('are the same for everybody, whoever is signed in and whatever host was asked for', async () => {
    const path = `/organizations/${stage.museum}/did.json`
    const plain = await (await at(path)).text()
    const { hostname, port } = new URL(stage.service.base)
    const asked = await new Promise<string>((resolve, reject) => {
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
      request({ hostname, port, path, headers }, (answer) => {
        let text = ''
        answer.on('data', (part: Buffer) => (text += part.toString()))
        answer.on('end', () => resolve(text))
      })
        .on('error', reject)
        .end()
    })
    expect(asked).to.equal(plain)
    expect(plain).not.to.contain('evil.example')
  })

  it('are open to every origin, without credentials; what is somebody’s own is not', async () => {
    const open = [
      '/.well-known/did.json',
      '/.well-known/jwks.json',
      `/organizations/${stage.museum}/did.json`,
      `/organizations/${stage.museum}/.well-known/jwks.json`,
    ]
    for (const path of open) {
      const { headers } = await at(path, { origin: 'https://other.example' })
      expect(headers.get('access-control-allow-origin'), path).to.equal('*')
      expect(headers.get('access-control-allow-credentials'), path).to.equal(null)
      expect(headers.get('set-cookie'), path).to.equal(null)
    }
    for (const path of ['/api/v1/backpack', '/account', '/backpack', `/console/${stage.museum}`]) {
      const { headers } = await at(path, { origin: 'https://other.example' })
      expect(headers.get('access-control-allow-origin'), path).to.equal(null)
    }
  })

  it('a DID resolver that asks the organization itself gets the document of did.json, and is told where it is', async () => {
    const path = `/organizations/${stage.museum}`
    const asked = await at(path, { accept: 'application/did+json' })
    expect(asked.status).to.equal(200)
    expect(asked.headers.get('content-type')).to.equal('application/did+json')
    expect(asked.headers.get('content-location')).to.equal(`${path}/did.json`)
    expect(asked.headers.get('vary')).to.match(/accept/i)
    expect(await asked.text()).to.equal(await (await at(`${path}/did.json`)).text())
    const profile = await at(path, { accept: 'application/ld+json, application/did+json;q=0.5' })
    expect(profile.headers.get('content-type')).to.equal('application/ld+json')
    expect((await at(path, { accept: '*/*' })).headers.get('content-type')).to.match(/ld.json/)
  })

  it('carry no charset in a type that has none', async () => {
    await stage.award({ name: 'Somebody' })
    const list = await at(`/organizations/${stage.museum}/status/1/revocation`)
    expect(list.headers.get('content-type')).to.equal('application/vc')
    expect(await list.json()).to.have.property('credentialSubject')
  })

  it('an organization and an achievement are a page for people and a document for machines', async () => {
    for (const path of [
      `/organizations/${stage.museum}`,
      `/achievements/${stage.achievementId}/versions/1`,
    ]) {
      const page = await at(path, { accept: 'text/html,*/*;q=0.8' })
      const document = await at(path, { accept: 'application/ld+json' })
      expect(page.headers.get('content-type')).to.contain('text/html')
      expect(document.headers.get('content-type')).to.contain('application/ld+json')
      expect(page.headers.get('vary')).to.match(/accept/i)
      expect(document.headers.get('vary')).to.match(/accept/i)
    }
  })

  it('a key is found at the address that its id names', async () => {
    const keys: unknown = await (
      await at(`/organizations/${stage.museum}/.well-known/jwks.json`)
    ).json()
    const kids = JSON.stringify(keys).match(/"kid":"([^"]+)"/g) ?? []
    expect(kids).to.have.length(2)
    for (const kid of kids) {
      const answer = await fetch(kid.slice(7, -1))
      expect(answer.status, kid).to.equal(200)
      expect(await answer.text())
        .to.contain(kid)
        .and.not.to.contain('"d"')
    }
  })

  it('a draft is nobody’s to see', async () => {
    const { achievements } = stage.service.services
    const draft = await achievements.create(stage.operator, stage.museum, {
      ...content,
      name: 'Draft',
    })
    for (const number of ['0', '1', '-1', 'x', '1e0', '01']) {
      for (const accept of ['text/html', 'application/json']) {
        const answer = await at(`/achievements/${draft.id}/versions/${number}`, { accept })
        expect(answer.status, number).to.equal(404)
      }
    }
  })

  it('a version and a status list have one address each', async () => {
    const bases = [
      [`/achievements/${stage.achievementId}/versions/`, ''],
      [`/organizations/${stage.museum}/status/`, '/revocation'],
    ] as const
    await stage.held(await stage.person('numbers@learners.example'))
    for (const [before, after] of bases) {
      const status = async (number: string) =>
        (await at(before + number + after, { accept: 'application/json' })).status
      expect(await status('1'), before).to.equal(200)
      for (const number of ['01', '1e0', '1.0', '+1', '0x1', '%201', '0', '1000000000']) {
        expect(await status(number), before + number).to.equal(404)
      }
    }
  })
})
