import { expect } from 'chai'
import fc from 'fast-check'
import type { RowColumn } from '../../../schemas/requests/batches.ts'
import { readRows } from '../../../src/issuing/batches/read-rows.ts'
import type { BatchRow, RowState } from '../../../src/issuing/batches/tables.ts'
import { hour, setStage, type Stage } from '../../app/stage.ts'
import { onEveryEngine } from '../../support/service.ts'

const columns = ['name', 'email', 'narrative', 'evidenceName', 'achievement'] as const
const titles = {
  name: 'Nombre',
  email: 'E-Mail',
  narrative: 'What they did',
  evidenceName: 'Evidence name',
  achievement: 'Badge',
} as const satisfies Partial<Record<RowColumn, string>>

/** What somebody may have written into one cell. */
const cell = fc
  .oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', ' ', '"', 'a "b" c', 'one\ntwo', ',;\t', 'a\r\nb'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('山田 花子', 'ليلى', 'Zoe\u0308', '👩🏽‍🎓', 'O’Brien; jr, 3rd'),
    },
  )
  .filter((text) => !text.includes('\0'))

/** How whatever saved the list writes it. */
const manner = fc.record({
  mark: fc.constantFrom(',', ';', '\t'),
  ends: fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 5 }),
  blanks: fc.array(fc.constantFrom('', ' ', '\t'), { maxLength: 4 }),
  quoted: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
  encoding: fc.constantFrom('pasted', 'utf8', 'utf8 with its mark', 'utf16le'),
  order: fc.shuffledSubarray([...columns], { minLength: columns.length }),
})

type Manner = typeof manner extends fc.Arbitrary<infer M> ? M : never
type Row = Readonly<Record<(typeof columns)[number], string>>

const row: fc.Arbitrary<Row> = fc.record({
  name: cell,
  email: cell,
  narrative: cell,
  evidenceName: cell,
  achievement: cell,
})

function written(rows: readonly Row[], how: Manner): Uint8Array | string {
  let cells = 0
  const put = (text: string) => {
    cells += 1
    const must = /[",;\t\r\n]/u.test(text)
    const may = how.quoted[cells % how.quoted.length] === true
    return must || may ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [
    how.order.map((column) => titles[column]).join(how.mark),
    ...rows.map((one) => how.order.map((column) => put(one[column])).join(how.mark)),
  ]
  const text = lines
    .map((line, place) => {
      const end = how.ends[place % how.ends.length] ?? '\n'
      const blank = how.blanks[place]
      return blank === undefined ? `${line}${end}` : `${line}${end}${blank}${end}`
    })
    .join('')
  if (how.encoding === 'pasted') return text
  const marked = how.encoding === 'utf8' ? text : `\uFEFF${text}`
  return Buffer.from(marked, how.encoding === 'utf16le' ? 'utf16le' : 'utf8')
}

describe('rows in are rows out', () => {
  it('each row of a list that says anything is one row, in its place, with what was written', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), manner, (rows, how) => {
        const says = rows
          .map((one) =>
            Object.fromEntries(
              columns.flatMap((column) => {
                const text = one[column].normalize('NFC').trim()
                return text === '' ? [] : [[column, text]]
              }),
            ),
          )
          .filter((one) => Object.keys(one).length > 0)
        fc.pre(says.length > 0)
        const input = written(rows, how)
        const [read] =
          typeof input === 'string' ? readRows(undefined, input) : readRows(input, undefined)
        if (read === undefined) throw new Error('there is no list')
        expect(read.rows.map(({ cells }) => cells)).to.deep.equal(says)
        expect(read.isSure).to.equal(true)
        const lines = read.rows.map(({ line = 0 }) => line)
        expect(lines).to.deep.equal(lines.toSorted((one, other) => one - other))
      }),
      { numRuns: 300 },
    )
  })
})

const atTheEnd: ReadonlySet<RowState> = new Set([
  'invalid',
  'left-out',
  'waiting',
  'issued',
  'mailed',
  'bounced',
  'undone',
])

