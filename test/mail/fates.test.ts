import { expect } from 'chai'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { WaymarkError } from '../../src/errors.ts'
import { createMailer } from '../../src/mail/mailer.ts'

/** A mail server that says what it is told to, and hangs up where it is told nothing. */
async function serverThat(answers: Readonly<Record<string, string | undefined>>) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    const say = (moment: string, otherwise: string) => {
      if (moment in answers && answers[moment] === undefined) socket.destroy()
      else socket.write(`${answers[moment] ?? otherwise}\r\n`)
    }
    say('greeting', '220 hello')
    let inData = false
    let heard = ''
    socket.on('data', (piece) => {
      heard += piece.toString()
      if (inData) {
        if (heard.endsWith('\r\n.\r\n')) {
          inData = false
          heard = ''
          say('content', '250 taken')
        }
        return
      }
      const lines = heard.split('\r\n')
      heard = lines.pop() ?? ''
      for (const line of lines) {
        const [word = ''] = line.toUpperCase().split(/[ :]/)
        if (word === 'DATA') {
          inData = answers['DATA'] === undefined && !('DATA' in answers)
          say('DATA', '354 go on')
        } else if (word !== '') say(word, '250 fine')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

async function fateWith(answers: Readonly<Record<string, string | undefined>>) {
  const server = await serverThat(answers)
  try {
    const mailer = createMailer({
      smtpUrl: server.url,
      outboxDir: '',
      from: 'Waymark <badges@badges.example.org>',
      now: () => new Date(),
      newId: () => 'id',
    })
    await mailer.send({ to: 'ana@example.org', subject: 's', html: '<p>h</p>', text: 't' })
    return 'sent'
  } catch (error) {
    return error instanceof WaymarkError ? error.code : error
  } finally {
    await server.close()
  }
}

describe('the fate of a mail', () => {
  it('is known where the server says it', async () => {
    expect(await fateWith({})).to.equal('sent')
    expect(await fateWith({ RCPT: '550 no such mailbox' })).to.equal('mail-refused')
    expect(await fateWith({ content: '552 mailbox full' })).to.equal('mail-refused')
    expect(await fateWith({ RCPT: '451 come again later' })).to.equal('mail-not-sent')
    expect(await fateWith({ content: '451 come again later' })).to.equal('mail-not-sent')
  })

  it('is that it was not sent where the server will not speak, or not with us: no mailbox is to blame', async () => {
    expect(await fateWith({ greeting: undefined })).to.equal('mail-not-sent')
    expect(await fateWith({ greeting: '554 go away' })).to.equal('mail-not-sent')
    expect(await fateWith({ MAIL: '550 not you' })).to.equal('mail-not-sent')
    expect(await fateWith({ RCPT: undefined })).to.equal('mail-not-sent')
    expect(await fateWith({ DATA: undefined })).to.equal('mail-not-sent')
  })

  it('is unclear where the line breaks before the server said what it made of it', async () => {
    expect(await fateWith({ content: undefined })).to.equal('mail-unclear')
  })
})
