import { expect } from 'chai'
import { membersOf, textOf } from '../../scripts/demo/api.ts'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { schoolZip } from '../support/one-roster.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import { joinStaff, makeKey, makeOrganization, setUp, signIn } from './people.ts'

const names = [
  ...['Ana García', 'José Núñez', 'ليلى محمود', '山田 花子', 'דנה כהן', "Zoë O'Brien", 'Żółć 🦊'],
  ...Array.from({ length: 23 }, (_, place) => `Camper ${place + 1}`),
]
const csv = [
  'Nombre;Apellidos;Correo electrónico;Grupo;Fecha de nacimiento;Matrícula',
  'Ana;García;ana@family.example;Clase 5.º B;09/03/2014;A-1',
  'ليلى;محمود;;Clase 5.º B;21/09/2012;A-2',
  '花子;山田;;Clase 5.º A;;A-3',
  'Roto;Correo;not an address;Clase 5.º A;;A-4',
].join('\r\n')

onEveryEngine('an educator who brings in lists', (engine) => {
  let service: TestService
  let amara: Visitor
  let museum: string
  let home: string
  before(async () => {
    service = await startTestService(engine)
    const robin = await setUp(service)
    museum = await makeOrganization(robin, 'Museum of Rivers')
    home = `/console/${museum}`
    const person = { email: 'amara@museum.example', name: 'Amara', role: 'awarder' }
    amara = await joinStaff(service, robin, museum, person)
  })
  after(() => service.stop())

  /** A program sends a file. */
  const upload = async (bytes: Uint8Array, fields: Readonly<Record<string, string>>) => {
    const secret = await makeKey(amara, ['learners:write', 'learners:read'])
    const query = new URLSearchParams(fields).toString()
    const answer = await fetch(
      `${service.base}/api/v1/organizations/${museum}/roster-files?${query}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': bytes[0] === 0x50 ? 'application/zip' : 'text/csv',
        },
        body: Buffer.from(bytes),
      },
    )
    const body: unknown = await answer.json()
    return { status: answer.status, body, secret }
  }

  it('pastes thirty names into a group, looks at them, and brings them in', async () => {
    const preview = await amara.submit(`${home}/roster-imports/new`, {
      pasted: names.join('\r\n'),
      group: 'Camp week 1',
      dateOrder: 'told',
    })
    expect(preview.html).to.contain('30 new learners').and.contain('New groups: Camp week 1')
    for (const name of ['Ana García', 'ليلى محمود', '山田 花子']) {
      expect(preview.html).to.contain(`<bdi>${name}</bdi>`)
    }
    expect((await amara.open(`${home}/learners`)).html).to.contain('Nobody here')

    const done = await amara.press(preview.path, `${preview.path}/confirmation`)
    expect(done.html).to.contain('30 learners were added')
    const { html } = await amara.open(`${home}/groups`)
    const group = /\/groups\/[\w-]{22}/.exec(html)?.[0] ?? ''
    const members = await amara.open(`${home}${group}`)
    for (const name of ['Żółć 🦊', 'Camper 23', 'דנה כהן']) expect(members.html).to.contain(name)
    expect(members.html.indexOf('Camper 2<')).to.be.lessThan(members.html.indexOf('Camper 10<'))
  })

  it('is asked about the same names when the list comes again, and says who is somebody else', async () => {
    const { path, html } = await amara.submit(`${home}/roster-imports/new`, {
      pasted: 'ana garcia\nCamper 1',
      dateOrder: 'told',
    })
    expect(html).to.contain('2 have a name that is there already')
    const answered = await amara.press(path, `${path}/rows/1`, { somebodyElse: 'true' })
    expect(answered.html).to.contain('1 new learner').and.contain('You said that this is somebody')
    await amara.press(path, `${path}/confirmation`)
    const found = await amara.open(`${home}/learners?search=camper`)
    expect(found.html.split('>Camper 1<')).to.have.length(3)
  })

  it('is told in the form what cannot be read, and keeps what was typed', async () => {
    const page = `${home}/roster-imports/new`
    const nothing = await amara.submit(page, { pasted: ' ', dateOrder: 'told' })
    expect(nothing.status).to.equal(422)
    expect(nothing.html).to.contain('Fill this in.')
    const quote = await amara.submit(page, {
      pasted: 'Name\n"Ana',
      dateOrder: 'told',
      group: 'G 1',
    })
    expect(quote.status).to.equal(422)
    expect(quote.html).to.contain('Check how it is written').and.contain('value="G 1"')
  })

  it('chooses what the columns hold where the first line says it in another language', async () => {
    const { path } = await amara.submit(`${home}/roster-imports/new`, {
      pasted: 'Vorname\tNachname\tKlasse\nIda\tStern\t5c',
      dateOrder: 'told',
    })
    const { html } = await amara.submit(path, {
      'columns[0]': 'given-name',
      'columns[1]': 'family-name',
      'columns[2]': 'group',
      hasHeader: 'true',
    })
    expect(html).to.contain('1 new learner').and.contain('<bdi>Ida Stern</bdi>')
    const gone = await amara.press(path, `${path}/removal`)
    expect(gone.path).to.equal(`${home}/roster-imports/new`)
    expect((await amara.open(path)).status).to.equal(404)
  })

  it('sends a CSV with accents over the API: a result for each row, and no date of birth anywhere', async () => {
    const { status, body, secret } = await upload(new Uint8Array(Buffer.from(csv)), {})
    expect(status).to.equal(201)
    expect(body).to.deep.include({
      state: 'done',
      rows: 4,
      newGroups: ['Clase 5.º B', 'Clase 5.º A'],
      datesUnclear: false,
    })
    const api = service.api(secret)
    const id = textOf(membersOf(body), 'id')
    const path = `/api/v1/organizations/${museum}/roster-imports/${id}`
    const { rows } = await api.call('GET', `${path}/rows`)
    expect(rows).to.have.length(5)
    expect(rows).to.have.nested.property('[4].problem', 'email')
    expect(rows).to.have.nested.property('[4].result', 'left-out')
    const { learners } = await api.call(
      'GET',
      `/api/v1/organizations/${museum}/learners?search=${encodeURIComponent('محمود')}`,
    )
    expect(JSON.stringify(learners)).to.contain('"adultFrom":"2030-10-01"').and.contain('"A-2"')
    await expectNowhere(service, /2014-03-09|09\/03\/2014|21\/09\/2012/)
  })

  it('sends the OneRoster archive of a school: students, their classes, nobody else', async () => {
    const dry = await upload(schoolZip(), { dryRun: 'true' })
    expect(dry.body).to.deep.include({ state: 'preview', rows: 2, done: 0 })
    const id = textOf(membersOf(dry.body), 'id')
    const api = service.api(dry.secret)
    const path = `/api/v1/organizations/${museum}/roster-imports/${id}`
    const confirmed = await api.call('POST', `${path}/confirmation`)
    expect(confirmed).to.deep.include({ state: 'done' })
    expect(confirmed['results']).to.deep.include({ added: 2 })
    const found = await amara.open(`${home}/learners?search=anita`)
    expect(found.html).to.contain('Anita Ruiz').and.contain('Biology (BIO-1)')
    expect((await amara.open(`${home}/learners?search=cher`)).html).to.contain('Nobody here')
    const log = await (await signIn(service, 'robin@ecosystem.example')).open(`${home}/audit`)
    expect(log.html).to.contain('Brought in a list of learners: 2')
    await expectNowhere(service, /2014-03-09|teacher@school/)
  })

  it('notes months of age and an own number on the page of a learner', async () => {
    const { html } = await amara.open(`${home}/learners?search=camper`)
    const path = `${home}${/\/learners\/[\w-]{22}/.exec(html)?.[0] ?? ''}`
    const fields = { name: 'Camper X', rosterId: 'X-1', ageBand: 'unknown' }
    const wrong = await amara.submit(path, {
      ...fields,
      consentsFrom: '2030-01',
      adultFrom: '2029-01',
    })
    expect(wrong.status).to.equal(422)
    await amara.submit(path, { ...fields, consentsFrom: '2030-12', adultFrom: '2035-12' })
    const shown = await amara.open(path)
    expect(shown.html).to.contain('value="2030-12"').and.contain('value="2035-12"')
    const taken = await amara.submit(path, { ...fields, rosterId: 'A-1' })
    expect(taken.status).to.equal(409)
  })
})

/** In nothing that is stored, logged or mailed. */
async function expectNowhere(service: TestService, secret: RegExp): Promise<void> {
  for await (const { table, row } of service.storage.dump()) {
    expect(secret.exec(JSON.stringify(row))?.[0], table).to.equal(undefined)
  }
  expect(service.logLines.join('')).not.to.match(secret)
}
