import { expect } from 'chai'
import { membersOf, textOf } from '../../scripts/demo/api.ts'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { scopes } from '../../src/caller.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('a class is awarded at once', (engine) => {
  let service: TestService
  let owner: Visitor
  let organizationId: string
  let achievementId: string
  let key: string

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    owner = await people.setUp(service)
    organizationId = await people.makeOrganization(owner, 'Museum of Rivers')
    achievementId = await people.publishAchievement(owner, organizationId)
    key = await people.makeKey(owner, scopes)
  })
  after(() => service.stop())

  const console = (rest: string) => `/console/${organizationId}${rest}`
  const path = (rest: string) => `/api/v1/organizations/${organizationId}${rest}`
  const work = async () => {
    while ((await service.services.worker.runDue()) > 0);
  }
  const stateOf = async (id: string) => {
    const { state, counts } = await service.api(key).call('GET', path(`/batches/${id}`))
    const filled = Object.entries(membersOf(counts)).filter(([, count]) => count !== 0)
    return { state, ...Object.fromEntries(filled) }
  }

  it('on pages: pasted, looked through, mended in place, started, watched and undone in time', async () => {
    const pasted = [
      'Name,Email,Badge,Level,Favourite colour',
      'Ana Flores,ana@class.example,Water Quality Explorer,Guide,blue',
      'Ben,,Water Quality Explorer,1,red',
      'Cem,cem at class,Water Quality Explorer,,green',
      'Dea,,Unheard of,,red',
      'Ana Flores,ana@class.example,Water Quality Explorer,,blue',
    ].join('\n')
    const sent = await owner.submit(console('/batches/new'), { pasted, name: 'Class 7b' })
    expect(sent.html).to.contain('What do the columns hold?').and.contain('Favourite colour')
    expect(sent.html).to.contain('blue').and.contain('That is enough to check the rows.')
    const base = (sent.path.split('?')[0] ?? '').replace(/\/columns$/, '')
    expect((await owner.open(console('/batches'))).html).to.contain('Columns to be named')
    const named = await owner.submit(`${base}/columns`, {
      ...Object.fromEntries(
        ['name', 'email', 'achievement', 'level', 'ignored'].map((meaning, place) => [
          `columns[${String(place)}]`,
          meaning,
        ]),
      ),
      hasHeader: 'true',
    })
    expect(named.html).to.contain('Being checked').and.contain('0 of 5 rows')
    await work()

    const checked = (await owner.open(base)).html
    expect(checked).to.contain('Class 7b').and.contain('Ready to start')
    expect(checked).to.contain('These columns are left out: Favourite colour.')
    expect(checked).to.contain('Email: this does not look right.')
    expect(checked).to.contain('Badge: no published badge has this name.')
    expect(checked).to.contain('Says the same as row 1.')
    expect(checked).to.contain('2 badges are awarded.').and.contain('1 mail is sent.')
    expect(checked).not.to.contain('of 5 rows')

    const wrong = await owner.submit(`${base}/rows/3`, {
      name: 'Cem',
      email: 'still wrong',
      achievement: 'Water Quality Explorer',
    })
    expect(wrong.html).to.contain('Has a mistake').and.contain('Email: this does not look right.')
    // The fault stands at its field; what nobody filled in is folded away.
    expect(wrong.html).to.match(/for="field-email"[\s\S]{0,300}this does not look right/)
    expect(wrong.html.indexOf('What else a row can say')).to.be.within(
      wrong.html.indexOf('id="field-email"'),
      wrong.html.indexOf('id="field-narrative"'),
    )
    const nameless = await owner.submit(`${base}/rows/3`, { achievement: 'Water Quality Explorer' })
    expect(nameless.html).to.match(/<input[^>]*id="field-name"[^>]*required/)
    const mended = await owner.submit(`${base}/rows/3`, {
      name: 'Cem',
      email: 'cem@class.example',
      achievement: 'Water Quality Explorer',
    })
    expect(mended.html).to.contain('Fits')
    await owner.press(`${base}/rows/4`, `${base}/rows/4/exclusion`)

    const started = await owner.press(base, `${base}/start`, { holdMinutes: '15' })
    expect(started.html).to.contain('Being awarded')
    await work()
    const done = (await owner.open(base)).html
    expect(done).to.contain('Done').and.contain('Mails are held back until')
    expect(done).to.contain('Awarded, mail waits')
    const id = people.lastPart(base)
    expect(await stateOf(id)).to.deep.equal({ state: 'done', held: 2, issued: 1, 'left-out': 2 })

    const undone = await owner.submit(`${base}/undo`, { reason: 'The wrong class.' })
    expect(undone.html).to.contain('Undone')
    await work()
    expect(await stateOf(id)).to.deep.equal({ state: 'undone', undone: 3, 'left-out': 2 })
    service.pass(3_600_000)
    await work()
    const { awards } = await service.api(key).call('GET', path('/awards?state=revoked'))
    expect(awards).to.be.an('array').with.length(3)
    expect((await owner.open(console('/batches'))).html).to.contain('Class 7b')
    expect((await owner.open(console('/audit'))).html).to.contain('Undid a batch of awards')
  })

  it('over the API: sent, mended, started, listened to until it ends, and mailed', async () => {
    const api = service.api(key)
    const batch = await api.call('POST', path('/batches'), {
      achievementId,
      rows: [
        { name: 'Eva', email: 'eva@class.example', level: 1, narrative: 'Measured twice.' },
        { name: 'Fin', evidenceUrl: 'notes' },
        { name: 'Gil' },
      ],
    })
    const id = textOf(batch, 'id')
    await work()
    expect(await stateOf(id)).to.deep.equal({ state: 'ready', valid: 2, invalid: 1 })
    const { rows } = await api.call('GET', path(`/batches/${id}/rows?state=invalid`))
    const row: unknown = Array.isArray(rows) ? rows[0] : undefined
    expect(membersOf(row)['problems']).to.deep.equal([
      {
        column: 'evidenceUrl',
        rule: 'web-address',
        message: 'Link to the work: a web address begins with https://.',
      },
    ])
    const mended = await api.call('PATCH', path(`/batches/${id}/rows/2`), {
      cells: { name: 'Fin', evidenceUrl: 'https://example.org/notes' },
    })
    expect(mended['state']).to.equal('valid')
    await api.call('POST', path(`/batches/${id}/start`), { holdMinutes: 0 })
    await api.call('POST', path(`/batches/${id}/pause`))
    await api.call('DELETE', path(`/batches/${id}/pause`))

    const listening = await fetch(`${service.base}${path(`/batches/${id}`)}`, {
      headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' },
    })
    expect(listening.headers.get('content-type')).to.contain('text/event-stream')
    const heard = listening.text()
    await work()
    const events = (await heard).split('\n\n').filter((event) => event.startsWith('event: batch'))
    expect(events.at(-1)).to.contain('"state":"done"')
    await work()
    expect(await stateOf(id)).to.deep.equal({ state: 'done', mailed: 1, issued: 2 })
    const claim = await service.linkMailedTo('eva@class.example', '/claim/')
    expect((await service.visitor().open(claim)).html).to.contain('Water Quality Explorer')
  })

  it('as a group, and a request that is repeated makes no second batch', async () => {
    const api = service.api(key)
    const added = await Promise.all(
      ['Hana', 'Ivo'].map((name) => api.call('POST', path('/learners'), { name })),
    )
    const group = await api.call('POST', path('/groups'), { name: 'Camp week' })
    const groupId = textOf(group, 'id')
    const { groups } = service.services.learners
    const account = await service.services.accounts.people.byEmail('robin@ecosystem.example')
    const caller = { accountId: account?.id ?? '', scopes: 'every', operator: true } as const
    await groups.add(
      caller,
      organizationId,
      groupId,
      added.map((one) => textOf(one, 'id')),
    )

    const send = async () => {
      const answer = await fetch(`${service.base}${path('/batches')}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': '"camp-week"',
        },
        body: JSON.stringify({ achievementId, groupId, start: {} }),
      })
      return textOf(membersOf(await answer.json()), 'id')
    }
    const id = await send()
    expect(await send()).to.equal(id)
    await work()
    expect(await stateOf(id)).to.deep.equal({ state: 'done', issued: 2 })
    const page = await owner.submit(console('/batches/new'), { achievementId, groupId })
    await work()
    const again = (await owner.open(page.path.split('?')[0] ?? '')).html
    expect(again).to.contain('Has this badge already.')
  })

  it('over the API from a table: columns are read, named, remembered; mail and badge are seen; or it is thrown away', async () => {
    const api = service.api(key)
    const table = ['Quién;Escribir a;Autobús', 'Noa Vega;noa@class.example;4', 'Iker Vega;;7'].join(
      '\n',
    )
    const send = async () => textOf(await api.call('POST', path('/batches'), { table }), 'id')
    const statusOf = async (id: string) => {
      const headers = { authorization: `Bearer ${key}` }
      return (await fetch(`${service.base}${path(`/batches/${id}`)}`, { headers })).status
    }
    const id = await send()
    expect(await stateOf(id)).to.include({ state: 'columns' })
    const asked = await api.call('GET', path(`/batches/${id}/columns`))
    expect(asked).to.include({ hasHeader: true, remembered: false })
    expect(asked['columns']).to.deep.include({
      title: 'Escribir a',
      meaning: 'email',
      samples: ['noa@class.example'],
    })
    const columns = ['name', 'email', 'ignored']
    const twice = api.call('PUT', path(`/batches/${id}/columns`), {
      columns: ['name', 'name', 'ignored'],
      hasHeader: true,
      achievementId,
    })
    const refused = await twice.then(String, String)
    expect(refused).to.contain('400').and.contain('/columns/1')
    const named = { columns, hasHeader: true, achievementId }
    expect(await api.call('PUT', path(`/batches/${id}/columns`), named)).to.include({ rows: 2 })
    await work()
    expect(await stateOf(id)).to.deep.equal({ state: 'ready', valid: 2 })

    const seen = await api.call('GET', path(`/batches/${id}/rows/1/preview`))
    expect(seen).to.deep.include({ number: 1, problems: [], leftOut: false })
    expect(membersOf(seen['award'])).to.include({ recipientName: 'Noa Vega', achievementId })
    const mails: unknown = seen['mails']
    const mail: unknown = Array.isArray(mails) ? mails[0] : undefined
    expect(membersOf(mail)).to.include({ to: 'learner', email: 'noa@class.example' })
    const unmailed = await api.call('GET', path(`/batches/${id}/rows/2/preview`))
    expect(unmailed).to.deep.include({ mails: [], noMail: 'no-address' })
    expect(await stateOf(id), 'looking changes nothing').to.deep.equal({ state: 'ready', valid: 2 })

    const again = await send()
    const known = await api.call('GET', path(`/batches/${again}/columns`))
    expect(known['remembered']).to.equal(true)
    await api.call('DELETE', path(`/batches/${again}`))
    expect(await statusOf(again)).to.equal(404)
    const started = api.call('DELETE', path(`/batches/${id}`))
    expect(await started.then(String, String), 'it has rows by now').to.contain('409')
  })

  it('refuses whoever may not, and what is no batch', async () => {
    const collection = path('/batches')
    const ask = async (secret: string | undefined, body: unknown) =>
      (
        await fetch(`${service.base}${collection}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
          },
          body: JSON.stringify(body),
        })
      ).status
    const rows = [{ name: 'Jan' }]
    const stranger = await people.makeKey(
      await people.signIn(service, 'stranger@class.example'),
      scopes,
    )
    const reader = await people.makeKey(owner, ['awards:read'])
    expect(await ask(undefined, { rows })).to.equal(401)
    expect(await ask(reader, { rows })).to.equal(403)
    expect(await ask(stranger, { rows })).to.equal(404)
    expect(await ask(key, { rows: [] })).to.equal(400)
    expect(await ask(key, { rows: [{ name: 'Jan', surprise: 1 }] })).to.equal(400)
    expect(await ask(key, {})).to.equal(400)
  })

  // Last: its rows are there to be checked whenever the worker looks.
  it('takes ten thousand rows in one call, and no more', async function () {
    this.timeout(240_000)
    const most = Array.from({ length: 10_000 }, (_, place) => ({
      name: `Learner ${String(place)}`,
      narrative: 'Measured the river twice, wrote it down and told the others what it means.',
      evidenceUrl: `https://example.org/work/${String(place)}`,
    }))
    // What stands in for MongoDB where these tests run may need a second for forty rows.
    const rows = engine === 'sqlite' ? most : most.slice(0, 1_000)
    const api = service.api(key)
    const sent = await api.call('POST', path('/batches'), { achievementId, rows })
    const id = textOf(sent, 'id')
    expect(sent).to.include({ rows: rows.length, state: 'checking' })
    await service.services.worker.runDue()
    expect(await stateOf(id)).to.deep.equal({
      state: 'checking',
      valid: 200,
      unchecked: rows.length - 200,
    })
    const { rows: page } = await api.call('GET', path(`/batches/${id}/rows`))
    expect(Array.isArray(page) ? page.map((one) => membersOf(one)['number']) : page).to.deep.equal(
      Array.from({ length: 50 }, (_, place) => place + 1),
    )
    const tooMany = await fetch(`${service.base}${path('/batches')}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ achievementId, rows: [...most, { name: 'One more' }] }),
    })
    expect(tooMany.status).to.equal(400)
  })
})
