/*
 * Stands in for `docker` and `docker-compose` where a suite runs a command line in a container: the same arguments, our
 * code, and the answer in the file that the suite reads. Paths under /tests/ are those of the folder it is called in.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { heldAgainst } from '../../src/credentials/named-schema.ts'
import { issueToken, verifyToken, type Feature } from './jose.ts'

interface Answer {
  readonly result: string
  readonly data?: string
}

const words = process.argv.slice(2)

/** What follows `--name`. */
function option(name: string): string {
  const at = words.indexOf(`--${name}`)
  return at === -1 ? '' : (words[at + 1] ?? '')
}

const local = (path: string) => join('tests', path.replace(/^\/tests\//, ''))

async function json(path: string): Promise<JsonObject> {
  const value: unknown = JSON.parse(await readFile(local(path), 'utf8'))
  if (!isJsonObject(value)) throw new TypeError(`${basename(path)} is no JSON object`)
  return value
}

async function answer(): Promise<Answer> {
  if (words.includes('validate')) return { result: await validate() }
  const feature = option('feature')
  if (feature !== 'credential_jose' && feature !== 'presentation_jose') {
    return { result: 'indeterminate' }
  }
  return words.includes('issue') ? issue(feature) : verify(feature)
}

async function validate(): Promise<string> {
  const credential = await json(option('credential'))
  const entry = credential['credentialSchema']
  if (!isJsonObject(entry) || entry['type'] !== option('format')) return 'failure'
  return heldAgainst(credential, entry, await json(option('schema')))
}

async function issue(feature: Feature): Promise<Answer> {
  const token = issueToken(await json(option('input')), await json(option('key')), feature)
  return token === undefined ? { result: 'failure' } : { result: 'success', data: token }
}

async function verify(feature: Feature): Promise<Answer> {
  const text = await readFile(local(option('input')), 'utf8')
  const folder = dirname(option('key'))
  // The document of the issuer: whatever methods lie beside the one that is named.
  const beside = ['p256', 'p384', 'p521', 'ed25519'].map((name) => `${folder}/vm-${name}.json`)
  const methods = await Promise.all(beside.map(json))
  const good = await verifyToken(text.trim(), await json(option('key')), methods, feature)
  return { result: good ? 'success' : 'failure' }
}

await writeFile(local(option('output')), JSON.stringify(await answer()))
