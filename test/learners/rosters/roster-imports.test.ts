import { expect } from 'chai'
import fc from 'fast-check'
import type { Caller } from '../../../src/caller.ts'
import { learnerTable, type Learner } from '../../../src/learners/tables.ts'
import { wordsOf } from '../../../src/storage/words.ts'
import type { RosterSource } from '../../../src/learners/rosters/read-roster.ts'
import type { OpenOptions } from '../../../src/learners/rosters/roster-imports.ts'
import { rosterRowTable, type RosterRow } from '../../../src/learners/rosters/tables.ts'
import { day, expectRefusal, setStage, type Stage } from '../../app/stage.ts'
import { laterFiles, olderFiles, schoolZip } from '../../support/one-roster.ts'
import { onEveryEngine } from '../../support/service.ts'

const text = (lines: readonly string[]): RosterSource => ({ kind: 'text', text: lines.join('\n') })
const thirty = Array.from({ length: 30 }, (_, place) => `Learner ${String(place + 10)}`)

onEveryEngine('a roster that is brought in', (engine) => {
  let stage: Stage
  let awarder: Caller
  let place: string
  before(async () => {
    stage = await setStage(engine)
    awarder = stage.operator
  })
  beforeEach(async () => void (place = await stage.organization('A place of its own')))
  after(() => stage.stop())

  const learners = () => stage.service.services.learners
  const imports = () => learners().imports
  const open = (source: RosterSource, options: OpenOptions = {}) =>
    imports().open(awarder, place, source, options)
  const rowsOf = async (importId: string): Promise<readonly RosterRow[]> => {
    const rows: RosterRow[] = []
    let after: string | undefined
    do {
      const query = after === undefined ? {} : { after }
      const page = await imports().rows(awarder, place, importId, query)
      rows.push(...page.rows)
      after = page.next
    } while (after !== undefined)
    return rows
  }
  const bringIn = async (source: RosterSource, options: OpenOptions = {}) => {
    const { id } = await open(source, options)
    const done = await imports().confirm(awarder, place, id)
    expect(done.state).to.equal('done')
    return done
  }
  const everybody = async (): Promise<readonly Learner[]> => {
    const found: Learner[] = []
    let after: string | undefined
    do {
      const query = after === undefined ? {} : { after }
      const page = await learners().list(awarder, place, query)
      found.push(...page.rows)
      after = page.next
    } while (after !== undefined)
    return found
  }
  const named = async (name: string) => (await everybody()).filter((one) => one.name === name)
  const groupsOf = async ({ groups = [] }: Learner) =>
    (await learners().groups.byIds(place, groups)).map(({ name }) => name).toSorted()

  it('adds everybody on a pasted list, once, and puts them into a group; again it changes nothing', async () => {
    const first = await bringIn(text(thirty), { group: 'Camp week 1' })
    expect(first.results).to.deep.equal({ added: 30, changed: 0, unchanged: 0, 'left-out': 0 })
    expect((await everybody()).map(({ name }) => name).toSorted()).to.deep.equal(thirty)
    for (const one of await everybody()) expect(await groupsOf(one)).to.deep.equal(['Camp week 1'])

    const preview = await open(text(thirty), { group: 'Camp week 1' })
    expect(preview.counts).to.include({ double: 30, new: 0 })
    const again = await imports().confirm(awarder, place, preview.id)
    expect(again.results).to.deep.equal({ added: 0, changed: 0, unchanged: 30, 'left-out': 0 })
    expect(await everybody()).to.have.length(30)
  })

  it('does nothing to anybody before it is confirmed, and is forgotten when it is discarded or old', async () => {
    const { id } = await open(text(['Ana', 'Bo']), { group: 'New group' })
    expect(await everybody()).to.deep.equal([])
    expect((await learners().groups.list(awarder, place, {})).rows).to.deep.equal([])
    await imports().discard(awarder, place, id)
    await expectRefusal(imports().read(awarder, place, id), 'not-found')
    await expectRefusal(imports().confirm(awarder, place, id), 'not-found')
    const old = await open(text(['Cy']))
    stage.service.pass(2 * day + 1000)
    await expectRefusal(imports().confirm(awarder, place, old.id), 'not-found')
    stage.service.pass(3 * day)
    await stage.service.storage.sweep(stage.service.services.world.now())
    for await (const { table, row } of stage.service.storage.dump()) {
      const isLeft = table === 'rosterRows' && [id, old.id].includes(String(row['importId']))
      expect(isLeft, table).to.equal(false)
    }
  })

  it('knows people again by their roster id, whatever they are called now, and says what is new', async () => {
    await bringIn(text(['Id,Name,Group', '1,Ana Ruiz,5a', '2,Bo Li,5a']))
    const { id, counts } = await open(
      text(['Id,Name,Group,Born', '1,Ana Ruiz Soto,5b,2014-03-09', '2,Bo Li,5a,', '3,Cy,5a,']),
    )
    expect(counts).to.include({ new: 1, changed: 1, known: 1 })
    const rows = await rowsOf(id)
    expect(rows.map(({ verdict }) => verdict)).to.deep.equal(['header', 'changed', 'known', 'new'])
    expect(rows[1]?.news).to.deep.equal(['name', 'age', 'group'])
    await imports().confirm(awarder, place, id)
    const [ana] = await named('Ana Ruiz Soto')
    if (ana === undefined) throw new Error('she is there')
    expect(ana).to.include({ rosterId: '1', ageBand: 'minor', consentsFrom: '2027-04-01' })
    expect(await groupsOf(ana)).to.deep.equal(['5a', '5b'])
    expect(await everybody()).to.have.length(3)
  })

  it('knows people again by address and name, and adopts their roster id', async () => {
    await learners().add(awarder, place, {
      name: 'José Núñez',
      email: 'Jose@x.example',
      language: 'en',
      ageBand: 'unknown',
    })
    await bringIn(text(['Name,Email,Id', 'jose nunez,jose@X.example,9']))
    const [jose, ...others] = await everybody()
    expect(others).to.deep.equal([])
    expect(jose).to.include({ name: 'José Núñez', rosterId: '9' })
    const { counts } = await open(text(['Name,Id', 'Pepe Núñez,9']))
    expect(counts).to.include({ changed: 1 })
  })

  it('keeps the address of whoever has an account: their own mail goes there', async () => {
    await bringIn(text(['Name,Email,Id', 'Ana,old@x.example,1', 'Bo,old@x.example,2']))
    const [ana] = await named('Ana')
    await learners().link(ana?.id ?? '', (await stage.person('ana@x.example')).accountId)
    await bringIn(text(['Name,Email,Id', 'Ana,new@x.example,1', 'Bo,new@x.example,2']))
    expect((await named('Ana'))[0]?.email).to.equal('old@x.example')
    expect((await named('Bo'))[0]?.email).to.equal('new@x.example')
  })

  it('asks where only the name is the same, and takes the answer', async () => {
    await bringIn(text(['Ana Ruiz']))
    const { id } = await open(text(['ana ruiz', 'Bo', 'BO']))
    const rows = await rowsOf(id)
    expect(rows.map(({ verdict }) => verdict)).to.deep.equal(['double', 'new', 'double'])
    expect(rows[2]?.likeLine).to.equal(2)
    await imports().tellApart(awarder, place, id, { number: 0, somebodyElse: true })
    await imports().tellApart(awarder, place, id, { number: 2, somebodyElse: true })
    await imports().tellApart(awarder, place, id, { number: 2, somebodyElse: false })
    const answered = await imports().read(awarder, place, id)
    expect(answered.counts).to.include({ new: 2, double: 1 })
    await imports().confirm(awarder, place, id)
    const names = (await everybody()).map(({ name }) => name)
    expect(names.toSorted()).to.deep.equal(['Ana Ruiz', 'Bo', 'ana ruiz'])
    const next = await open(text(['Ana Ruiz']))
    expect((await rowsOf(next.id))[0]).to.include({ verdict: 'unreadable', problem: 'several' })
  })

  it('knows a name again among more learners who share its words than one look finds', async function () {
    // A thousand rows take FerretDB minutes; that pages follow each other there is the contract's matter.
    if (engine === 'mongodb') this.skip()
    const table = stage.service.storage.open(learnerTable)
    const nicknames = Array.from({ length: 1005 }, (_, at) => `Camper ${at}`)
    await table.insertMany(
      nicknames.map((name) => ({
        id: stage.service.services.world.newId(),
        organizationId: place,
        subjectUuid: stage.service.services.world.newUuid(),
        name,
        language: 'en',
        ageBand: 'unknown',
        words: wordsOf(name),
        createdAt: '2026-01-01T00:00:00Z',
      })),
    )
    const { counts } = await open(text(nicknames))
    expect(counts).to.include({ double: 1005, new: 0 })
  }).timeout(120_000)

  it('does not mix up people: one id twice, or an id and an address of two learners', async () => {
    await bringIn(text(['Name,Email,Id', 'Ana,a@x.example,1', 'Bo,b@x.example,2']))
    const { id } = await open(
      text(['Name,Email,Id', 'Bo,b@x.example,1', 'Cy,,3', 'Di,,3', 'Ana,a@x.example,4']),
    )
    const rows = await rowsOf(id)
    expect(rows.map(({ problem }) => problem)).to.deep.equal([
      undefined,
      'two-learners',
      undefined,
      'id-twice',
      'two-learners',
    ])
    expect(rows[3]?.likeLine).to.equal(3)
    const { results } = await imports().confirm(awarder, place, id)
    expect(results).to.deep.equal({ added: 1, changed: 0, unchanged: 0, 'left-out': 3 })
  })

  it('lets people say what the columns hold', async () => {
    const { id } = await open(text(['Vorname,Nachname,Klasse', 'Ana,Ruiz,5b', 'Bo,Li,5b']))
    expect((await imports().read(awarder, place, id)).hasHeader).to.equal(false)
    const chosen = await imports().choose(awarder, place, id, {
      columns: ['given-name', 'family-name', 'group'],
      hasHeader: true,
    })
    expect(chosen).to.deep.include({ rows: 2, newGroups: ['5b'] })
    await imports().confirm(awarder, place, id)
    expect((await everybody()).map(({ name }) => name).toSorted()).to.deep.equal([
      'Ana Ruiz',
      'Bo Li',
    ])
    await expectRefusal(
      imports().choose(awarder, place, id, { columns: [], hasHeader: false }),
      'conflict',
    )
    await expectRefusal(imports().discard(awarder, place, id), 'conflict')
  })

  it('of OneRoster 1.2 brings students and their classes, and takes out who is to be deleted', async () => {
    await bringIn({ kind: 'file', bytes: schoolZip() })
    const [ana] = await named('Anita Ruiz')
    const [mohamed] = await named('محمد محمود')
    if (ana === undefined || mohamed === undefined) throw new Error('they are there')
    expect(await everybody()).to.have.length(2)
    expect(ana).to.include({ rosterId: 'user-1', email: 'ana@school.example', ageBand: 'minor' })
    expect(mohamed).to.include({ rosterId: 'user-2', ageBand: 'adult', adultFrom: '2024-02-01' })
    expect(await groupsOf(ana)).to.deep.equal(['Art', 'Biology (BIO-1)'])
    expect(await groupsOf(mohamed)).to.deep.equal(['Biology (BIO-2)'])

    const { id, counts } = await open({ kind: 'file', bytes: schoolZip(laterFiles) })
    expect(counts).to.include({ changed: 1, gone: 1 })
    await imports().confirm(awarder, place, id)
    const after = await everybody()
    expect(after).to.have.length(2)
    for (const one of after) {
      expect(await groupsOf(one)).to.deep.equal(one.id === ana.id ? ['Biology (BIO-1)'] : [])
    }
    expect(JSON.stringify(after)).not.to.contain('2014-03')
  })

  it('of OneRoster 1.1 finds the role among the users; what is no OneRoster is refused', async () => {
    const { counts } = await open({ kind: 'file', bytes: schoolZip(olderFiles) })
    expect(counts).to.include({ new: 1 })
    await expectRefusal(
      open({ kind: 'file', bytes: schoolZip({ 'users.csv': 'a,b\n1,2' }) }),
      'invalid-request',
    )
    await expectRefusal(
      open({ kind: 'file', bytes: new Uint8Array(Buffer.from('PK\x03\x04 no zip')) }),
      'invalid-request',
    )
    await expectRefusal(open(text(['', ' '])), 'invalid-request')
    await expectRefusal(open(text(['Name,Email'])), 'invalid-request')
  })

  it('is carried out to its end by the worker where it was cut off, and nobody is there twice', async () => {
    const rows = Array.from({ length: 210 }, (_, at) => ({
      name: `Pupil ${at}`,
      rosterId: `p-${at}`,
      groups: [`Class ${at % 3}`],
    }))
    const { id } = await open({ kind: 'rows', rows })
    // The store ends in the middle of it, and again in the middle of what the worker does.
    for (const isFirst of [true, false]) {
      const restore = breakAfter(stage, isFirst ? 2 : 1)
      const work = isFirst
        ? imports().confirm(awarder, place, id)
        : stage.service.services.worker.runDue()
      await work.catch(() => undefined)
      restore()
      expect((await imports().read(awarder, place, id)).state).to.equal('running')
      stage.service.pass(10 * 60_000)
    }
    await stage.service.services.worker.runDue()
    const done = await imports().read(awarder, place, id)
    expect(done).to.include({ state: 'done', done: 210 })
    expect(done.results.added).to.equal(210)
    const found = await everybody()
    expect(found).to.have.length(210)
    expect(new Set(found.map(({ rosterId }) => rosterId)).size).to.equal(210)
    expect((await learners().groups.list(awarder, place, {})).rows).to.have.length(3)
    expect((await rowsOf(id)).every(({ cells }) => cells.length === 0)).to.equal(true)
    expect((await open({ kind: 'rows', rows })).counts).to.include({ known: 210 })
  }).timeout(120_000)

  it('that is confirmed twice at once is carried out once, and logged once, in ids', async () => {
    const { id } = await open(text(['Secret Name', 'Other Secret']))
    await Promise.all([1, 2, 3].map(() => imports().confirm(awarder, place, id)))
    expect(await everybody()).to.have.length(2)
    const { rows } = await stage.service.services.audit.list(place)
    const entries = rows.filter(({ act }) => act === 'roster.brought-in')
    expect(entries.map(({ object }) => object)).to.deep.equal([id])
    expect(JSON.stringify(rows)).not.to.contain('Secret')
  })

  it('is for staff who change learners, and for nobody of another place', async () => {
    const { id } = await open(text(['Ana']))
    const stranger = await stage.person('stranger@rosters.example')
    const other = await stage.organization('Other')
    for (const [caller, organizationId] of [
      [stranger, place],
      [awarder, other],
    ] as const) {
      await expectRefusal(imports().read(caller, organizationId, id), 'not-found')
      await expectRefusal(imports().rows(caller, organizationId, id, {}), 'not-found')
      await expectRefusal(imports().confirm(caller, organizationId, id), 'not-found')
      await expectRefusal(imports().discard(caller, organizationId, id), 'not-found')
      const answer = { number: 0, somebodyElse: true }
      await expectRefusal(imports().tellApart(caller, organizationId, id, answer), 'not-found')
      const choices = { columns: [], hasHeader: false }
      await expectRefusal(imports().choose(caller, organizationId, id, choices), 'not-found')
    }
    const viewer = await stage.staff('viewer', 'viewer@rosters.example')
    await expectRefusal(imports().open(viewer, stage.museum, text(['Ana']), {}), 'not-allowed')
    await expectRefusal(imports().list(viewer, stage.museum), 'not-allowed')
  })

  it('has as many results as it has rows, whatever stands in them, and a second time adds nobody', async () => {
    const cell = fc.constantFrom(
      '',
      'Ana',
      'ANA',
      'Bo Li',
      '山田',
      '1',
      '2',
      'a@x.example',
      'bad@',
      '2014-03-09',
      '?',
    )
    const row = fc.record({
      name: cell,
      email: fc.option(cell, { nil: undefined }),
      rosterId: fc.option(cell, { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        place = await stage.organization('Property')
        const source: RosterSource = {
          kind: 'rows',
          rows: rows.map(({ name, email, rosterId }) => ({
            name,
            ...(email === undefined ? {} : { email }),
            ...(rosterId === undefined ? {} : { rosterId }),
          })),
        }
        const { id, results, counts } = await bringIn(source)
        const kept = await rowsOf(id)
        expect(kept.map(({ line }) => line)).to.deep.equal(rows.map((_, at) => at + 1))
        const sum = (numbers: Readonly<Record<string, number>>) =>
          Object.values(numbers).reduce((one, other) => one + other, 0)
        expect([sum(results), sum(counts)]).to.deep.equal([rows.length, rows.length])
        const people = await everybody()
        expect(people).to.have.length(results.added)
        const again = await bringIn(source)
        expect(again.results.added).to.equal(0)
        expect(await everybody()).to.have.length(people.length)
      }),
      { numRuns: engine === 'sqlite' ? 40 : 6 },
    )
  }).timeout(120_000)
})

/** From the given write of many rows on, the store answers no more; what it returns mends it. */
function breakAfter(stage: Stage, writes: number): () => void {
  const table = stage.service.storage.open(rosterRowTable)
  const { replaceMany } = table
  let left = writes
  table.replaceMany = async (rows) => {
    left -= 1
    if (left === 0) throw new Error('the store is gone')
    return replaceMany(rows)
  }
  return () => void (table.replaceMany = replaceMany)
}
