import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const python = resolve('.tools/open-badges-2-validator/bin/python')
const script = resolve('scripts/open-badges-2-validator/validate.py')

/** Whether 1EdTech's validator can run. Where it cannot, says so aloud; with REQUIRE_OPEN_BADGES_2_VALIDATOR it is a failure. */
export function hasOpenBadges2Validator(): boolean {
  if (existsSync(resolve('.tools/open-badges-2-validator/installed.txt'))) return true
  const remedy = 'run scripts/open-badges-2-validator/install.sh (needs python3 with venv)'
  if (process.env['REQUIRE_OPEN_BADGES_2_VALIDATOR'] !== undefined) {
    throw new Error(`the Open Badges 2.0 validator is not installed: ${remedy}`)
  }
  process.stderr.write(`\n  !! THE OPEN BADGES 2.0 VALIDATOR OF 1EDTECH DID NOT RUN: ${remedy}\n\n`)
  return false
}

export interface OpenBadges2Report {
  readonly valid: boolean
  readonly errorCount: number
  readonly warningCount: number
  readonly messages: readonly { readonly result: string }[]
}

/** What 1EdTech's validator says of a badge: an address, or a picture's file. */
export async function validateOpenBadge2(badge: string): Promise<OpenBadges2Report> {
  const { stdout } = await promisify(execFile)(python, ['-B', script, badge], { timeout: 60_000 })
  return JSON.parse(stdout) as OpenBadges2Report
}
