import { expect } from 'chai'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { selfSignedCertificate } from '../scripts/conformance/certificate.ts'
import { createWebServer, TlsFault } from '../src/tls.ts'

describe('a certificate of the service’s own', () => {
  let folder = ''
  let server: Server | undefined
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'waymark-tls-'))))
  after(async () => {
    server?.close()
    await rm(folder, { recursive: true })
  })

  const kept = async (name: string, text: string) => {
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }
  const refusal = async (certFile: string, keyFile: string) => {
    try {
      await createWebServer(() => undefined, { certFile, keyFile })
    } catch (error) {
      if (error instanceof TlsFault) return error.message
      throw error
    }
    return 'nothing was refused'
  }

  it('is what it answers https with', async () => {
    const { cert, key } = selfSignedCertificate()
    const files = { certFile: await kept('cert.pem', cert), keyFile: await kept('key.pem', key) }
    const listening = await createWebServer((_request, response) => response.end('good'), files)
    server = listening
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    const { port } = listening.address() as AddressInfo
    const answer = await new Promise<string>((resolve, reject) => {
      request(`https://localhost:${String(port)}/`, { ca: cert }, (response) => {
        response.on('data', (chunk: Buffer) => resolve(chunk.toString()))
      })
        .on('error', reject)
        .end()
    })
    expect(answer).to.equal('good')
  })

  it('that cannot be used is refused before anything listens, with what to mend', async () => {
    const { cert, key } = selfSignedCertificate()
    const other = selfSignedCertificate()
    const certFile = await kept('c.pem', cert)
    const keyFile = await kept('k.pem', key)
    const missing = join(folder, 'missing.pem')
    expect(await refusal(missing, keyFile)).to.match(/^TLS_CERT_FILE: .*missing\.pem.*ENOENT/)
    expect(await refusal(certFile, missing)).to.match(/^TLS_KEY_FILE: .*missing\.pem/)
    expect(await refusal(certFile, await kept('o.pem', other.key))).to.match(/another certificate/)
    expect(await refusal(await kept('n.pem', 'no pem'), keyFile)).to.match(/in PEM/)
    expect(await refusal(certFile, await kept('nk.pem', ''))).not.to.contain('BEGIN')
  })
})
