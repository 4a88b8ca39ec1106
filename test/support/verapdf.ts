import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const place = resolve('.tools/verapdf')

/** Whether veraPDF can run. Where it cannot, says so aloud; with REQUIRE_VERAPDF it is a failure. */
export function hasVeraPdf(): boolean {
  if (existsSync(join(place, 'installed'))) return true
  const remedy = 'run scripts/verapdf/install.sh (needs Java and Maven)'
  if (process.env['REQUIRE_VERAPDF'] !== undefined) {
    throw new Error(`veraPDF is not installed: ${remedy}`)
  }
  process.stderr.write(`\n  !! VERAPDF DID NOT RUN: ${remedy}\n\n`)
  return false
}

/**
 * What veraPDF finds broken in PDFs, a line each; empty where all of them keep every profile.
 * @param profiles such as '3b' (PDF/A-3b) and 'ua1' (PDF/UA-1)
 */
export async function brokenRules(
  pdfs: readonly Uint8Array[],
  profiles: readonly string[],
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-verapdf-'))
  try {
    const files = pdfs.map((_, place) => join(folder, `${place + 1}.pdf`))
    await Promise.all(files.map((file, place) => writeFile(file, pdfs[place] ?? '')))
    const path = `${join(place, 'classes')}:${join(place, 'lib', '*')}`
    const run = promisify(execFile)
    const { stdout } = await run('java', ['-cp', path, 'Check', profiles.join(','), ...files])
    const lines = stdout.split('\n')
    const kept = lines.filter((line) => line.startsWith('KEPT ')).length
    const broken = lines.filter((line) => line.startsWith('BROKEN '))
    const isComplete = kept === pdfs.length * profiles.length
    return isComplete ? broken : [...broken, `only ${kept} were kept`]
  } finally {
    await rm(folder, { recursive: true })
  }
}
