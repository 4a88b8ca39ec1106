import { execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'

/**
 * Software that we did not write, asked about credentials that we did. Nothing here imports src/, and nothing
 * touches the network: every document that a verifier may need is handed in.
 */

export interface ExternalAnswer {
  readonly verified: boolean
  /** What the verifier said, for the message of a test that fails. */
  readonly said: string
}

/** Documents by the address or DID under which a verifier looks for them. */
export type Documents = Readonly<Record<string, object>>
export type JsonLdContexts = ReadonlyMap<string, object>

/** Digital Bazaar's verifier as it comes from npm. */
export async function verifyWithDigitalBazaar(
  credentialText: string,
  didDocument: object,
  contexts: JsonLdContexts,
  now: Date = new Date(),
): Promise<ExternalAnswer> {
  const documents = withMethods(didDocument)
  const result = await verifyCredential({
    credential: parsed(credentialText),
    suite: new DataIntegrityProof({ cryptosuite }),
    // The status is read by verifier-core, which brings its own reader.
    checkStatus: () => Promise.resolve({ verified: true }),
    now,
    documentLoader: (url) => {
      const document = contexts.get(url) ?? documents.get(url)
      if (document === undefined) return Promise.reject(new Error(`not handed in: ${url}`))
      return Promise.resolve({ contextUrl: null, documentUrl: url, document })
    },
  })
  return { verified: result.verified, said: result.error?.message ?? 'verified' }
}

/** The DID document by its id and each of its verification methods by theirs, as a DID resolver answers them. */
function withMethods(didDocument: object): Map<string, object> {
  const documents = new Map<string, object>()
  const { id, verificationMethod } = didDocument as {
    id: string
    verificationMethod: { id: string; type: string }[]
  }
  documents.set(id, didDocument)
  for (const method of verificationMethod) {
    documents.set(method.id, { '@context': 'https://w3id.org/security/multikey/v1', ...method })
  }
  return documents
}

/**
 * The Digital Credentials Consortium's verifier-core with its own contexts, in a process of its own whose
 * `fetch` knows only the given documents (by https address: DID documents, status lists).
 */
export async function verifyWithVerifierCore(
  credentialText: string,
  didDocument: object,
  documents: Documents = {},
): Promise<ExternalAnswer> {
  const { id } = didDocument as { id: string }
  const [, , host = '', ...path] = id.split(':')
  const where = path.length === 0 ? '.well-known' : path.join('/')
  const all = {
    [`https://${decodeURIComponent(host)}/${where}/did.json`]: didDocument,
    ...documents,
  }
  const said = await run(process.execPath, [verifierCoreScript()], {
    input: JSON.stringify({ credential: parsed(credentialText), documents: all }),
  })
  const line = said.split('\n').find((one) => one.startsWith('ANSWER ')) ?? 'ANSWER {}'
  const answer = JSON.parse(line.slice('ANSWER '.length)) as {
    errors?: unknown[]
    log?: { id: string; valid?: boolean; error?: unknown }[]
  }
  const valid = (step: string) => answer.log?.find((one) => one.id === step)?.valid === true
  const hasStatus = 'credentialStatus' in parsed(credentialText)
  const steps = ['valid_signature', 'expiration', ...(hasStatus ? ['revocation_status'] : [])]
  return { verified: answer.errors === undefined && steps.every(valid), said: line }
}

/** Where the scripts lie, from the sources and from the build alike. */
function verifierCoreScript(): string {
  return resolve('test/support/verifier-core-process.mjs')
}

const python = resolve('.tools/python/bin/python')
const pythonScripts = resolve('scripts/independent-verifier')

/**
 * Whether the independent verifier can run. Where it cannot, says so aloud: a skipped agreement is none. With
 * REQUIRE_INDEPENDENT_VERIFIER set, as in .ci/run, it is a failure.
 */
export function hasIndependentVerifier(): boolean {
  if (existsSync(python)) {
    try {
      execFileSync(python, ['-c', 'import pyld, cryptography'], { stdio: 'ignore' })
      return true
    } catch {
      // Said below.
    }
  }
  const remedy = 'run scripts/independent-verifier/install.sh (needs python3 with venv)'
  if (process.env['REQUIRE_INDEPENDENT_VERIFIER'] !== undefined) {
    throw new Error(`the independent verifier is not installed: ${remedy}`)
  }
  process.stderr.write(`\n  !! THE INDEPENDENT VERIFIER (PyLD) DID NOT RUN: ${remedy}\n\n`)
  return false
}

/** PyLD and the Python package cryptography: another language, another canonicalization, another curve code. */
export async function verifyIndependently(
  credentialText: string,
  didDocument: object,
  contexts: JsonLdContexts,
): Promise<ExternalAnswer> {
  return inFolder(async (folder) => {
    const index: Record<string, string> = {}
    for (const [address, context] of contexts) {
      index[address] = `context-${Object.keys(index).length}.json`
      await writeFile(join(folder, index[address]), JSON.stringify(context))
    }
    await writeFile(join(folder, 'index.json'), JSON.stringify(index))
    await writeFile(join(folder, 'credential.json'), credentialText)
    await writeFile(join(folder, 'did.json'), JSON.stringify(didDocument))
    const files = [join(folder, 'credential.json'), join(folder, 'did.json'), folder]
    const said = await run(python, ['-B', join(pythonScripts, 'verify.py'), ...files])
    const answer = JSON.parse(said) as { verified: boolean }
    return { verified: answer.verified, said: said.trim() }
  })
}

/** The credential's text out of a baked PNG or SVG, by Python's own zlib and XML parser. */
export async function unbakeIndependently(picture: Uint8Array): Promise<string> {
  return inFolder(async (folder) => {
    const file = join(folder, 'picture')
    await writeFile(file, picture)
    return run(python, ['-B', join(pythonScripts, 'unbake.py'), file])
  })
}

/** A VC-JWT by jose: the signature against the issuer's key set, and the claims. Throws where it does not hold. */
export async function verifyJwtWithJose(
  token: string,
  keySet: object,
  expected: { issuer: string; currentDate?: Date },
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, createLocalJWKSet(keySet as JSONWebKeySet), {
    issuer: expected.issuer,
    typ: 'JWT',
    requiredClaims: ['iss', 'jti', 'nbf', 'sub'],
    ...(expected.currentDate === undefined ? {} : { currentDate: expected.currentDate }),
  })
  return payload
}

function parsed(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-external-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const execute = promisify(execFile)

async function run(
  command: string,
  args: string[],
  { input }: { input?: string } = {},
): Promise<string> {
  if (input === undefined) {
    const { stdout } = await execute(command, args, { timeout: 60_000, maxBuffer: 50_000_000 })
    return stdout
  }
  const child = spawn(command, args, { timeout: 60_000, stdio: ['pipe', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  child.stdin.end(input)
  const code = await new Promise((done, fail) => child.on('close', done).on('error', fail))
  if (code !== 0)
    throw new Error(`${command} ended with ${String(code)}: ${Buffer.concat(errors).toString()}`)
  return Buffer.concat(chunks).toString()
}
