import { expect } from 'chai'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { backup, restore } from '../../src/storage/backup.ts'
import { openDiskFiles } from '../../src/storage/files.ts'
import { dumpSqlite } from '../../src/storage/sqlite.ts'
import {
  mongoUri,
  temporaryFolder,
  temporaryMongo,
  temporarySqlite,
  type TestStorage,
} from '../support/storage.ts'
import { rejection } from './contract-writes.ts'
import { thing, thingTable } from './things.ts'

const now = new Date('2026-03-01T10:00:00Z')
const odd = 'two lines\u2028in one \u0000 \r\n 😀'

describe('backup and restore', () => {
  let folder: { path: string; remove: () => Promise<void> }
  const made: TestStorage[] = []

  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(async () => {
    await Promise.all(made.splice(0).map(({ discard }) => discard()))
    await folder.remove()
  })

  async function kept<T extends TestStorage>(one: Promise<T>): Promise<T> {
    made.push(await one)
    return one
  }
  const filesAt = (name: string) => openDiskFiles(join(folder.path, name))

  async function filled() {
    const from = await kept(temporarySqlite())
    const things = from.storage.open(thingTable)
    await from.storage.prepare()
    await things.insertMany(
      Array.from({ length: 150 }, (_, at) =>
        thing({ owner: 'o', number: at, words: ['word'], extra: odd }),
      ),
    )
    const files = filesAt('from')
    await files.put('picture-1', Buffer.from([0, 10, 13, 255]), 'image/png')
    const out = join(folder.path, 'backup.gz')
    const counts = await backup({ storage: from.storage, files, out, now })
    expect(counts).to.deep.equal({ rows: { things: 150 }, files: 1 })
    return { from, things, files, out }
  }

  async function expectRestored(to: TestStorage, out: string): Promise<void> {
    const files = filesAt('to')
    expect(await restore({ storage: to.storage, files, from: out })).to.deep.equal({
      rows: { things: 150 },
      files: 1,
    })
    const things = to.storage.open(thingTable)
    await to.storage.prepare()
    const found = await things.find({
      index: 'byWord',
      equals: { owner: 'o' },
      from: 'wo',
      to: 'wp',
      limit: 200,
    })
    expect(found.rows).to.have.length(150)
    expect(found.rows.every(({ extra, version }) => extra === odd && version === 1)).to.equal(true)
    expect([...(await files.get('picture-1'))!.bytes]).to.deep.equal([0, 10, 13, 255])
    expect(await rejection(restore({ storage: to.storage, files, from: out })))
      .to.have.property('message')
      .that.contains('not empty')
  }

  it('brings everything into an empty store, once', async () => {
    const { out } = await filled()
    expect((await stat(out)).mode & 0o077).to.equal(0)
    await expectRestored(await kept(temporarySqlite()), out)
  })

  it('fills a store that has its tables and indexes already, without opening them', async () => {
    const { out } = await filled()
    const to = await kept(temporarySqlite())
    to.storage.open(thingTable)
    await to.storage.prepare()
    await to.storage.close()
    const blind = await to.reopen()
    await restore({ storage: blind, files: filesAt('to'), from: out })
    await blind.close()
    const again = await to.reopen()
    const things = again.open(thingTable)
    await again.prepare()
    const query = { equals: { owner: 'o' }, limit: 200 }
    expect((await things.find({ ...query, index: 'byWord' })).rows).to.have.length(150)
    expect((await things.find({ ...query, index: 'byOwner' })).rows).to.have.length(150)
  })

  it('moves a store from SQLite to MongoDB', async function () {
    const uri = mongoUri()
    if (uri === undefined) {
      process.stdout.write('    NOT RUN: restoring into MongoDB, because MONGODB_URI is not set\n')
      return this.skip()
    }
    const { out } = await filled()
    await expectRestored(await kept(temporaryMongo(uri)), out)
  })

  it('is of one moment while the service goes on writing', async () => {
    const { from, things, files } = await filled()
    // What the backup script does: a reader of its own, beside the owner of the file.
    const dump = dumpSqlite(from.file)[Symbol.asyncIterator]()
    const first = await dump.next()
    await things.insertMany(Array.from({ length: 100 }, () => thing({ id: `zz${Math.random()}` })))
    await things.remove(first.done === true ? '' : String(first.value.row['id']))
    let rest = 0
    while ((await dump.next()).done !== true) rest += 1
    expect(rest).to.equal(149)
    const out = join(folder.path, 'second.gz')
    expect((await backup({ storage: from.storage, files, out, now })).rows).to.deep.equal({
      things: 249,
    })
  })

  it('does not overwrite a backup, and leaves none half-written', async () => {
    const { from, files, out } = await filled()
    expect(await rejection(backup({ storage: from.storage, files, out, now })))
      .to.have.property('message')
      .that.contains('exists')
    const broken = { engine: 'sqlite' as const, dump: () => failing() }
    const other = join(folder.path, 'other.gz')
    expect(await rejection(backup({ storage: broken, files, out: other, now }))).to.have.property(
      'message',
      'broken',
    )
    for (const path of [other, `${other}.partial`])
      expect(await rejection(stat(path))).to.have.property('code', 'ENOENT')
  })

  it('writes nothing from an archive that is cut, changed or not ours', async () => {
    const { out } = await filled()
    const whole = await readFile(out)
    const lines = gunzipSync(whole).toString('utf8').split('\n')
    const archive = (changed: readonly string[]) => gzipSync(changed.join('\n'))
    const bad: readonly (readonly [string, Uint8Array])[] = [
      ['cut', whole.subarray(0, whole.length - 20)],
      ['without its end', archive([...lines.slice(0, -2), ''])],
      ['without a row', archive([...lines.slice(0, 5), ...lines.slice(6)])],
      [
        'with a changed value',
        archive(
          lines.map((line, at) => (at === 5 ? line.replace('"number":', '"number":1') : line)),
        ),
      ],
      [
        'with something behind',
        archive([...lines.slice(0, -1), '{"table":"things","row":{}}', '']),
      ],
      [
        'with other counts',
        archive(lines.map((line) => line.replace('"things":150', '"things":151'))),
      ],
      ['with a line that is no JSON', archive([...lines.slice(0, 3), '{', ...lines.slice(3)])],
      ['of another format', archive(['{"format":"else"}', ...lines.slice(1)])],
      ['not zipped', Buffer.from('{"format":"waymark-backup-1"}\n')],
      ['empty', new Uint8Array()],
    ]
    for (const [what, bytes] of bad) {
      const path = join(folder.path, 'bad.gz')
      await writeFile(path, bytes)
      const to = await kept(temporarySqlite())
      const error = await rejection(
        restore({ storage: to.storage, files: filesAt('to'), from: path }),
      )
      expect(error, what)
        .to.have.property('message')
        .that.matches(/damaged|no backup/)
      expect((await to.storage.dump()[Symbol.asyncIterator]().next()).done, what).to.equal(true)
      expect(await filesAt('to').get('picture-1'), what).to.equal(undefined)
    }
  })
})

async function* failing(): AsyncGenerator<never> {
  throw new Error('broken')
}
