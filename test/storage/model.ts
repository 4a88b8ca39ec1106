import { expect } from 'chai'
import fc from 'fast-check'
import { Duplicate, Stale } from '../../src/storage/tables.ts'
import type { Entity, Table } from '../../src/storage/tables.ts'
import { pagesOf } from './contract-finds.ts'
import type { Deviations } from './contract-writes.ts'
import { newOwner, type Thing, type ThingIndex } from './things.ts'

/** What the port promises, in the plainest way: a map, searched from end to end. */
function createModel() {
  const rows = new Map<string, Thing>()
  return {
    insert: (put: Omit<Thing, 'version'>): Thing | string => {
      if (rows.has(put.id)) return 'duplicate id'
      if ([...rows.values()].some((row) => row.list === put.list && row.place === put.place))
        return 'duplicate byPlace'
      const row = { ...put, version: 1 }
      rows.set(row.id, row)
      return row
    },
    replace: (put: Thing): Thing | string => {
      if (rows.get(put.id)?.version !== put.version) return 'stale'
      const row = { ...put, version: put.version + 1 }
      rows.set(row.id, row)
      return row
    },
    remove: (id: string): boolean => rows.delete(id),
    get: (id: string): Thing | undefined => rows.get(id),
    find: (
      matches: (row: Thing) => boolean,
      ...order: ((row: Thing) => string | number)[]
    ): readonly Thing[] =>
      [...rows.values()].filter(matches).sort((a, b) => {
        for (const by of [...order, (row: Entity) => row.id]) {
          const difference = compare(by(a), by(b))
          if (difference !== 0) return difference
        }
        return 0
      }),
  }
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return Number(a) - Number(b)
}

const keys = fc.integer({ min: 0, max: 9 })
const values = fc.record({
  at: fc.oneof(
    fc.constantFrom('a', 'b', 'B', '', 'é', '😀', '\uffee', 'a\0b'),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  ),
  number: fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, 1e15)), {
    nil: undefined,
  }),
  place: fc.integer({ min: 0, max: 30 }),
  words: fc.array(fc.constantFrom('ab', 'abc', 'b', 'ba', 'é', ''), { maxLength: 4 }),
})
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant('insert' as const), key: keys, value: values }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('replace' as const), key: keys, value: values }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('replace-old' as const), key: keys, value: values }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('remove' as const), key: keys, value: values }),
  },
)
const question = fc.record({
  limit: fc.integer({ min: 1, max: 4 }),
  order: fc.constantFrom('ascending' as const, 'descending' as const),
  from: fc.constantFrom('', 'a', 'ab', 'b', 'é'),
  number: fc.integer({ min: -3, max: 3 }),
})

async function settled(write: Promise<Thing>): Promise<Thing | string> {
  return write.catch((error: unknown) => {
    if (error instanceof Duplicate) return `duplicate ${error.index}`
    if (error instanceof Stale) return 'stale'
    throw error
  })
}

/** An engine and the model, side by side through the same steps. */
export function modelContract(
  things: () => Table<Thing, ThingIndex>,
  deviations: () => Deviations,
): void {
  it('does what a plain map would do, whatever is asked of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.array(question, { minLength: 1, maxLength: 3 }),
        async (steps, questions) => {
          const owner = newOwner()
          const model = createModel()
          for (const { act, key, value } of steps) {
            const id = `${owner}-${key}`
            const { number, ...rest } = value
            const put = {
              id,
              owner,
              list: owner,
              ...rest,
              ...(number === undefined ? {} : { number }),
            }
            const known = model.get(id)
            if (act === 'insert')
              expect(await settled(things().insert(put))).to.deep.equal(model.insert(put))
            else if (act === 'remove') expect(await things().remove(id)).to.equal(model.remove(id))
            else {
              // The place stays, so that no replacement meets the unique index: the contract has that apart.
              const version = (known?.version ?? 1) - (act === 'replace-old' ? 1 : 0)
              const replacement = { ...put, place: known?.place ?? 0, version }
              expect(await settled(things().replace(replacement))).to.deep.equal(
                model.replace(replacement),
              )
            }
          }
          for (const { limit, order, from, number } of questions) {
            const turned = (rows: readonly Thing[]) =>
              order === 'ascending' ? rows : [...rows].reverse()
            const asked = { equals: { owner }, limit, order }
            const byTime = await pagesOf(things(), { ...asked, index: 'byOwner', from })
            expect(byTime.flat()).to.deep.equal(
              turned(
                model.find(
                  (row) => compare(row.at, from) >= 0,
                  (row) => row.at,
                ),
              ),
            )
            const byNumber = await pagesOf(things(), { ...asked, index: 'byNumber', to: number })
            expect(byNumber.flat()).to.deep.equal(
              turned(
                model.find(
                  (row) => row.number !== undefined && row.number < number,
                  (row) => row.number ?? 0,
                ),
              ),
            )
            if (deviations().boundsMetApart) continue
            const to = `${from}\u{10ffff}`
            const byWord = await pagesOf(things(), { ...asked, index: 'byWord', from, to })
            expect(byWord.flat()).to.deep.equal(
              turned(model.find((row) => row.words.some((word) => word.startsWith(from)))),
            )
          }
        },
      ),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) },
    )
  })
}
