import { expect } from 'chai'
import { unescape, type Visitor } from '../../scripts/demo/visitor.ts'
import { readQr } from '../../src/images/read-qr.ts'
import { cardPlaces } from '../../src/print/card-sheet.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import { picturesOf } from '../support/pdf-pictures.ts'
import {
  joinStaff,
  lastPart,
  makeKey,
  makeOrganization,
  publishAchievement,
  setUp,
  signIn,
} from './people.ts'
import sharp from 'sharp'

onEveryEngine('a class of thirty at the door', (engine) => {
  let service: TestService
  let museum: string
  let achievementId: string
  let teacher: Visitor
  let key: string
  let learnerIds: string[]

  before(async () => {
    service = await startTestService(engine)
    const operator = await setUp(service)
    museum = await makeOrganization(operator, 'Museum of Rivers')
    achievementId = await publishAchievement(operator, museum)
    teacher = await joinStaff(service, operator, museum, {
      email: 'tess@museum.example',
      name: 'Tess',
      role: 'awarder',
    })
    key = await makeKey(teacher, ['awards:write', 'learners:write', 'learners:read'])
    learnerIds = []
    for (const name of ['Otter', 'محمد', 'प्रिया', '王小明']) {
      const { id } = await created('learners', { name, ageBand: 'minor' })
      learnerIds.push(String(id))
    }
    await created('awards', { achievementId, learner: { id: learnerIds[0] } })
    const { accounts, guardianship } = service.services
    const tess = await accounts.people.byEmail('tess@museum.example')
    const caller = await accounts.callerOfAccount(tess?.id ?? '')
    if (caller === undefined) throw new Error('there is no such account')
    await guardianship.consents.record(caller, museum, {
      learnerIds: learnerIds.slice(0, 1),
      purposes: ['hold-badges'],
      method: 'paper-seen',
      language: 'en',
    })
  })
  after(() => service.stop())

  const inAWeek = () => new Date(Date.now() + 7 * 864e5).toISOString().slice(0, 10)
  const home = () => `/console/${museum}`
  const address = (path: string) => `${service.base}/api/v1/organizations/${museum}/${path}`
  const asked = (path: string, body?: unknown, secret = key) =>
    fetch(address(path), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const created = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await asked(path, body)
    const text = await answer.text()
    expect(answer.status, text).to.equal(201)
    return Object.fromEntries(Object.entries(JSON.parse(text) as object))
  }
  /** The addresses in the QR codes of a sheet of four large cards a page. */
  const scanned = async (batchId: string) => {
    const answer = await asked(`claim-card-batches/${batchId}/sheet?paper=letter&layout=four`)
    expect(answer.status).to.equal(200)
    expect(answer.headers.get('content-type')).to.equal('application/pdf')
    expect(answer.headers.get('cache-control')).to.equal('no-store')
    const [page] = await picturesOf(new Uint8Array(await answer.arrayBuffer()))
    const places = cardPlaces({ layout: 'four', paper: 'letter' })
    const found = await Promise.all(
      places.map(async ({ x, y, width, height }) => {
        const [left, top] = [Math.round(x * 2), Math.round(y * 2)]
        const area = { left, top, width: width * 2, height: height * 2 }
        return readQr(await sharp(page).extract(area).png().toBuffer())
      }),
    )
    return found.flatMap((text) => (text === undefined ? [] : [new URL(text).pathname]))
  }

  it('the teacher makes cards on the page, prints them, and a family scans one and has the badge', async () => {
    const choose = await teacher.open(`${home()}/claim-cards/new?for=learners`)
    expect(choose.html).to.contain('محمد').and.contain('王小明')
    const made = await teacher.submit(`${home()}/claim-cards/new?for=learners`, {
      name: 'Class 4b',
      layout: 'four',
      language: 'es',
      expiresOn: inAWeek(),
      ...Object.fromEntries(learnerIds.map((id, place) => [`learnerIds[${String(place)}]`, id])),
    })
    expect(made.status).to.equal(200)
    expect(made.html).to.contain('4 waiting').and.contain('Otter')
    const batchId = lastPart(made.path)
    const cards = await scanned(batchId)
    expect(cards).to.have.length(4)
    expect(made.html).not.to.contain(lastPart(cards[0] ?? ''))

    const stranger = service.visitor()
    const shown = await stranger.open(cards[0] ?? '')
    expect(shown.status).to.equal(200)
    expect(shown.html).to.contain('Water Quality Explorer').and.contain('/claim/later')
    expect(shown.html).not.to.contain('Otter')
    expect((await stranger.open('/claim/later')).status).to.equal(200)

    const family = await signIn(service, 'family@home.example')
    const { path, html } = await family.submit(cards[0] ?? '', { as: 'self' })
    expect(path).to.equal('/backpack')
    expect(html).to.contain('Water Quality Explorer')
    expect((await family.open(cards[0] ?? '')).status).to.equal(410)
    expect((await teacher.open(made.path)).html)
      .to.contain('1 claimed')
      .and.contain('3 waiting')

    const again = await scanned(batchId)
    expect(again).to.deep.equal(cards.slice(1))
    const guardian = await signIn(service, 'guardian@home.example')
    await guardian.submit(again[1] ?? '', { as: 'guardian' })
    expect((await teacher.open(made.path)).html).to.contain('2 claimed')
    await teacher.press(made.path, `${made.path}/withdrawal`)
    const gone = await guardian.submit(again[0] ?? '', { as: 'self' })
    expect(gone.status).to.equal(410)
  })

  it('cards for whoever comes: typed at /claim, a nickname is asked, and the badge is there', async () => {
    const batch = await created('claim-card-batches', {
      name: 'Open day',
      language: 'en',
      layout: 'ten',
      expiresOn: inAWeek(),
      achievementId,
      count: 2,
    })
    const [card] = await scanned(String(batch['id']))
    const visitor = await signIn(service, 'walk-in@home.example')
    const typed = lastPart(card ?? '')
      .toLowerCase()
      .replaceAll(/(.{4})/g, '$1 ')
    const found = await visitor.submit('/claim', { code: typed })
    expect(found.path.toUpperCase()).to.equal((card ?? '').toUpperCase())
    expect((await visitor.submit(found.path, { as: 'self' })).status).to.equal(422)
    const done = await visitor.submit(found.path, { as: 'self', nickname: 'Blue Otter 7' })
    expect(done.path).to.equal('/backpack')
    expect(done.html).to.contain('Water Quality Explorer')
  })

  it('a class link: children give a nickname, the teacher says yes to all, and each has a code', async () => {
    const opened = await teacher.submit(`${home()}/claim-links/new`, {
      name: 'Camp week 2',
      achievementId,
      startsOn: new Date().toISOString().slice(0, 10),
      endsOn: inAWeek(),
      limit: '3',
      approval: 'true',
      who: 'nickname',
      language: 'en',
    })
    expect(opened.status, opened.html.slice(0, 3000)).to.equal(200)
    const code = /value="([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])"/.exec(opened.html)?.[1]
    const poster = await asked(`claim-links/${lastPart(opened.path)}/poster?paper=letter`)
    const [picture] = await picturesOf(new Uint8Array(await poster.arrayBuffer()))
    const join = new URL((await readQr(picture ?? Buffer.alloc(0))) ?? '').pathname
    expect(join).to.equal(`/join/${(code ?? '').replaceAll('-', '')}`)

    const [one, two, three] = [service.visitor(), service.visitor(), service.visitor()]
    expect((await one.submit('/join', { code: code?.toLowerCase() ?? '' })).path).to.equal(join)
    expect((await one.submit('/join', { code: 'ABCD-EFGH-JKMN-P' })).status).to.equal(404)
    expect((await one.submit(join, { nickname: 'me@example.org' })).status).to.equal(422)
    const waiting = await one.submit(join, { nickname: 'Red Fox 3' })
    expect(waiting.html).contain('Red Fox 3').and.not.contain('http-equiv="refresh"')
    await two.submit(join, { nickname: 'Green Owl 8' })
    const declined = await three.submit(join, { nickname: 'Nobody here' })
    expect((await three.open(join)).html).not.to.contain('Red Fox')

    const shown = await teacher.open(opened.path)
    expect(shown.html).to.contain('Red Fox 3').and.contain('Green Owl 8')
    const refusal = /action="([^"]*requests\/([\w-]+)\/refusal)"[^]*?Decline Nobody here/.exec(
      shown.html.slice(shown.html.indexOf('<bdi>Nobody here</bdi>')),
    )?.[1]
    await teacher.press(opened.path, refusal ?? '')
    const all = await teacher.press(opened.path, `${opened.path}/approvals`)
    expect(all.html).to.contain('Nobody is waiting now')
    expect((await three.open(declined.path)).html).to.contain('Not this time')
    const done = await one.open(waiting.path)
    const own = /class="big-code">([^<]+)</.exec(done.html)?.[1] ?? ''
    expect(done.html).to.contain('It is yours')
    const pdf = await fetch(`${service.base}${waiting.path}/card.pdf`)
    expect(pdf.status).to.equal(200)
    const [card] = await picturesOf(new Uint8Array(await pdf.arrayBuffer()))
    expect(await readQr(card ?? Buffer.alloc(0))).to.equal(
      `${service.base}/claim/code/${own.replaceAll('-', '')}`,
    )
    const family = await signIn(service, 'fox@home.example')
    expect((await family.submit('/claim', { code: own })).path).to.match(/^\/backpack\/./)
    expect((await family.open(waiting.path)).html).to.contain('/backpack')

    await teacher.press(opened.path, `${opened.path}/closing`)
    const late = await service.visitor().open(join)
    expect(late.status).to.equal(410)
    expect(late.html).to.contain('This code was closed')
  })

  it('a kiosk signs the teacher out, gives each child a card, and forgets it for the next', async () => {
    const device = await signIn(service, 'tess@museum.example')
    const start = await device.press(`${home()}/claim-links`, `${home()}/kiosks`, { achievementId })
    expect(start.path).to.match(/^\/kiosk\/[\w-]{43}$/)
    expect((await device.open(home())).path).to.match(/^\/sign-in/)
    expect(start.html).not.to.contain('site-header')
    const offered = [...start.html.matchAll(/name="nickname" value="([^"]+)"/g)].map(([, one]) =>
      unescape(one ?? ''),
    )
    expect(offered).to.have.length(6)
    const given = await device.submit(start.path, { nickname: offered[0] ?? '' })
    expect(given.html)
      .to.contain(offered[0] ?? '')
      .and.contain('class="big-code"')
    const code = /class="big-code">([^<]+)</.exec(given.html)?.[1] ?? ''
    const own = lastPart(given.path)
    expect((await fetch(`${service.base}/joined/${own}/card.pdf`)).status).to.equal(200)
    expect((await device.open(`/joined/${own}`)).status).to.equal(404)
    service.pass(3 * 60_000)
    expect((await device.open(given.path)).path).to.equal(start.path)
    expect((await fetch(`${service.base}/joined/${own}/card.pdf`)).status).to.equal(404)

    const family = await signIn(service, 'kiosk@home.example')
    expect((await family.submit('/claim', { code })).path).to.match(/^\/backpack\/./)

    const links = (await teacher.open(`${home()}/claim-links`)).html
    const link = /href="(\/console\/[\w-]+\/claim-links\/[\w-]{22})"/.exec(links)?.[1] ?? ''
    const stop = /action="([^"]+\/kiosks\/[\w-]{22}\/closing)"/.exec(
      (await teacher.open(link)).html,
    )?.[1]
    await teacher.press(link, stop ?? '')
    const over = await device.open(start.path)
    expect(over.status).to.equal(410)
    expect(over.html).to.contain('This kiosk has stopped')
  })

  it('codes and tokens stand in no log line, and nicknames neither', () => {
    const log = service.logLines.join('')
    expect(log).to.contain('/claim/code/:code').and.contain('/join/:code')
    expect(log).not.to.match(/claim\/code\/[0-9A-Z]{13}|join\/[0-9A-Z]{13}|kiosk\/[\w-]{43}/)
    // As words: three letters may well stand inside an id of chance.
    expect(log).not.to.match(/\b(?:Otter|Fox|Owl)\b/)
  })
})
