import { fork, type ChildProcess } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { SMTPServer } from 'smtp-server'
import type { Place } from './batch-process.ts'

/** A mail server that remembers what it took, and tells when it has a mail in hand. */
export interface MailTaker {
  readonly url: string
  /** The Message-IDs of the mails that it took, in order. */
  readonly taken: readonly string[]
  /** Called once: when the next mail is here and not yet answered, or right after its answer. */
  whenMail(moment: 'before-answer' | 'after-answer', act: () => void): void
  close(): Promise<void>
}

export async function startMailTaker(): Promise<MailTaker> {
  const taken: string[] = []
  let waiting: { moment: 'before-answer' | 'after-answer'; act: () => void } | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (piece: Buffer) => (text += piece.toString()))
      stream.on('end', () => {
        // Whatever becomes of whoever sent it: here it is.
        taken.push(/^Message-ID: (<[^>]+>)/im.exec(text)?.[1] ?? '')
        const told = waiting
        waiting = undefined
        if (told?.moment === 'before-answer') told.act()
        done()
        if (told?.moment === 'after-answer') told.act()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    whenMail: (moment, act) => void (waiting = { moment, act }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** When a process is killed: so many milliseconds after it began to work, or with a mail in hand. */
export type Moment =
  | { readonly after: number }
  | { readonly mail: 'before-answer' | 'after-answer'; readonly atMost: number }

/** Starts the worker on a place in a process of its own, and kills it as `kill -9` does. Resolves when it is dead. */
export async function workUntilKilled(
  place: Place,
  mails: MailTaker,
  moment: Moment,
): Promise<void> {
  const child = await startWorker(place)
  const dead = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = () => void child.kill('SIGKILL')
  if ('mail' in moment) mails.whenMail(moment.mail, kill)
  const timer = setTimeout(kill, 'mail' in moment ? moment.atMost : moment.after)
  await dead
  clearTimeout(timer)
}

/** Lets the worker work in a process of its own until `isDone`, asked from outside, and then ends it. */
export async function startWorker(place: Place): Promise<ChildProcess> {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const child = fork(fileURLToPath(new URL(`batch-child.${ending}`, import.meta.url)), [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const working = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', () => reject(new Error('the worker did not start')))
  })
  child.send(place)
  await working
  return child
}
