import { expect } from 'chai'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { planQuery } from '../../src/storage/query.ts'
import { findSql } from '../../src/storage/sqlite-find.ts'
import { connect, openSqlite } from '../../src/storage/sqlite.ts'
import { declare, type Query } from '../../src/storage/tables.ts'
import { temporaryFolder, temporarySqlite } from '../support/storage.ts'
import { storageContract } from './contract.ts'
import { thing, thingTable, type Thing, type ThingIndex } from './things.ts'

const module = new URL('../../src/storage/sqlite', import.meta.url).href + import.meta.url.slice(-3)

/** Another process that opens the file and keeps it. */
async function otherOwner(file: string): Promise<ChildProcess> {
  const script = `const { openSqlite } = await import(${JSON.stringify(module)}); openSqlite(${JSON.stringify(file)}); console.log('open'); setInterval(() => {}, 1000)`
  const child = spawn(
    process.execPath,
    [...process.execArgv, '--input-type=module', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  return child
}

describe('storage on SQLite', () => {
  storageContract(temporarySqlite)

  it('answers every find by a search of the declared index, with no sorting but by id of words found', async () => {
    const { file, storage, discard } = await temporarySqlite()
    try {
      storage.open(thingTable)
      await storage.prepare()
      const db = connect(file)
      const plans = (query: Query<Thing, ThingIndex>) => {
        const { sql, values } = findSql('things', planQuery(thingTable, query))
        return db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map((row) => String(row['detail']))
      }
      const cursor = (...parts: unknown[]) =>
        Buffer.from(JSON.stringify(parts)).toString('base64url')
      const after = (index: string, ...parts: unknown[]) => ({ after: cursor(index, ...parts) })
      const equals = { owner: 'o' }
      const order = 'descending'
      const searches: [Query<Thing, ThingIndex>, string][] = [
        [{ index: 'byOwner', equals, limit: 9 }, 'USING INDEX things.byOwner (<expr>=?)'],
        [
          { index: 'byOwner', equals, limit: 9, order, from: 'a', to: 'b' },
          'things.byOwner (<expr>=? AND <expr>>? AND <expr><?)',
        ],
        [
          { index: 'byOwner', equals, limit: 9, ...after('byOwner', 'x', 'id') },
          'things.byOwner (<expr>=? AND <expr>>?)',
        ],
        [
          { index: 'byOwner', equals, limit: 9, order, ...after('byOwner', 'x', 'id') },
          'things.byOwner (<expr>=? AND <expr><?)',
        ],
        [
          {
            index: 'byOwner',
            equals: { owner: 'o', at: 'a' },
            limit: 9,
            ...after('byOwner', 'id'),
          },
          'things.byOwner (<expr>=? AND <expr>=? AND id>?)',
        ],
        [{ index: 'byOwner', limit: 9 }, 'USING INDEX things.byOwner'],
        [
          { index: 'byNumber', equals, from: 1, limit: 9 },
          'things.byNumber (<expr>=? AND <expr>>?)',
        ],
        [
          { index: 'byOpen', equals: { owner: 'o', open: true }, limit: 9 },
          'things.byOpen (<expr>=? AND <expr>=?)',
        ],
        [
          { index: 'byOpen', equals, limit: 9, ...after('byOpen', true, 'x', 'id') },
          'things.byOpen (<expr>=? AND <expr>>?)',
        ],
        [
          { index: 'byPlace', equals: { list: 'l', place: 1 }, limit: 9 },
          'things.byPlace (<expr>=? AND <expr>=?)',
        ],
        [
          { index: 'byPlace', equals: { list: 'l' }, from: 3, limit: 9 },
          'things.byPlace (<expr>=? AND <expr>>?)',
        ],
        [
          { index: 'byWord', equals, from: 'a', to: 'b', limit: 9 },
          'USING PRIMARY KEY (f_owner=? AND entry>? AND entry<?)',
        ],
        [
          {
            index: 'byWord',
            equals: { owner: 'o', words: 'a' },
            limit: 9,
            ...after('byWord', 'x'),
          },
          'USING PRIMARY KEY (f_owner=? AND entry=? AND id>?)',
        ],
      ]
      expect(new Set(searches.map(([{ index }]) => index))).to.have.length(
        Object.keys(thingTable.indexes).length,
      )
      for (const [query, search] of searches) {
        const detail = plans(query).join('\n')
        expect(detail).to.contain(search)
        expect(detail).not.to.match(/SCAN things\b(?! USING INDEX)/)
        // The unique index holds no id; it has no ties, so the last term of its order sorts nothing.
        if (query.index !== 'byWord' && query.index !== 'byPlace')
          expect(detail).not.to.contain('TEMP B-TREE')
        if (query.index === 'byPlace') expect(detail).not.to.match(/TEMP B-TREE FOR ORDER BY/)
      }
      db.close()
    } finally {
      await discard()
    }
  })

  it('writes ahead, synchronously, and overwrites what is deleted', async () => {
    const secret = 'a secret that must go; '
    const { file, storage, reopen, discard } = await temporarySqlite()
    try {
      const things = storage.open(thingTable)
      const { id } = await things.insert(thing({ extra: secret.repeat(50) }))
      await things.insertMany(Array.from({ length: 20 }, () => thing({ extra: 'another' })))
      await storage.close()
      expect((await readFile(file)).includes(secret)).to.equal(true)
      const again = await reopen()
      await again.open(thingTable).remove(id)
      await again.close()
      const log = await readFile(`${file}-wal`).catch(() => Buffer.alloc(0))
      expect(Buffer.concat([await readFile(file), log]).includes(secret)).to.equal(false)
      const db = connect(file)
      expect(db.all('PRAGMA journal_mode')).to.deep.equal([{ journal_mode: 'wal' }])
      db.close()
    } finally {
      await discard()
    }
  })

  it('builds an index anew when its declaration changes, and fills a new index over words', async () => {
    const { file, storage, discard, reopen } = await temporarySqlite()
    try {
      const plain = storage.open(
        declare<Thing>()({ name: 'things', shape: 1, indexes: { byOwner: { fields: ['at'] } } }),
      )
      await storage.prepare()
      const row = await plain.insert(thing({ owner: 'o', words: ['new'] }))
      await storage.close()
      const again = await reopen()
      const things = again.open(thingTable)
      await again.prepare()
      for (const query of [
        { index: 'byOwner', equals: { owner: 'o' } },
        { index: 'byWord', equals: { owner: 'o', words: 'new' } },
      ] as const) {
        expect((await things.find({ ...query, limit: 2 })).rows).to.deep.equal([row])
      }
      const db = connect(file)
      const fields = db.all(
        "SELECT count(*) AS n FROM pragma_index_xinfo('things.byOwner') WHERE key = 1",
      )
      expect(fields[0]?.['n']).to.equal(3)
      db.close()
    } finally {
      await discard()
    }
  })

  it('does not share a data file with another process, and names that one', async function () {
    this.timeout(60_000)
    const folder = await temporaryFolder()
    const file = `${folder.path}/waymark.db`
    const owner = await otherOwner(file)
    try {
      expect(() => openSqlite(file)).to.throw(`in use by the process ${owner.pid ?? 0}:`)
      owner.kill('SIGKILL')
      await once(owner, 'exit')
      const storage = openSqlite(file)
      await storage.ping()
      expect(() => openSqlite(file)).to.throw(`in use by the process ${process.pid}:`)
      await storage.ping()
      await storage.close()
      await openSqlite(file).close()
    } finally {
      owner.kill('SIGKILL')
      await folder.remove()
    }
  })

  it('keeps what it has acknowledged when the process is killed', async function () {
    this.timeout(60_000)
    const folder = await temporaryFolder()
    const file = `${folder.path}/waymark.db`
    const tables = module.replace('/sqlite.', '/tables.')
    const script = `
      const { openSqlite } = await import(${JSON.stringify(module)})
      const { declare } = await import(${JSON.stringify(tables)})
      const table = openSqlite(${JSON.stringify(file)}).open(declare()({ name: 'rows', shape: 1, indexes: {} }))
      for (let at = 0; at < 50; at += 1) await table.insert({ id: 'r' + at })
      process.kill(process.pid, 'SIGKILL')`
    try {
      const ended = spawnSync(process.execPath, [
        ...process.execArgv,
        '--input-type=module',
        '-e',
        script,
      ])
      expect(ended.signal).to.equal('SIGKILL')
      const storage = openSqlite(file)
      const table = storage.open(
        declare<{ id: string; version: number }>()({ name: 'rows', shape: 1, indexes: {} }),
      )
      expect(await table.getMany(Array.from({ length: 50 }, (_, at) => `r${at}`))).to.have.length(
        50,
      )
      await storage.close()
    } finally {
      await folder.remove()
    }
  })
})
