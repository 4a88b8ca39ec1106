import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { WaymarkError } from '../errors.ts'
import { createOutbox, nameOfTime, type Outbox } from './outbox.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The same for the same mail, so that one sent twice is recognised: letters, digits, '-' and '_'. */
  readonly messageId?: string
  /** Where mail programs let the reader say, by one press, that they want no more of these (RFC 8058). */
  readonly stopAddress?: string
  /** Pictures the HTML shows by `cid:`. */
  readonly pictures?: readonly { readonly cid: string; readonly png: Uint8Array }[]
}

export interface Mailer {
  /**
   * @throws WaymarkError mail-not-sent: it was not, and may be tried again; mail-refused: the server will not have it for
   * this address; mail-unclear: the connection broke while the server had the mail, so it may have been sent;
   * invalid-request where the address is none
   */
  send(mail: Mail): Promise<void>
}

export interface MailerOptions {
  /** smtp:// or smtps://, with its user and password; without it mails become files. */
  readonly smtpUrl?: string
  /** The folder of the files. */
  readonly outboxDir: string
  /** 'Waymark <badges@example.org>' or the bare address. */
  readonly from: string
  /** The host that Message-IDs are named under: the sender's unless it is told. */
  readonly host?: string
  readonly now: () => Date
  readonly newId: () => string
}

/** Sends mails, or lays them down as .eml files where no mail server is set. Nothing in them tells that they were opened. */
export function createMailer(options: MailerOptions): Mailer & { readonly outbox: Outbox } {
  const { smtpUrl, from, newId, now } = options
  const host = options.host ?? /@([^@<>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  const deliver = smtpUrl === undefined ? toOutbox(options) : toServer(smtpUrl)
  return {
    outbox: createOutbox(options.outboxDir),
    async send({ to, subject, html, text, messageId = newId(), stopAddress, pictures = [] }) {
      if (!isAddress(to))
        throw new WaymarkError('invalid-request', { problems: [{ path: '/to', rule: 'format' }] })
      if (!/^[\w-]+$/.test(messageId))
        throw new TypeError('a Message-ID of ours has letters and digits only')
      const mail: SendMailOptions = {
        from,
        // As an object it is one mailbox, whatever commas or brackets it holds.
        to: { name: '', address: to },
        subject: oneLine(subject),
        html,
        text,
        date: now(),
        messageId: `<${messageId}@${host}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(stopAddress === undefined
            ? {}
            : {
                'List-Unsubscribe': `<${stopAddress}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
        attachments: pictures.map(({ cid, png }) => ({
          cid,
          content: Buffer.from(png),
          contentType: 'image/png',
          contentDisposition: 'inline',
          filename: `${cid}.png`,
        })),
        // What a mail holds is given here: never a path or an address to fetch it from.
        disableFileAccess: true,
        disableUrlAccess: true,
      }
      try {
        await deliver(mail, messageId, `To: ${to}\nSubject: ${oneLine(subject)}\n\n${text}\n`)
      } catch (cause) {
        throw cause instanceof WaymarkError ? cause : new WaymarkError('mail-not-sent', { cause })
      }
    },
  }
}

/** Milliseconds. A mail server that keeps silent must not hold the one who waits, and the work behind it. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

type Deliver = (mail: SendMailOptions, id: string, words: string) => Promise<void>

function toServer(smtpUrl: string): Deliver {
  return async (mail) => {
    // Given as options and not as defaults: those apply to the mail, not to the connection.
    const transport = createTransport({ url: smtpUrl, ...patience })
    const handing = { begun: false }
    transport.use('stream', ({ message }, done) => {
      const content = message.createReadStream.bind(message)
      // Nobody asks for the content before the server has said that it takes it.
      message.createReadStream = () => Readable.from(onceBegun(content, handing))
      done()
    })
    try {
      await transport.sendMail(mail)
    } catch (cause) {
      throw new WaymarkError(codeOf(cause, handing.begun), { cause })
    }
  }
}

async function* onceBegun(content: () => Readable, handing: { begun: boolean }) {
  handing.begun = true
  for await (const piece of content()) {
    const bytes: unknown = piece
    yield bytes
  }
}

/** What a failed conversation means for the mail (RFC 5321 §4.2.1: 5yz is a refusal for good, 4yz one for now). */
function codeOf(cause: unknown, begun: boolean): 'mail-refused' | 'mail-not-sent' | 'mail-unclear' {
  const told = (name: string): unknown =>
    typeof cause === 'object' && cause !== null ? Reflect.get(cause, name) : undefined
  const status = told('responseCode')
  // Without an answer after the content began, the server may have taken it.
  if (typeof status !== 'number') return begun ? 'mail-unclear' : 'mail-not-sent'
  const ofRecipient = begun || told('command') === 'RCPT TO'
  return status >= 500 && ofRecipient ? 'mail-refused' : 'mail-not-sent'
}

/**
 * One mail a file, named by time and id: an address in a file name would end up in listings and backups. Its words lie
 * beside it as text, since a long link inside a mail is broken over lines, and whoever copies it there gets half of it.
 */
function toOutbox({ outboxDir, now }: MailerOptions): Deliver {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return async (mail, id, words) => {
    const { message } = await transport.sendMail(mail)
    const name = `${nameOfTime(now())}-${id}.eml`
    await mkdir(outboxDir, { recursive: true, mode: 0o700 })
    // Written aside and then moved, so that nobody reads half a mail.
    const aside = join(outboxDir, `.${name}.part`)
    await writeFile(aside, message, { mode: 0o600 })
    await writeFile(join(outboxDir, name.replace(/eml$/, 'txt')), words, { mode: 0o600 })
    await rename(aside, join(outboxDir, name))
  }
}

/** One mailbox and nothing else: no line break to begin a header with, no list, no name. */
function isAddress(address: string): boolean {
  return (
    address.length <= 254 &&
    /^[^\s@<>(),;:"\\[\]\p{Cc}]+@[^\s@<>(),;:"\\[\]\p{Cc}]+$/u.test(address)
  )
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
