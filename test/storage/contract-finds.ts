import { expect } from 'chai'
import { WaymarkError } from '../../src/errors.ts'
import type { Query, Table } from '../../src/storage/tables.ts'
import { rejection, type Deviations } from './contract-writes.ts'
import { newOwner, thing, withoutNumber, type Thing, type ThingIndex } from './things.ts'

type Things = Table<Thing, ThingIndex>

/** Every page of a query, one after the other. */
export async function pagesOf(
  things: Things,
  query: Query<Thing, ThingIndex>,
): Promise<readonly Thing[][]> {
  const pages: Thing[][] = []
  let after: string | undefined
  do {
    const page = await things.find(after === undefined ? query : { ...query, after })
    pages.push([...page.rows])
    after = page.next
  } while (after !== undefined)
  return pages
}

const ids = (rows: readonly Thing[]) => rows.map(({ id }) => id)

/** What every engine does when something is looked for. */
export function findsContract(things: () => Things, deviations: () => Deviations): void {
  describe('finding', () => {
    it('pages through ties and equal values, forwards and backwards, without a gap or a repeat', async () => {
      const owner = newOwner()
      const times = ['b', 'a', 'b', 'b', 'é', 'z', '😀', '\uffee', 'a', 'b', 'Z', 'ä', 'b']
      await things().insertMany(times.map((at) => thing({ owner, at })))
      const [all] = await pagesOf(things(), { index: 'byOwner', equals: { owner }, limit: 100 })
      // By code point: capitals first, U+FFEE before the emoji although UTF-16 has it the other way.
      expect(all?.map(({ at }) => at)).to.deep.equal([
        'Z',
        'a',
        'a',
        'b',
        'b',
        'b',
        'b',
        'b',
        'z',
        'ä',
        'é',
        '\uffee',
        '😀',
      ])
      for (const limit of [1, 2, 3, 5, 13]) {
        for (const order of ['ascending', 'descending'] as const) {
          const pages = await pagesOf(things(), {
            index: 'byOwner',
            equals: { owner },
            order,
            limit,
          })
          const expected = order === 'ascending' ? ids(all!) : ids(all!).reverse()
          expect(pages.flatMap(ids), `${order} by ${limit}`).to.deep.equal(expected)
          expect(pages).to.have.length(Math.ceil(13 / limit))
        }
      }
    })

    it('goes on where it was when rows before and after are added and the last one is removed', async () => {
      const owner = newOwner()
      const rows = ['c', 'e', 'g', 'i'].map((at) => thing({ owner, at }))
      await things().insertMany(rows)
      const query = { index: 'byOwner', equals: { owner }, limit: 2 } as const
      const { next } = await things().find(query)
      await things().insertMany([thing({ owner, at: 'a' }), thing({ owner, at: 'f' })])
      await things().remove(rows[1]!.id)
      const page = await things().find({ ...query, limit: 10, after: next! })
      expect(page.rows.map(({ at }) => at)).to.deep.equal(['f', 'g', 'i'])
      expect(page.next).to.equal(undefined)
    })

    it('takes bounds on the next field: from inclusive, to exclusive', async () => {
      const owner = newOwner()
      await things().insertMany([5, -3, 7, 0, 2.5].map((number) => thing({ owner, number })))
      const numbers = async (
        bounds: { from?: number; to?: number },
        order: 'ascending' | 'descending',
      ) => {
        const pages = await pagesOf(things(), {
          index: 'byNumber',
          equals: { owner },
          ...bounds,
          order,
          limit: 2,
        })
        return pages.flat().map(({ number }) => number)
      }
      expect(await numbers({ from: 0, to: 7 }, 'ascending')).to.deep.equal([0, 2.5, 5])
      expect(await numbers({ from: 0, to: 7 }, 'descending')).to.deep.equal([5, 2.5, 0])
      expect(await numbers({ from: 2.5 }, 'ascending')).to.deep.equal([2.5, 5, 7])
      expect(await numbers({ to: 0 }, 'descending')).to.deep.equal([-3])
    })

    it('leaves out entities that lack a field of the index', async () => {
      const owner = newOwner()
      await things().insertMany([
        thing({ owner, number: 1, open: true }),
        thing({ owner }),
        thing({ owner, open: false }),
      ])
      const found = async (index: ThingIndex) => {
        const { rows } = await things().find({ index, equals: { owner }, limit: 10 })
        return rows.map(({ open }) => open)
      }
      expect(await found('byNumber')).to.deep.equal([true])
      expect(await found('byOpen')).to.deep.equal([false, true])
      expect(await found('byOwner')).to.deep.equal([true, undefined, false])
      const { rows } = await things().find({
        index: 'byOpen',
        equals: { owner, open: false },
        limit: 10,
      })
      expect(rows.map(({ open }) => open)).to.deep.equal([false])
    })

    it('follows the entity when it changes its place in an index', async () => {
      const [owner, other] = [newOwner(), newOwner()]
      const put = await things().insert(thing({ owner, words: ['red', 'blue'], number: 1 }))
      await things().change(put.id, (one) => ({
        ...withoutNumber(one),
        owner: other,
        words: ['green', 'green'],
      }))
      const count = async (query: Omit<Query<Thing, ThingIndex>, 'limit'>) =>
        (await things().find({ ...query, limit: 10 })).rows.length
      expect(await count({ index: 'byOwner', equals: { owner } })).to.equal(0)
      expect(await count({ index: 'byWord', equals: { owner }, from: 'red', to: 'rfe' })).to.equal(
        0,
      )
      expect(
        await count({ index: 'byWord', equals: { owner: other }, from: 'r', to: 's' }),
      ).to.equal(0)
      expect(
        await count({ index: 'byWord', equals: { owner: other }, from: 'g', to: 'h' }),
      ).to.equal(1)
      expect(await count({ index: 'byNumber', equals: { owner: other } })).to.equal(0)
      await things().remove(put.id)
      expect(await count({ index: 'byWord', equals: { owner: other } })).to.equal(0)
    })

    it('finds by the beginning of a word, each entity once, in order of id', async () => {
      const owner = newOwner()
      const rows = [
        thing({ owner, words: ['robotics', 'robot', 'zoo'] }),
        thing({ owner, words: ['roboter', 'art'] }),
        thing({ owner, words: deviations().boundsMetApart ? ['art'] : ['art', 'zoo'] }),
        thing({ owner: newOwner(), words: ['robot'] }),
        thing({ owner, words: [] }),
        thing({ owner, words: ['ロボット', 'robo'] }),
      ]
      await things().insertMany(rows)
      const prefixed = async (word: string, order: 'ascending' | 'descending' = 'ascending') => {
        const to = `${word}\u{10ffff}`
        const pages = await pagesOf(things(), {
          index: 'byWord',
          equals: { owner },
          from: word,
          to,
          order,
          limit: 1,
        })
        return pages.flat().map(({ id }) => rows.findIndex((row) => row.id === id))
      }
      expect(await prefixed('robo')).to.deep.equal([0, 1, 5])
      expect(await prefixed('robo', 'descending')).to.deep.equal([5, 1, 0])
      // 'art' and 'zoo' lie on both sides of 'b' to 'y': no single entry is between.
      if (!deviations().boundsMetApart) expect(await prefixed('m')).to.deep.equal([])
      expect(await prefixed('ロボ')).to.deep.equal([5])
      const exact = await things().find({
        index: 'byWord',
        equals: { owner, words: 'art' },
        limit: 10,
      })
      expect(ids(exact.rows)).to.deep.equal([rows[1]!.id, rows[2]!.id])
      const any = await things().find({ index: 'byWord', equals: { owner }, limit: 10 })
      expect(any.rows).to.have.length(4)
    })

    it('forgets the words of what was removed, and takes them again', async () => {
      const owner = newOwner()
      const rows = [1, 2, 3].map(() => thing({ owner, words: ['word'] }))
      await things().insertMany(rows)
      const query = { index: 'byWord', equals: { owner, words: 'word' }, limit: 1 } as const
      await things().remove(rows[0]!.id)
      await things().remove(rows[1]!.id)
      expect(ids((await things().find(query)).rows)).to.deep.equal([rows[2]!.id])
      await things().insert(rows[0]!)
      expect((await pagesOf(things(), query)).flatMap(ids)).to.deep.equal([
        rows[0]!.id,
        rows[2]!.id,
      ])
    })

    it('refuses, as a mistake of ours, whatever is no prefix of a declared index', async () => {
      const operators = { owner: 'x' }
      Reflect.set(operators, 'owner', { $gt: '' })
      const mistakes: Query<Thing, ThingIndex>[] = [
        { index: 'byOwner', equals: operators, limit: 1 },
        { index: 'byOwner', equals: { at: 'x' }, limit: 1 },
        { index: 'byOwner', equals: { owner: 'x', number: 1 }, limit: 1 },
        { index: 'byOpen', equals: { owner: 'x', at: 'x' }, limit: 1 },
        { index: 'byOwner', equals: { owner: 'x', at: 'x' }, from: 'x', limit: 1 },
        { index: 'byWord', equals: { words: 'x' }, limit: 1 },
        { index: 'byOwner', equals: { owner: 'x' }, limit: 0 },
        { index: 'byOwner', equals: { owner: 'x' }, limit: 1001 },
        { index: 'byNumber', equals: { owner: 'x', number: Number.NaN }, limit: 1 },
      ]
      for (const query of mistakes) {
        const error = await rejection(things().find(query))
        expect(error, JSON.stringify(query))
          .to.be.instanceOf(Error)
          .and.not.instanceOf(WaymarkError)
      }
    })

    it('refuses to look for what no text can be, as a mistake of the caller', async () => {
      const error = await rejection(
        things().find({ index: 'byOwner', equals: { owner: '\ud800' }, limit: 1 }),
      )
      expect(error).to.be.instanceOf(WaymarkError).with.property('code', 'invalid-request')
    })

    it('refuses a cursor that it did not make, as a mistake of the caller', async () => {
      const owner = newOwner()
      await things().insertMany([thing({ owner, number: 1 }), thing({ owner, number: 1 })])
      const asked = { index: 'byOwner', equals: { owner }, limit: 1 } as const
      const next = (await things().find(asked)).next!
      const other = (await things().find({ ...asked, index: 'byNumber' })).next!
      const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
      const wrong = ['', 'x', '!!', `${next}=`, `${next} `, next.slice(0, -2), other]
      wrong.push(
        made('byOwner', { $gt: '' }, 'x'),
        made('byOwner', 'x'),
        made('byOwner', 'x', 'y', 'z'),
      )
      wrong.push(
        made('byOwner', null, 'x', 'y'),
        made('byOwner', 'x', 1),
        made('byOwner', '\ud800', 'x'),
      )
      expect((await things().find({ ...asked, after: next })).rows).to.have.length(1)
      for (const after of wrong) {
        const error = await rejection(things().find({ ...asked, after }))
        expect(error, after).to.be.instanceOf(WaymarkError)
        expect(error).to.deep.include({
          code: 'invalid-request',
          problems: [{ path: '/after', rule: 'format' }],
        })
      }
    })
  })
}
