import { expect } from 'chai'
import { WaymarkError } from '../../src/errors.ts'
import { Duplicate, Stale } from '../../src/storage/tables.ts'
import type { RowResult, Table } from '../../src/storage/tables.ts'
import { newOwner, thing, withoutNumber, type Thing, type ThingIndex } from './things.ts'

export interface Deviations {
  /** FerretDB answers a unique index that is violated by a replacement with an error of its own. */
  readonly noDuplicateOnReplace: boolean
  /** FerretDB cannot keep a list within a list. */
  readonly noListInList: boolean
  /** FerretDB takes two bounds within $elemMatch for met by two different entries. */
  readonly boundsMetApart: boolean
}

export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it should have been refused'),
    (error: unknown) => error,
  )
}

function codes(results: readonly RowResult<Thing>[]): readonly string[] {
  return results.map((result) =>
    result.ok
      ? 'ok'
      : result.error instanceof Duplicate
        ? `duplicate ${result.error.index}`
        : 'stale',
  )
}

/** What every engine does when something is written. */
export function writesContract(
  things: () => Table<Thing, ThingIndex>,
  deviations: () => Deviations,
): void {
  describe('writing', () => {
    it('inserts with version 1 and gives the same back', async () => {
      const put = thing({ extra: { a: [1, 'two', null, true, {}], b: {} } })
      const inserted = await things().insert(put)
      expect(inserted).to.deep.equal({ ...put, version: 1 })
      expect(await things().get(put.id)).to.deep.equal(inserted)
    })

    it('answers undefined for an id that nobody has, whatever it looks like', async () => {
      for (const id of ['no-such', '', '\ud800', 'a\0b', '$where']) {
        expect(await things().get(id), JSON.stringify(id)).to.equal(undefined)
        expect(await things().remove(id)).to.equal(false)
        expect(await things().increment(id, 'number', 1)).to.equal(undefined)
        expect(await things().change(id, (one) => one)).to.equal(undefined)
      }
    })

    it('gets many in the order asked for, without those that are not there', async () => {
      const [a, b] = [await things().insert(thing()), await things().insert(thing())]
      expect(await things().getMany([b.id, 'no-such', '\ud800', a.id, b.id])).to.deep.equal([
        b,
        a,
        b,
      ])
      expect(await things().getMany([])).to.deep.equal([])
    })

    it('refuses a second entity with the same id, and names it', async () => {
      const put = await things().insert(thing())
      const error = await rejection(things().insert(thing({ id: put.id })))
      expect(error).to.be.instanceOf(Duplicate).with.property('index', 'id')
    })

    it('refuses a second entity in the same unique place, and names the index', async () => {
      const put = await things().insert(thing())
      const error = await rejection(things().insert(thing({ list: put.list })))
      expect(error).to.be.instanceOf(Duplicate).with.property('index', 'byPlace')
    })

    it('lets a row whose id is the natural key stand once only, under concurrency', async () => {
      const key = `email:${newOwner()}`
      const tries = Array.from({ length: 10 }, () => things().insert(thing({ id: key })))
      const settled = await Promise.allSettled(tries)
      expect(settled.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
      for (const one of settled)
        if (one.status === 'rejected') expect(one.reason).to.be.instanceOf(Duplicate)
    })

    it('replaces what was not changed meanwhile, and counts', async () => {
      const first = await things().insert(thing({ number: 1 }))
      const without = withoutNumber(first)
      const second = await things().replace({ ...without, owner: 'other' })
      expect(second).to.deep.equal({ ...without, owner: 'other', version: 2 })
      expect(await things().get(first.id)).to.deep.equal(second)
    })

    it('refuses to replace what was changed or removed meanwhile', async () => {
      const first = await things().insert(thing())
      await things().replace({ ...first, owner: 'faster' })
      expect(await rejection(things().replace({ ...first, owner: 'slower' }))).to.be.instanceOf(
        Stale,
      )
      expect((await things().get(first.id))?.owner).to.equal('faster')
      expect(await things().remove(first.id)).to.equal(true)
      expect(await rejection(things().replace(first))).to.be.instanceOf(Stale)
      expect(await things().get(first.id)).to.equal(undefined)
    })

    it('refuses to replace into a unique place that is taken', async function () {
      if (deviations().noDuplicateOnReplace) this.skip()
      const [a, b] = [await things().insert(thing()), await things().insert(thing())]
      const error = await rejection(things().replace({ ...b, list: a.list }))
      expect(error).to.be.instanceOf(Duplicate).with.property('index', 'byPlace')
      expect(await things().get(b.id)).to.deep.equal(b)
    })

    it('loses nothing when many change the same entity at once', async () => {
      const { id } = await things().insert(thing({ number: 0, words: [] }))
      const writers = Array.from({ length: 25 }, (_, writer) =>
        things().change(id, (one) => ({
          ...one,
          number: (one.number ?? 0) + 1,
          words: [...one.words, `w${writer}`],
        })),
      )
      await Promise.all(writers)
      const end = await things().get(id)
      expect(end?.number).to.equal(25)
      expect(new Set(end?.words)).to.have.length(25)
      expect(end?.version).to.equal(26)
    })

    it('leaves the entity alone when a change wants nothing or refuses', async () => {
      const put = await things().insert(thing())
      expect(await things().change(put.id, () => undefined)).to.deep.equal(put)
      const refusal = new WaymarkError('already-revoked')
      const refused = things().change(put.id, () => {
        throw refusal
      })
      expect(await rejection(refused)).to.equal(refusal)
      expect(
        await rejection(things().change(put.id, (one) => ({ ...one, id: 'other' }))),
      ).to.be.instanceOf(Error)
      expect(await things().get(put.id)).to.deep.equal(put)
    })

    it('adds to a counter without losing one, and a missing one counts as none', async () => {
      const { id } = await things().insert(thing())
      await Promise.all(Array.from({ length: 20 }, () => things().increment(id, 'number', 2)))
      expect((await things().increment(id, 'number', -1))?.number).to.equal(39)
      const end = await things().get(id)
      expect(end).to.include({ number: 39, version: 22 })
      const found = await things().find({
        index: 'byNumber',
        equals: { owner: 'nobody', number: 39 },
        limit: 10,
      })
      expect(found.rows).to.deep.equal([end])
    })

    it('inserts many with an answer for each row, and the good ones stand', async () => {
      const taken = await things().insert(thing())
      const [a, b] = [thing(), thing()]
      const rows = [
        a,
        thing({ id: taken.id }),
        b,
        thing({ list: taken.list }),
        thing({ id: a.id }),
        thing(),
      ]
      const results = await things().insertMany(rows)
      expect(codes(results)).to.deep.equal([
        'ok',
        'duplicate id',
        'ok',
        'duplicate byPlace',
        'duplicate id',
        'ok',
      ])
      expect(await things().getMany(rows.map(({ id }) => id))).to.deep.equal(
        [a, taken, b, a, rows[5]].map((row) => (row === taken ? taken : { ...row, version: 1 })),
      )
      expect(await things().insertMany([])).to.deep.equal([])
    })

    it('replaces many with an answer for each row', async () => {
      const put = await Promise.all([1, 2, 3].map(() => things().insert(thing())))
      const [a, b, c] = [put[0]!, put[1]!, put[2]!]
      await things().replace({ ...b, owner: 'faster' })
      await things().remove(c.id)
      const results = await things().replaceMany(
        [a, b, c].map((one) => ({ ...one, owner: 'many' })),
      )
      expect(codes(results)).to.deep.equal(['ok', 'stale', 'stale'])
      expect((await things().getMany([a.id, b.id, c.id])).map(({ owner }) => owner)).to.deep.equal([
        'many',
        'faster',
      ])
    })

    it('knows one zero only', async () => {
      const inserted = await things().insert(thing({ extra: [-0] }))
      expect(inserted.extra).to.deep.equal([0])
      expect((await things().get(inserted.id))?.extra).to.deep.equal([0])
    })

    it('refuses what no engine can keep', async () => {
      for (const bad of [{ owner: '\ud800' }, { extra: { 'a\udc00': 1 } }, { id: 'a\0b' }]) {
        const error = await rejection(things().insert(thing(bad)))
        expect(error).to.be.instanceOf(WaymarkError).with.property('code', 'invalid-request')
      }
      for (const extra of [Number.NaN, new Date(), 1n, [undefined], new Map(), () => 1]) {
        expect(await rejection(things().insert(thing({ extra })))).not.to.be.instanceOf(
          WaymarkError,
        )
      }
    })
  })
}
