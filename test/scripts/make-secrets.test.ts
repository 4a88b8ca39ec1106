import { execFile } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { temporaryFolder } from '../support/storage.ts'

const script = resolve('scripts', 'make-secrets.mjs')

describe('making the secrets of an installation', () => {
  let folder: { path: string; remove: () => Promise<void> }
  let path: string
  beforeEach(async () => {
    folder = await temporaryFolder()
    path = join(folder.path, '.env')
  })
  afterEach(() => folder.remove())

  const run = (...args: string[]) =>
    new Promise<{ code: number | null; out: string; said: string }>((done) => {
      const child = execFile(
        process.execPath,
        [script, ...args],
        { cwd: folder.path },
        (_error, out, said) => done({ code: child.exitCode, out, said }),
      )
    })
  const permissions = async () => (await stat(path)).mode & 0o777
  const secretsIn = (text: string) =>
    readConfig(
      Object.fromEntries(
        text.split('\n').map((line): [string, string] => {
          const end = line.indexOf('=')
          return [line.slice(0, end), line.slice(end + 1)]
        }),
      ),
    ).secrets

  it('writes the four into .env, for nobody else to read, and shows none of them', async () => {
    const { code, out, said } = await run()
    expect(code).to.equal(0)
    expect(await permissions()).to.equal(0o600)
    const text = await readFile(path, 'utf8')
    const { keyEncryptionKeys, session, tickets, emailIndex } = secretsIn(text)
    const made = [session, tickets, emailIndex, ...(keyEncryptionKeys?.values() ?? [])]
    const distinct = new Set(made.map((one) => Buffer.from(one ?? []).toString('base64')))
    expect(distinct.size).to.equal(4)
    for (const secret of distinct) expect(out + said).not.to.contain(secret)
  })

  it('a second time changes nothing and says so', async () => {
    await run()
    const before = await readFile(path, 'utf8')
    const again = await run()
    expect(again.code).to.equal(1)
    expect(again.said).to.contain('SECRET_')
    expect(await readFile(path, 'utf8')).to.equal(before)
    expect(await readdir(folder.path)).to.deep.equal(['.env'])
  })

  it('keeps what else is in the file, and closes it to others', async () => {
    await writeFile(path, 'IDENTIFIER_BASE=http://localhost:3000\n# no secret: SECRET_SESSION', {
      mode: 0o644,
    })
    expect((await run(path)).code).to.equal(0)
    const text = await readFile(path, 'utf8')
    expect(text).to.match(/^IDENTIFIER_BASE=.*\n# no secret.*\nSECRET_KEY_ENCRYPTION_KEYS=1:/)
    expect(secretsIn(text).session).to.have.length(32)
    expect(await permissions()).to.equal(0o600)
  })

  it('writes where it is told to', async () => {
    expect((await run('other.env')).code).to.equal(0)
    expect(await readdir(folder.path)).to.deep.equal(['other.env'])
  })
})
