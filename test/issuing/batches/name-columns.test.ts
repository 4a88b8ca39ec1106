import { expect } from 'chai'
import fc from 'fast-check'
import { columnMeanings, type ColumnMeaning } from '../../../schemas/requests/batches.ts'
import { WaymarkError } from '../../../src/errors.ts'
import type { BroughtBatch } from '../../../src/issuing/batches/batches.ts'
import { cellsUnder, columnFaults } from '../../../src/issuing/batches/columns.ts'
import { readRows } from '../../../src/issuing/batches/read-rows.ts'
import { day, setStage, type Stage } from '../../app/stage.ts'
import { onEveryEngine } from '../../support/service.ts'

describe('columns that people name', () => {
  const meaning = fc.constantFrom(...columnMeanings)
  const cell = fc.oneof(fc.constant(''), fc.string({ minLength: 1, maxLength: 12 }))

  it('whatever they are called: what stood in one column stands in one cell, and nothing else does', () => {
    const line = fc.array(fc.record({ meaning, cell }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(line, (columns) => {
        const meanings = columns.map((one) => one.meaning)
        const cells = new Map(
          Object.entries(
            cellsUnder(
              meanings,
              columns.map((one) => one.cell),
            ),
          ),
        )
        const said = (wanted: ColumnMeaning) =>
          columns
            .filter((one) => one.meaning === wanted && one.cell !== '')
            .map((one) => one.cell.trim())
            .filter((text) => text !== '')
        expect(cells.has('ignored')).to.equal(false)
        for (const [column, text] of cells) {
          if (column === 'name') continue
          const known = columnMeanings.find((one) => one === column)
          expect(known === undefined ? [] : said(known)).to.include(text)
        }
        for (const wanted of columnMeanings) {
          const isPart = wanted === 'givenName' || wanted === 'familyName'
          if (wanted === 'ignored' || isPart || said(wanted).length !== 1) continue
          if (columnFaults(meanings, true).length > 0) continue
          expect(cells.get(wanted), wanted).to.equal(said(wanted)[0])
        }
        const name = cells.get('name') ?? ''
        if (said('name').length > 0 || columnFaults(meanings, true).length > 0) return
        for (const part of [...said('givenName'), ...said('familyName')]) {
          expect(name).to.contain(part)
        }
      }),
    )
  })

  it('say what is wrong with them, each at its column', () => {
    const rulesOf = (columns: readonly ColumnMeaning[], hasBadge = true) =>
      columnFaults(columns, hasBadge).map(({ path, rule }) => `${path} ${rule}`)
    expect(rulesOf(['name', 'email', 'ignored', 'ignored'])).to.deep.equal([])
    expect(rulesOf(['givenName', 'familyName', 'familyName'])).to.deep.equal([])
    expect(rulesOf(['name', 'email', 'email'])).to.deep.equal(['/columns/2 said-twice'])
    expect(rulesOf(['name', 'familyName'])).to.deep.equal(['/columns/1 one-each'])
    expect(rulesOf(['email'], false)).to.deep.equal([
      '/columns who-missing',
      '/achievementId badge-missing',
    ])
    expect(rulesOf(['rosterId', 'achievement'], false)).to.deep.equal([])
  })
})

onEveryEngine('a list whose columns nobody knows', (engine) => {
  let stage: Stage
  let achievementId: string
  before(async () => {
    stage = await setStage(engine)
    const { achievements } = stage.service.services
    const { rows } = await achievements.list(stage.operator, stage.museum, { state: 'published' })
    achievementId = rows[0]?.id ?? ''
  })
  after(() => stage.stop())

  const batches = () => stage.service.services.issuing.batches
  const work = async () => {
    while ((await stage.service.services.worker.runDue()) > 0);
  }
  const bring = (text: string, more: Partial<BroughtBatch> = {}) =>
    batches().create(stage.operator, stage.museum, {
      name: 'Class',
      achievementId,
      rows: [],
      lists: readRows(undefined, text),
      ...more,
    })
  const columnsOf = (id: string) => batches().columns(stage.operator, stage.museum, id)
  const name = (id: string, columns: readonly ColumnMeaning[], hasHeader = true) =>
    batches().nameColumns(stage.operator, stage.museum, id, { columns, hasHeader })
  const rowsOf = async (id: string) =>
    (await batches().rows(stage.operator, stage.museum, id, {})).rows
  const problemsOf = async (work: Promise<unknown>) => {
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof WaymarkError)) throw new Error('nothing was refused')
    return error.problems.map(({ path, rule }) => `${path} ${rule}`)
  }

  it('waits, with samples, until somebody says what they hold; then it is checked like that', async () => {
    const { id, state } = await bring('Kid,Write to,Pet\nAna,ana@kids.example,cat\nBen,,dog')
    expect(state).to.equal('columns')
    await work()
    const found = await columnsOf(id)
    expect(found.columns).to.deep.equal([
      { title: 'Kid', meaning: 'name', samples: ['Ana', 'Ben'] },
      { title: 'Write to', meaning: 'email', samples: ['ana@kids.example'] },
      { title: 'Pet', meaning: 'ignored', samples: ['cat', 'dog'] },
    ])
    expect(await problemsOf(name(id, ['ignored', 'email', 'ignored']))).to.deep.equal([
      '/columns who-missing',
    ])
    expect(await problemsOf(name(id, ['name', 'email']))).to.deep.equal(['/columns too-few'])
    await name(id, ['name', 'email', 'ignored'])
    await work()
    const rows = await rowsOf(id)
    expect(rows.map(({ cells, line, state: one }) => ({ ...cells, line, one }))).to.deep.equal([
      { name: 'Ana', email: 'ana@kids.example', line: 2, one: 'valid' },
      { name: 'Ben', line: 3, one: 'valid' },
    ])
    expect(JSON.stringify(rows), 'what is left out is not kept').not.to.contain('cat')
    expect((await batches().read(stage.operator, stage.museum, id)).unknownColumns).to.deep.equal([
      'Pet',
    ])
    expect(await problemsOf(columnsOf(id))).to.deep.equal([])
  })

  it('is proposed as the organization named the same columns before, and no other organization sees that', async () => {
    const { id } = await bring('KID;write to;Pet\nCem;cem@kids.example;owl')
    const found = await columnsOf(id)
    expect(found.remembered).to.equal(true)
    expect(found.columns.map(({ meaning }) => meaning)).to.deep.equal(['name', 'email', 'ignored'])
    const other = await bring('Kid,Write to,Toy\nCem,cem@kids.example,owl')
    expect((await columnsOf(other.id)).remembered).to.equal(false)
    await batches().discardList(stage.operator, stage.museum, other.id)
    await batches().discardList(stage.operator, stage.museum, id)
  })

  it('may have a first line that is somebody, or that names the columns after all', async () => {
    const one = await bring('Reading,Group one,4\nAna,Flores,5\nBen,Soto,6')
    await name(one.id, ['givenName', 'familyName', 'ignored'], true)
    await work()
    expect((await rowsOf(one.id)).map(({ cells }) => cells.name)).to.deep.equal([
      'Ana Flores',
      'Ben Soto',
    ])
    expect((await batches().read(stage.operator, stage.museum, one.id)).rows).to.equal(2)

    const other = await bring('Last,Student,4\nFlores,Ana,5')
    expect((await columnsOf(other.id)).hasHeader).to.equal(true)
    await name(other.id, ['familyName', 'givenName', 'ignored'], false)
    await work()
    expect((await rowsOf(other.id)).map(({ cells, line }) => [line, cells.name])).to.deep.equal([
      [2, 'Ana Flores'],
      [1, 'Student Last'],
    ])
    expect((await batches().read(stage.operator, stage.museum, other.id)).rows).to.equal(2)
  })

  it('is asked about once only: two of them have to come one after the other', async () => {
    const lists = readRows(Buffer.from('Kid,A\nAna,1'), 'Child,B\nBen,2')
    expect(await problemsOf(bring('Ana', { lists }))).to.deep.equal(['/pasted one-list'])
  })

  it('is thrown away by whoever brought it, or by itself after four days', async () => {
    const thrown = await bring('Kid,A\nAna,1')
    await batches().discardList(stage.operator, stage.museum, thrown.id)
    const left = await bring('Kid,A\nAna,1')
    await work()
    expect((await columnsOf(left.id)).columns).to.have.length(2)
    stage.service.pass(4 * day + 1000)
    await work()
    const { rows } = await batches().list(stage.operator, stage.museum)
    expect(rows.map(({ id }) => id)).not.to.include.members([thrown.id, left.id])
  })

  it('says nothing any more of a learner who is removed meanwhile', async () => {
    const { id } = await bring('Kid,Where,Pet\nIda Removed,north,cat\nBen,south,dog')
    await batches().forget.of({
      id: 'somebody',
      organizationId: stage.museum,
      name: 'Ida Removed',
    })
    expect(JSON.stringify(await rowsOf(id))).not.to.contain('Ida')
    expect(JSON.stringify(await rowsOf(id))).to.contain('Ben')
  })

  it('may be long anywhere: half of a character is never what is left of it', async () => {
    const long = (letters: number) => `${'a'.repeat(letters - 1)}😀`
    const { id } = await bring(
      `Kid,Other,${long(100)},Mail\n` +
        `${long(10_000)},${long(80)},x,ana@kids.example\n` +
        `B,${'b'.repeat(10_000)},y,ben@kids.example\n${'a'.repeat(9_997)},b😀,z,c@kids.example`,
    )
    const { columns } = await columnsOf(id)
    expect(columns[2]?.title).to.equal('a'.repeat(99))
    expect(columns[1]?.samples[0]).to.equal('a'.repeat(79))
    await name(id, ['givenName', 'familyName', 'ignored', 'email'])
    await work()
    const { state } = await batches().read(stage.operator, stage.museum, id)
    expect(state).to.equal('ready')
    expect((await rowsOf(id)).map(({ cells }) => cells.name?.length)).to.deep.equal([
      9_999, 10_000, 9_999,
    ])
  })

  it('takes nobody for the names of its columns whose first line is gone with a learner', async () => {
    const { id } = await bring('Ida Removed,north,cat\nBen,south,dog\nCem,west,owl')
    const { museum: organizationId } = stage
    await batches().forget.of({ id: 'somebody', organizationId, name: 'Ida Removed' })
    const found = await batches().columns(stage.operator, organizationId, id, true)
    expect(found.columns.map(({ title, samples }) => [title, samples[0]])).to.deep.equal([
      ['', 'Ben'],
      ['', 'south'],
      ['', 'dog'],
    ])
    await name(id, ['name', 'ignored', 'ignored'], true)
    await work()
    const batch = await batches().read(stage.operator, organizationId, id)
    expect(JSON.stringify(batch), 'what is left out is not kept').not.to.contain('south')
    expect((await rowsOf(id)).map(({ cells }) => cells.name)).to.deep.equal(['Ben', 'Cem'])
  })
})
