import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** The service as its own process on a fresh data folder. */
export interface RunningService {
  readonly base: string
  readonly outbox: string
  /** The path of the one-time set-up link that it printed; '' where it was set up before. */
  readonly setUpPath: string
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
    server.on('error', reject)
  })
}

interface Options {
  readonly port?: number
  /** Starts on what is in the folder instead of emptying it. */
  readonly keep?: boolean
}

/** @throws Error when it does not listen within thirty seconds */
export async function startService(
  dataDir: string,
  { port: chosen, keep = false }: Options = {},
): Promise<RunningService> {
  if (!keep) await rm(dataDir, { recursive: true, force: true })
  const port = chosen ?? (await freePort())
  const base = `http://localhost:${port}`
  const env = {
    PATH: process.env['PATH'],
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'warn',
  }
  const child = spawn(process.execPath, ['--enable-source-maps', join('dist', 'src', 'main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const setUpPath = await new Promise<string>((resolve, reject) => {
    let printed = ''
    const timer = setTimeout(() => reject(new Error(`it does not listen: ${printed}`)), 30_000)
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const link = /\/set-up\/[\w-]+/.exec(printed)?.[0]
      const ready = keep ? printed.includes('listens at') : link !== undefined
      if (!ready) return
      clearTimeout(timer)
      resolve(link ?? '')
    })
    child.on('exit', (code) =>
      reject(new Error(`the service ended with ${String(code)}: ${printed}`)),
    )
  })
  return {
    base,
    setUpPath,
    outbox: join(dataDir, 'outbox'),
    async stop() {
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
