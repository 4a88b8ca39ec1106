import { expect } from 'chai'
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createVisitor, type Visitor } from '../../scripts/demo/visitor.ts'
import { linkInMail } from '../../scripts/demo/outbox.ts'
import { startService, type RunningService } from '../../scripts/demo/service.ts'
import { temporaryFolder } from '../support/storage.ts'
import * as people from './people.ts'

const run = promisify(execFile)
const node = ['--enable-source-maps']

/** Runs a built script with a data folder; answers what it printed. */
async function script(name: string, file: string, dataDir: string): Promise<string> {
  const path = join('dist', 'scripts', `${name}.js`)
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir }
  return (await run(process.execPath, [...node, path, file], { env })).stdout
}

/** Starts the built service and waits until it ends by itself. */
async function startAndEnd(
  env: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [...node, join('dist', 'src', 'main.js')], {
    env: { PATH: process.env['PATH'], ...env },
  })
  let said = ''
  const hear = (chunk: Buffer) => (said += chunk.toString())
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, said }
}

describe('the service as a process of its own', function () {
  this.timeout(120_000)
  let folder: { path: string; remove: () => Promise<void> }
  let dataDir: string
  let service: RunningService
  let operator: Visitor
  let organizationId: string

  before(async function () {
    if (!existsSync(join('dist', 'src', 'main.js'))) {
      console.log('      NOT RUN: there is no build; npm test makes one')
      return this.skip()
    }
    folder = await temporaryFolder()
    dataDir = join(folder.path, 'data')
    service = await startService(dataDir)
    operator = createVisitor(service.base)
    await operator.submit(service.setUpPath, { name: 'Robin', email: 'robin@ecosystem.example' })
    organizationId = await people.makeOrganization(operator, 'Museum')
  })
  after(async () => {
    await service.stop()
    await folder.remove()
  })

  it('keeps its secrets in a file that only its owner may read', async () => {
    expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).to.equal(0o600)
  })

  it('is saved while it runs, and what was saved starts again elsewhere with the same badge', async () => {
    const achievement = await people.publishAchievement(operator, organizationId)
    const award = await people.award(operator, organizationId, achievement, {
      'learner[name]': 'Ida',
      'learner[email]': 'ida@learners.example',
      'learner[ageBand]': 'adult',
    })
    const claim = await linkInMail(service.outbox, 'ida@learners.example', '/claim/')
    const archive = join(folder.path, 'backup.gz')
    expect(await script('backup', archive, dataDir)).to.contain('awards')

    const elsewhere = join(folder.path, 'elsewhere')
    expect(await script('restore', archive, elsewhere)).to.contain('awards')
    const port = new URL(service.base).port
    const without = await startAndEnd({ DATA_DIR: elsewhere, PORT: port })
    expect(without.code).to.equal(1)
    expect(without.said).to.contain('secrets.json')

    await service.stop()
    await rename(join(dataDir, 'secrets.json'), join(elsewhere, 'secrets.json'))
    service = await startService(elsewhere, { port: Number(port), keep: true })
    const learner = createVisitor(service.base)
    expect((await learner.submit(claim, {})).html).to.contain('Water Quality Explorer')
    expect((await operator.open(award)).html).to.contain('Ida')
  })

  it('refuses to start under another name once an organization exists, and says what to do', async () => {
    await service.stop()
    const ended = await startAndEnd({
      DATA_DIR: join(folder.path, 'elsewhere'),
      IDENTIFIER_BASE: 'http://localhost:9',
      PORT: '0',
    })
    expect(ended.code).to.equal(1)
    expect(ended.said).to.contain(service.base).and.contain('IDENTIFIER_BASE')
  })

  it('names every fault of its configuration at once', async () => {
    const ended = await startAndEnd({
      PORT: 'x',
      IDENTIFIER_BASE: 'ftp://x',
      MONGODB_URI: 'mongodb://h',
    })
    expect(ended.code).to.equal(1)
    for (const name of ['PORT', 'IDENTIFIER_BASE', 'SECRET_SESSION'])
      expect(ended.said).to.contain(name)
  })
})
