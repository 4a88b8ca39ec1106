/*
 * Shows what the standards' own authors would say of this service: runs the published W3C and CCG test suites against it,
 * started on https with its open tenant, and writes what came out into test/conformance/README.md. The suites are not
 * ours and not part of this repository: check them out and install them into one folder, and name it.
 *
 *   npm run conformance -- FOLDER [SUITE…]
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runSuite, type SuiteResult } from './conformance/run-suite.ts'
import { startTenant } from './conformance/service.ts'
import { suites } from './conformance/suites.ts'
import { tableOf, type Explanations } from './conformance/table.ts'

const [folder, ...wanted] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Name the folder of the suites: npm run conformance -- FOLDER [SUITE…]')
  process.exit(1)
}

const scratch = await mkdtemp(join(tmpdir(), 'waymark-conformance-'))
const service = await startTenant(scratch)
const results: SuiteResult[] = []
try {
  for (const suite of suites) {
    if (wanted.length > 0 && !wanted.includes(suite.folder)) continue
    const result = await runSuite(suite, { suitesFolder: folder, scratch, service })
    results.push(result)
    const count = (outcome: string) => result.tests.filter((one) => one.outcome === outcome).length
    console.log(
      `${suite.folder}: ${String(count('passed'))} passed, ${String(count('failed'))} failed, ${String(count('pending'))} pending`,
    )
    for (const { title, outcome, message } of result.tests) {
      if (outcome === 'failed') console.log(`  ${title}\n    ${message ?? ''}`)
    }
  }
} finally {
  await service.stop()
  await rm(scratch, { recursive: true, force: true })
}

// A part of the suites is for looking; the table is of all of them.
if (wanted.length === 0) {
  const place = join('test', 'conformance')
  const explanations = JSON.parse(
    await readFile(join('scripts', 'conformance', 'explanations.json'), 'utf8'),
  ) as Explanations
  await writeFile(join(place, 'README.md'), tableOf(results, explanations))
}
