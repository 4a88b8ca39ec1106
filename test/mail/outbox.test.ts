import { expect } from 'chai'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMailer } from '../../src/mail/mailer.ts'

describe('mails that lie as files', () => {
  let folder: string
  const clock = { time: Date.parse('2026-11-01T08:00:00Z') }
  const mailer = () => {
    let count = 0
    return createMailer({
      outboxDir: folder,
      from: 'badges@example.org',
      now: () => new Date(clock.time),
      newId: () => `mail-${(count += 1)}`,
    })
  }
  const lying = async () => (await readdir(folder)).toSorted()
  const write = (to: string, messageId: string) =>
    mailer().send({ to, messageId, subject: 'A badge', html: '<p>Hello</p>', text: 'Hello' })

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-outbox-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('go with whom they were written to, however long the address and however it was typed', async () => {
    const long = `${'a'.repeat(60)}@youth-group.badges.example.org`
    for (const address of ['zoe@example.org', 'Zoë@Rivers.Example', long]) {
      await write(address, 'to-go')
      await write(`not-${address}`, 'to-stay')
      expect(await mailer().outbox.forget({ keys: [], address: address.toUpperCase() })).to.equal(1)
      expect((await lying()).filter((name) => name.includes('to-go'))).to.deep.equal([])
      await mailer().outbox.forget({ keys: ['to-stay'] })
    }
    expect(await lying()).to.deep.equal([])
  })

  it('go by what they are about, and by their age', async () => {
    await write('a@example.org', 'guardian-1')
    await write('b@example.org', 'guardian-2')
    clock.time += 86_400_000
    await write('c@example.org', 'guardian-3')
    expect(await mailer().outbox.forget({ keys: ['guardian-2'] })).to.equal(1)
    expect(await mailer().outbox.forgetBefore(new Date(clock.time))).to.equal(1)
    expect((await lying()).map((name) => name.replace(/^.*Z-/, ''))).to.deep.equal([
      'guardian-3.eml',
      'guardian-3.txt',
    ])
  })
})
