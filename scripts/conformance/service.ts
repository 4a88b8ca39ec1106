import { spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TenantIssuer } from '../../src/protocols/vc-api/open-tenant.ts'
import { selfSignedCertificate } from './certificate.ts'

/** The built service with its open tenant, on https. */
export interface TenantService {
  /** Where the tenant's operations stand. */
  readonly address: string
  readonly issuers: readonly TenantIssuer[]
  stop(): Promise<void>
}

/** Starts what is built in dist/ on a folder of its own. @throws Error where it does not listen in thirty seconds */
export async function startTenant(folder: string): Promise<TenantService> {
  const port = await freePort()
  const { cert, key } = selfSignedCertificate()
  await mkdir(folder, { recursive: true })
  const certFile = join(folder, 'cert.pem')
  const keyFile = join(folder, 'key.pem')
  await writeFile(certFile, cert)
  await writeFile(keyFile, key, { mode: 0o600 })
  const dataDir = join(folder, 'data')
  await rm(dataDir, { recursive: true, force: true })

  const child = spawn(process.execPath, ['--enable-source-maps', join('dist', 'src', 'main.js')], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATA_DIR: dataDir,
      TLS_CERT_FILE: certFile,
      TLS_KEY_FILE: keyFile,
      VC_API_TENANT: 'open',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    let printed = ''
    const timer = setTimeout(() => reject(new Error(`it does not listen: ${printed}`)), 30_000)
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (!printed.includes('listens at')) return
      clearTimeout(timer)
      resolve()
    })
    child.on('exit', (code) => reject(new Error(`it ended with ${String(code)}: ${printed}`)))
  })
  const address = `https://localhost:${port}/open-tenant`
  return {
    address,
    issuers: await readIssuers(`${address}/issuers`, cert),
    async stop() {
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

function readIssuers(address: string, ca: string): Promise<readonly TenantIssuer[]> {
  return new Promise((resolve, reject) => {
    request(address, { ca }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => {
        const { issuers } = JSON.parse(text) as { issuers: TenantIssuer[] }
        resolve(issuers)
      })
    })
      .on('error', reject)
      .end()
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
    server.on('error', reject)
  })
}
