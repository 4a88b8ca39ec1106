import { expect } from 'chai'
import { setStage, type Stage } from './stage.ts'

/** A child's name, nickname and address, planted where the service has to hold them, must come out nowhere else. */
describe('what the service knows of a child', () => {
  let stage: Stage
  const child = {
    name: 'Xiomara Quetzalli',
    nickname: 'Wolpertinger 9',
    email: 'xiomara.planted@family.example',
  }
  const planted = /xiomara|quetzalli|wolpertinger|planted/i
  const seen = new Map<string, string>()

  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    const { base, services } = stage.service
    const visitor = stage.service.visitor()
    const adult = await stage.award({ name: child.name, email: child.email, ageBand: 'adult' })
    await stage.award({ name: child.nickname, ageBand: 'minor' })
    const link = await stage.service.linkMailedTo(child.email, '/claim/')
    await visitor.submit(link, {})
    await visitor.open(`/console/${stage.museum}/learners?search=${encodeURIComponent(child.name)}`)
    await visitor.open(`/no-such-page/${child.email}?name=${child.name}`)
    await visitor.submit('/sign-in', { email: child.email })
    await fetch(`${base}/api/v1/organizations/${child.email}/learners`, {
      headers: { 'x-name': child.email },
    })
    await stage.staff('viewer', 'viewer@museum.example')
    const caller = await stage.person(child.email)
    const endsAt = new Date(Date.now() + 864e5).toISOString().replace(/\.\d+/, '')
    const share = await services.portfolio.share(caller, adult.id, { endsAt, nameForm: 'none' })
    await services.issuing.state.revoke(stage.operator, stage.museum, adult.id, 'A mistake.')

    seen.set('the credential', adult.credential ?? '')
    seen.set('the log', stage.service.logLines.join(''))
    seen.set('the addresses of pages', [link, share.id].join(' '))
    const paths = [
      '/metrics',
      '/.well-known/did.json',
      '/.well-known/jwks.json',
      `/organizations/${stage.museum}`,
      `/organizations/${stage.museum}/did.json`,
      `/organizations/${stage.museum}/status/1/revocation`,
      `/organizations/${stage.museum}/status/1/suspension`,
      `/achievements/${stage.achievementId}/versions/1`,
      `/credentials/${adult.credentialId}`,
      `/s/${share.id}`,
      `/s/${share.id}.json`,
      `/s/${share.id}.jwt`,
      `/s/${share.id}.svg`,
    ]
    for (const path of paths) {
      for (const accept of ['text/html', 'application/json', '*/*']) {
        const text = await (await fetch(base + path, { headers: { accept } })).text()
        seen.set(`${path} as ${accept}`, text)
      }
    }
    const token = await (await fetch(`${base}/s/${share.id}.jwt`)).text()
    seen.set(
      'the claims of the JWT',
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    )
    const { entries } = { entries: await services.audit.list(stage.museum) }
    seen.set('the audit log', JSON.stringify(entries))
    const others = (await stage.mails()).filter((mail) => !mail.includes(`To: ${child.email}`))
    expect(others).not.to.have.length(0)
    seen.set('mails to others', others.join('\n'))
  })
  after(() => stage.stop())

  it('is in the mails that go to the child, so the search would find it', async () => {
    const own = (await stage.mails()).filter((mail) => mail.includes(`To: ${child.email}`))
    expect(own.join('')).to.match(planted)
  })

  it('is in no credential, list, document, page, log line, metric or mail to others', () => {
    expect(seen.size).to.be.greaterThan(40)
    for (const [place, text] of seen) {
      expect(text, place).not.to.equal('')
      expect(planted.exec(text)?.[0], place).to.equal(undefined)
    }
  })
})