onEveryEngine('rows in are rows out of a batch', (engine) => {
  let stage: Stage
  let childId: string
  before(async () => {
    stage = await setStage(engine, { bounces: new Set(['back@rows.example']) })
    const { learners } = stage.service.services
    const child = await learners.forAward(stage.operator, stage.museum, {
      name: 'Ida',
      language: 'en',
      ageBand: 'minor',
    })
    childId = child.id
  })
  after(() => stage.stop())

  const batches = () => stage.service.services.issuing.batches
  const rowsOf = async (id: string): Promise<readonly BatchRow[]> =>
    (await batches().rows(stage.operator, stage.museum, id, {})).rows
  const work = async () => {
    while ((await stage.service.services.worker.runDue()) > 0);
  }

  const kind = fc.constantFrom(
    'code',
    'mail',
    'bounce',
    'child',
    'twin',
    'faulty',
    'unheard',
    'anyway',
  )
  const ending = fc.constantFrom('left alone', 'paused on the way', 'undone in time', 'undone late')

  it('whatever they are and whatever is done: each has one state, and ends in one', async function () {
    this.timeout(120_000)
    let run = 0
    const cellsOf = (what: string, place: number) => {
      const name = `${what} ${String(run)} ${String(place)}`
      switch (what) {
        case 'mail':
          return { name, email: `mail${String(run)}.${String(place)}@rows.example` }
        case 'bounce':
          return { name, email: 'back@rows.example' }
        case 'child':
          return { learnerId: childId }
        case 'twin':
        case 'anyway':
          return { name: `Twin ${String(run)}` }
        case 'faulty':
          return { name, email: 'no address' }
        case 'unheard':
          return { name, achievement: 'Unheard of' }
        default:
          return { name }
      }
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(kind, { minLength: 1, maxLength: 9 }),
        ending,
        async (kinds, how) => {
          run += 1
          // Mailboxes and the organization take so many mails a day.
          stage.service.pass(25 * hour)
          const { id } = await batches().create(stage.operator, stage.museum, {
            name: 'Camp week',
            rows: kinds.map((what, place) => ({ cells: cellsOf(what, place) })),
            achievementId: stage.achievementId,
          })
          await work()
          for (const [place, what] of kinds.entries()) {
            if (what !== 'anyway') continue
            await batches().mend(stage.operator, stage.museum, id, place + 1, { leaveOut: false })
          }
          await batches().start(stage.operator, stage.museum, id)
          if (how === 'paused on the way') {
            await batches().pause(stage.operator, stage.museum, id)
            await work()
            await batches().resume(stage.operator, stage.museum, id)
          }
          await work()
          if (how === 'undone late') {
            stage.service.pass(hour)
            await work()
          }
          if (how.startsWith('undone')) {
            await batches().undo(stage.operator, stage.museum, id, 'The wrong class.')
          }
          stage.service.pass(hour)
          await work()

          const rows = await rowsOf(id)
          expect(rows.map(({ number }) => number)).to.deep.equal(kinds.map((_, place) => place + 1))
          for (const one of rows) expect(atTheEnd, one.state).to.include(one.state)
          const batch = await batches().read(stage.operator, stage.museum, id)
          const { rows: counts } = await batches().counts(batch)
          const states = Object.entries(counts)
          expect(states.reduce((sum, [, count]) => sum + count, 0)).to.equal(kinds.length)
          for (const [state, count] of states) {
            expect(
              rows.filter((one) => one.state === state),
              state,
            ).to.have.length(count)
          }
          const { issuing } = stage.service.services
          const awards = new Set(rows.flatMap(({ awardId }) => awardId ?? []))
          const awarded = rows.filter(({ state }) => state !== 'invalid' && state !== 'left-out')
          expect(awards.size).to.equal(awarded.length)
          for (const awardId of awards) expect(await issuing.byId(awardId)).not.to.equal(undefined)
          const isUndone = how.startsWith('undone')
          for (const one of awarded) expect(one.state === 'undone').to.equal(isUndone)
        },
      ),
      { numRuns: 10 },
    )
  })
})
