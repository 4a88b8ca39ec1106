/**
 * Makes the four secrets of an installation and writes them into its .env file: `node scripts/make-secrets.mjs [FILE]`.
 * Adds to a file that is there, for nobody else to read; refuses one that has secrets already, because without the
 * old ones the signing keys cannot be opened and nobody is found again.
 * Plain JavaScript with nothing to install or build, so that it also runs where only Node is.
 */
import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, readFileSync, writeFileSync } from 'node:fs'

const path = process.argv[2] ?? '.env'
const secret = () => randomBytes(32).toString('base64')
const lines = [
  `SECRET_KEY_ENCRYPTION_KEYS=1:${secret()}`,
  ...['SESSION', 'TICKETS', 'EMAIL_INDEX'].map((name) => `SECRET_${name}=${secret()}`),
]
const text = `${lines.join('\n')}\n`

/** False where the file is there already: it is never written over. */
function makeFile() {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function addToFile() {
  const before = readFileSync(path, 'utf8')
  if (/^\s*(?:export\s+)?SECRET_\w+\s*=/m.test(before)) return false
  chmodSync(path, 0o600)
  appendFileSync(path, before === '' || before.endsWith('\n') ? text : `\n${text}`)
  return true
}

// Said on the error output: the other one may have been sent into the very file.
if (makeFile() || addToFile()) {
  console.error(
    `Four secrets were written to ${path}. Keep a copy apart from the database and out of Git.`,
  )
} else {
  console.error(
    `${path} has SECRET_ lines already, and they are left as they are: with other secrets what is stored could not be opened.`,
  )
  process.exitCode = 1
}
