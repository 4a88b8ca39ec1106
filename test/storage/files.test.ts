import { expect } from 'chai'
import fc from 'fast-check'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDiskFiles, sha256Hex, type Files } from '../../src/storage/files.ts'
import { temporaryFolder } from '../support/storage.ts'
import { rejection } from './contract-writes.ts'

describe('files on the disk', () => {
  let folder: { path: string; remove: () => Promise<void> }
  let files: Files

  beforeEach(async () => {
    folder = await temporaryFolder()
    files = openDiskFiles(join(folder.path, 'files'))
  })
  afterEach(() => folder.remove())

  async function listed(): Promise<string[]> {
    const ids = []
    for await (const id of files.list()) ids.push(id)
    return ids.sort()
  }

  it('gives back any bytes as they were put, with type and digest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await files.put('picture-1', bytes, 'image/png; x="\n"')).to.equal(sha256Hex(bytes))
        const read = await files.get('picture-1')
        expect([...(read?.bytes ?? [])]).to.deep.equal([...bytes])
        expect(read).to.include({ contentType: 'image/png; x="\n"', sha256: sha256Hex(bytes) })
      }),
      { numRuns: 25 },
    )
    expect(await listed()).to.deep.equal(['picture-1'])
  })

  it('replaces, lists and removes, and leaves nothing half-written behind', async () => {
    await files.put('aa1', Buffer.from('one'), 'text/plain')
    await files.put('ab2', Buffer.from('two'), 'text/plain')
    await Promise.all(
      ['x', 'y', 'z'].map((text) => files.put('aa1', Buffer.from(text.repeat(1000)), 'text/plain')),
    )
    expect(Buffer.from((await files.get('aa1'))!.bytes).toString()).to.match(
      /^(x{1000}|y{1000}|z{1000})$/,
    )
    expect(await listed()).to.deep.equal(['aa1', 'ab2'])
    expect(await readdir(join(folder.path, 'files', 'aa'))).to.deep.equal(['aa1.file'])
    expect(await files.remove('aa1')).to.equal(true)
    expect(await files.remove('aa1')).to.equal(false)
    expect(await files.get('aa1')).to.equal(undefined)
    expect(await listed()).to.deep.equal(['ab2'])
  })

  it('never leaves its folder, whatever the id says', async () => {
    for (const id of [
      '',
      'a',
      '..',
      '../../etc/passwd',
      'aa/bb',
      'aa\\bb',
      'aa.file',
      'a\0b',
      'ä'.repeat(3),
      'a'.repeat(129),
    ]) {
      expect(await rejection(files.put(id, new Uint8Array(1), 'x/y')), id).to.be.instanceOf(Error)
      expect(await files.get(id)).to.equal(undefined)
      expect(await files.remove(id)).to.equal(false)
    }
    expect(await listed()).to.deep.equal([])
  })

  it('does not hand out bytes that the disk has changed', async () => {
    await files.put('aa1', Buffer.from('the bytes'), 'text/plain')
    const path = join(folder.path, 'files', 'aa', 'aa1.file')
    await writeFile(
      path,
      `{"contentType":"text/plain","sha256":"${sha256Hex(Buffer.from('the bytes'))}"}\nthe bytez`,
    )
    expect(await rejection(files.get('aa1')))
      .to.have.property('message')
      .that.contains('damaged')
    await writeFile(path, '')
    expect(await rejection(files.get('aa1')))
      .to.have.property('message')
      .that.contains('damaged')
  })
})
