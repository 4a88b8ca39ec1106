import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createSecureContext } from 'node:tls'

/** A certificate or key that cannot be used. The message says which file, and what to do. */
export class TlsFault extends Error {
  constructor(mend: string) {
    super(mend)
    this.name = 'TlsFault'
  }
}

/**
 * What listens: plain http, for a proxy to stand in front of, or https where there is a certificate.
 * @throws TlsFault where a file cannot be read, is no PEM, or the key belongs to another certificate
 */
export async function createWebServer(
  app: RequestListener,
  files?: { readonly certFile: string; readonly keyFile: string },
): Promise<Server> {
  if (files === undefined) return createServer(app)
  const pair = {
    cert: await read('TLS_CERT_FILE', files.certFile),
    key: await read('TLS_KEY_FILE', files.keyFile),
  }
  try {
    createSecureContext(pair)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new TlsFault(
      code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'
        ? 'TLS_KEY_FILE is the key of another certificate than the one in TLS_CERT_FILE.'
        : `TLS_CERT_FILE and TLS_KEY_FILE must hold a certificate and its private key in PEM, without a passphrase${code === '' ? '' : ` (${code})`}.`,
    )
  }
  return createSecureServer({ ...pair, minVersion: 'TLSv1.2' }, app)
}

async function read(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new TlsFault(`${option}: ${path} cannot be read (${code}).`)
  }
}
