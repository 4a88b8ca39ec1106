import { expect } from 'chai'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { WaymarkError } from '../../src/errors.ts'
import { createMailer, type Mail } from '../../src/mail/mailer.ts'

const mail: Mail = {
  to: 'ana@example.org',
  subject: 'Ganaste una insignia: Ñandú 🦤',
  html: '<p>Hola <b>Ana</b></p>',
  text: 'Hola Ana',
}

describe('the mailer', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-mail-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const options = () => ({
    outboxDir: join(folder, 'outbox'),
    from: 'Waymark <badges@badges.example.org>',
    host: 'badges.example.org',
    now: () => new Date('2026-03-01T10:00:00Z'),
    newId: () => 'aBc_123-x',
  })

  async function written() {
    const names = (await readdir(join(folder, 'outbox'))).toSorted()
    const [name = '', beside = ''] = names
    const raw = await readFile(join(folder, 'outbox', name), 'utf8')
    const words = await readFile(join(folder, 'outbox', beside), 'utf8')
    return { names, raw, words, parsed: await simpleParser(raw) }
  }

  it('lays a mail down as a file where no server is set, under no address', async () => {
    await createMailer(options()).send(mail)
    const { names, parsed } = await written()
    expect(names).to.deep.equal([
      '2026-03-01T10-00-00-000Z-aBc_123-x.eml',
      '2026-03-01T10-00-00-000Z-aBc_123-x.txt',
    ])
    expect(parsed.subject).to.equal(mail.subject)
    expect(parsed.text?.trim()).to.equal('Hola Ana')
    expect(parsed.html).to.equal(mail.html)
    expect(parsed.messageId).to.equal('<aBc_123-x@badges.example.org>')
    expect(parsed.date?.toISOString()).to.equal('2026-03-01T10:00:00.000Z')
    for (const name of names) {
      expect((await stat(join(folder, 'outbox', name))).mode & 0o077).to.equal(0)
    }
  })

  it('lays the words of a mail beside it, so that a long link can be copied whole', async () => {
    const link = `https://badges.example.org/claim/${'a'.repeat(120)}`
    await createMailer(options()).send({ ...mail, text: `Get my badge\n[${link}]` })
    const { raw, words } = await written()
    expect(raw).not.to.contain(link)
    expect(words).to.contain(`To: ${mail.to}\nSubject: ${mail.subject}\n`).and.contain(`[${link}]`)
  })

  it('gives a mail the id that it is asked to, so that the same one twice is known', async () => {
    await createMailer(options()).send({ ...mail, messageId: 'award-1' })
    expect((await written()).parsed.messageId).to.equal('<award-1@badges.example.org>')
  })

  it('cannot be made to write another header through a subject', async () => {
    await createMailer(options()).send({
      ...mail,
      subject: 'Hi\r\nBcc: victim@example.org\r\n\r\n<script>\u2028x\u0000',
    })
    const { parsed } = await written()
    expect(parsed.headers.has('bcc')).to.equal(false)
    expect(parsed.subject).to.contain('Bcc: victim@example.org')
    expect(parsed.text?.trim()).to.equal('Hola Ana')
  })

  it('writes to one mailbox only', async () => {
    const hostile = [
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org\nSubject: x',
      'a@example.org, b@example.org',
      'a@example.org; b@example.org',
      'Ana <a@example.org>',
      'a@b@example.org',
      '"a b"@example.org',
      'group:a@example.org;',
      'a\u0000@example.org',
      '@example.org',
      'a@',
      '',
    ]
    for (const to of hostile) {
      const error: unknown = await createMailer(options())
        .send({ ...mail, to })
        .then(
          () => undefined,
          (cause: unknown) => cause,
        )
      expect(error, JSON.stringify(to))
        .to.be.instanceOf(WaymarkError)
        .with.property('code', 'invalid-request')
    }
    expect(await readdir(folder)).to.deep.equal([])
  })

  it('takes no Message-ID that could leave its brackets', async () => {
    const error: unknown = await createMailer(options())
      .send({ ...mail, messageId: 'x>\r\nBcc: b@example.org' })
      .catch((cause: unknown) => cause)
    expect(error).to.be.instanceOf(TypeError)
  })

  it('sends pictures along instead of having them fetched', async () => {
    const png = Buffer.from('iVBORw0KGgo=', 'base64')
    await createMailer(options()).send({
      ...mail,
      html: '<img src="cid:badge">',
      pictures: [{ cid: 'badge', png }],
    })
    const { parsed } = await written()
    expect(parsed.attachments.map(({ cid, contentType }) => [cid, contentType])).to.deep.equal([
      ['badge', 'image/png'],
    ])
    expect(parsed.attachments[0]?.content.equals(png)).to.equal(true)
  })

  it('speaks to a mail server where one is set', async () => {
    const got: string[] = []
    const recipients: string[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (address, _session, done) => {
        recipients.push(address.address)
        done()
      },
      onData: (stream, _session, done) => {
        let text = ''
        stream.on('data', (piece: Buffer) => (text += piece.toString()))
        stream.on('end', () => {
          got.push(text)
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const address = server.server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      await createMailer({ ...options(), smtpUrl: `smtp://127.0.0.1:${port}` }).send(mail)
      expect(recipients).to.deep.equal(['ana@example.org'])
      expect((await simpleParser(got[0] ?? '')).subject).to.equal(mail.subject)
    } finally {
      await new Promise<void>((resolve) => server.close(resolve))
    }
  })

  it('says that a mail was not sent, and not why, where the server is away', async () => {
    const error: unknown = await createMailer({ ...options(), smtpUrl: 'smtp://127.0.0.1:1' })
      .send(mail)
      .catch((cause: unknown) => cause)
    expect(error).to.be.instanceOf(WaymarkError).with.property('code', 'mail-not-sent')
    expect((error as WaymarkError).message).to.equal('mail-not-sent')
  })

  it('gives a mail server up that says nothing for ten seconds', async function () {
    this.timeout(20_000).slow(25_000)
    const held: Socket[] = []
    const silent = createServer((socket) => void held.push(socket))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    try {
      const address = silent.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      const error: unknown = await createMailer({
        ...options(),
        smtpUrl: `smtp://127.0.0.1:${port}`,
      })
        .send(mail)
        .catch((cause: unknown) => cause)
      expect(error).to.be.instanceOf(WaymarkError).with.property('code', 'mail-not-sent')
      expect(held).to.have.length(1)
    } finally {
      for (const socket of held) socket.destroy()
      await new Promise<void>((resolve) => silent.close(() => resolve()))
    }
  })
})
