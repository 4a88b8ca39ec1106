import { expect } from 'chai'
import fc from 'fast-check'
import { findFilter, fromDocument, toDocument } from '../../src/storage/mongo-documents.ts'
import { planQuery } from '../../src/storage/query.ts'
import { thingTable } from './things.ts'

describe('documents in MongoDB', () => {
  it('keeps keys of any name apart from those that MongoDB gives a meaning to', () => {
    const key = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('$a', 'a.b', '_id', '__proto__', '%24a', '', '%', 'a\0'),
    )
    fc.assert(
      fc.property(fc.dictionary(key, fc.dictionary(key, fc.integer())), (doc) => {
        const row = { id: 'x', version: 3, shape: 2, doc: { inner: doc, list: [doc] } }
        const document = toDocument(row)
        const names: string[] = []
        JSON.parse(JSON.stringify(document), (name, value: unknown) => {
          names.push(name)
          return value
        })
        // The last one is the name of the whole, which is empty.
        for (const name of names.slice(0, -1)) {
          if (name !== '_id' && name !== '_shape') expect(name).not.to.match(/^[$_]|\.|\0|^$/)
        }
        expect(JSON.stringify(fromDocument(document))).to.equal(
          JSON.stringify({ id: 'x', shape: 2, version: 3, doc: row.doc }),
        )
      }),
    )
  })

  it('asks for both bounds of a word in the same entry, which the test server cannot show', () => {
    const plan = planQuery(thingTable, {
      index: 'byWord',
      equals: { owner: 'o' },
      from: 'a',
      to: 'b',
      limit: 1,
    })
    const trusted: unknown[] = []
    const filter = findFilter(plan, (operators) => {
      trusted.push(operators)
      return operators
    })
    const bounds = { $elemMatch: { $gte: 'a', $lt: 'b' } }
    expect(filter).to.deep.equal({ $and: [{ owner: 'o' }, { words: bounds }] })
    expect(trusted).to.deep.equal([bounds])
  })
})
