import { expect } from 'chai'
import fc from 'fast-check'
import { declare, type Entity, type Storage, type Table } from '../../src/storage/tables.ts'
import type { TestStorage } from '../support/storage.ts'
import { rejection, type Deviations } from './contract-writes.ts'
import { thing, type Thing, type ThingIndex } from './things.ts'

interface OldGadget extends Entity {
  readonly name: string
}

interface Gadget extends OldGadget {
  readonly kind: string
  readonly tags: readonly string[]
}

const oldGadgets = declare<OldGadget>()({
  name: 'gadgets',
  shape: 1,
  indexes: { byName: { fields: ['name'] } },
})

const newGadgets = declare<Gadget>()({
  name: 'gadgets',
  shape: 2,
  upgrade: (old) => ({
    id: String(old['id']),
    name: String(old['name']),
    kind: 'upgraded',
    tags: [String(old['name'])],
  }),
  indexes: { byKind: { fields: ['kind', 'name'] }, byTag: { fields: [], each: 'tags' } },
})

async function rowsOf(storage: Storage) {
  const rows = []
  for await (const one of storage.dump()) rows.push(one)
  return rows
}

/** How every engine keeps what it was given. */
export function keepingContract(
  make: () => Promise<TestStorage>,
  things: () => Table<Thing, ThingIndex>,
  storage: () => Storage,
  deviations: () => Deviations,
): void {
  describe('keeping', () => {
    it('keeps any text to the last byte', async () => {
      const exotic =
        '{"name":"Zoë 😀 \\u0000 \u0000 \u2028 \u{10ffff} é e\u0301 \ufeff \u202e \\ud83d \r\n\t \u007f"}'
      const text = exotic.repeat(200)
      expect(Buffer.byteLength(text)).to.be.greaterThan(10_000)
      const { id } = await things().insert(thing({ extra: text }))
      const read = (await things().get(id))?.extra
      expect(read).to.equal(text)
      expect(Buffer.from(String(read)).equals(Buffer.from(text))).to.equal(true)
    })

    it('keeps members of any name, empty ones, and drops what is undefined', async () => {
      const extra = {
        $set: { $gt: '' },
        'a.b': 1,
        '': 2,
        '%': 3,
        '%24': 4,
        _id: 5,
        _bsontype: 'Long',
        version: 6,
        id: 7,
        errors: {},
        save: null,
        isNew: [],
        toBSON: 'x',
        constructor: 'y',
        length: 0,
        'k\0': 8,
        shape: 9,
        doc: { _shape: 1 },
      }
      const hidden: unknown = JSON.parse('{"__proto__": {"a": 1}}')
      const { id } = await things().insert(thing({ extra: { ...extra, gone: undefined, hidden } }))
      const read = (await things().get(id))?.extra
      expect(JSON.parse(JSON.stringify(read))).to.deep.equal({ ...extra, hidden })
      expect(JSON.stringify(read)).to.contain('"__proto__":{"a":1}')
    })

    it('gives back any JSON as it was put in', async () => {
      const values = fc
        .jsonValue({ maxDepth: 4, noUnicodeString: false })
        .filter((value) => !deviations().noListInList || !/\[\[|,\[/.test(JSON.stringify(value)))
      await fc.assert(
        fc.asyncProperty(values, async (value) => {
          const expected: unknown = JSON.parse(JSON.stringify(value))
          const { id } = await things().insert(thing({ extra: value }))
          expect((await things().get(id))?.extra).to.deep.equal(expected)
        }),
        { numRuns: 60 },
      )
    })

    it('does not let a caller reach into what is stored', async () => {
      const extra = { list: [1] }
      const inserted = await things().insert(thing({ extra }))
      extra.list.push(2)
      expect((await things().get(inserted.id))?.extra).to.deep.equal({ list: [1] })
    })

    it('upgrades an older shape when it is read, and finds it by an index that is new', async () => {
      const made = await make()
      try {
        const before = made.storage.open(oldGadgets)
        await made.storage.prepare()
        await before.insertMany([
          { id: '1', name: 'lens' },
          { id: '2', name: 'pump' },
        ])
        await made.storage.close()
        const again = await made.reopen()
        const after = again.open(newGadgets)
        const expected = { id: '1', version: 1, name: 'lens', kind: 'upgraded', tags: ['lens'] }
        expect(await after.get('1')).to.deep.equal(expected)
        await again.prepare()
        const found = await after.find({ index: 'byKind', equals: { kind: 'upgraded' }, limit: 10 })
        expect(found.rows.map(({ id }) => id)).to.deep.equal(['1', '2'])
        expect(
          (await after.find({ index: 'byTag', from: 'p', to: 'q', limit: 10 })).rows.map(
            ({ id }) => id,
          ),
        ).to.deep.equal(['2'])
        expect(await after.replace(expected)).to.deep.equal({ ...expected, version: 2 })
      } finally {
        await made.discard()
      }
    })

    it('does not read what a later version of the service wrote', async () => {
      const made = await make()
      try {
        const later = made.storage.open(newGadgets)
        await made.storage.prepare()
        await later.insert({ id: '1', name: 'lens', kind: 'new', tags: [] })
        await made.storage.close()
        const earlier = (await made.reopen()).open(oldGadgets)
        expect(await rejection(earlier.get('1')))
          .to.be.instanceOf(Error)
          .with.property('message')
          .that.contains('later version')
      } finally {
        await made.discard()
      }
    })

    it('sweeps away what has expired, and only that', async () => {
      const rows = [
        thing({ expiresAt: '2020-01-01T00:00:00Z', words: ['old'] }),
        thing({ expiresAt: '2020-01-01T00:00:01Z' }),
        thing({ expiresAt: '2999-01-01T00:00:00Z' }),
        thing(),
      ]
      await things().insertMany(rows)
      expect(await storage().sweep(new Date('2020-01-01T00:00:01Z'))).to.equal(1)
      expect((await things().getMany(rows.map(({ id }) => id))).map(({ id }) => id)).to.deep.equal(
        rows.slice(1).map(({ id }) => id),
      )
      expect(
        (
          await things().find({
            index: 'byWord',
            equals: { owner: 'nobody', words: 'old' },
            limit: 1,
          })
        ).rows,
      ).to.deep.equal([])
    })

    it('answers when it is asked whether it is there', async () => {
      await storage().ping()
    })

    it('refuses to open one table twice, and a declaration that it could not carry out', () => {
      const name = 'bad"name'
      expect(() => storage().open(declare<Gadget>()({ name, shape: 1, indexes: {} }))).to.throw(
        /not fit for a name/,
      )
      const declaration = declare<Gadget>()({ name: 'twice', shape: 1, indexes: {} })
      storage().open(declaration)
      expect(() => storage().open(declaration)).to.throw(/opened twice/)
    })

    it('puts a dump back into an empty store, and into no other', async () => {
      const [from, to] = [await make(), await make()]
      try {
        const source = from.storage.open(oldGadgets)
        await from.storage.prepare()
        const many = Array.from({ length: 210 }, (_, at) => ({
          id: `g${at}`,
          name: `n${at % 7} \0 é`,
        }))
        await source.insertMany(many)
        await source.replace({ ...many[3]!, version: 1, name: 'changed' })
        const rows = await rowsOf(from.storage)
        expect(rows).to.have.length(210)
        expect(await to.storage.load(from.storage.dump())).to.equal(210)
        expect(await rowsOf(to.storage)).to.deep.equal(rows)
        const target = to.storage.open(newGadgets)
        await to.storage.prepare()
        expect(await target.get('g3')).to.include({ version: 2, name: 'changed' })
        expect(
          (await target.find({ index: 'byTag', equals: { tags: 'changed' }, limit: 2 })).rows,
        ).to.have.length(1)
        expect(await rejection(to.storage.load(from.storage.dump())))
          .to.have.property('message')
          .that.contains('not empty')
      } finally {
        await from.discard()
        await to.discard()
      }
    })
  })
}
