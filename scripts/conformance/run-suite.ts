import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { TenantService } from './service.ts'
import type { Suite } from './suites.ts'

export interface TestResult {
  readonly title: string
  readonly outcome: 'passed' | 'failed' | 'pending'
  /** The first line of what a failed test said. */
  readonly message?: string
}

export interface SuiteResult {
  readonly suite: Suite
  readonly commit: string
  readonly tests: readonly TestResult[]
}

export interface RunMeans {
  /** The folder of checked-out, installed suites. */
  readonly suitesFolder: string
  /** For what is written on the way. */
  readonly scratch: string
  readonly service: TenantService
}

const run = promisify(execFile)
const implementationName = 'Waymark'

/**
 * Runs one suite by its own mocha with a reporter that a program can read. Its local configuration is written first.
 * @throws Error where mocha gave no results
 */
export async function runSuite(suite: Suite, means: RunMeans): Promise<SuiteResult> {
  const folder = resolve(means.suitesFolder, suite.folder)
  const { stdout: commit } = await run('git', ['-C', folder, 'rev-parse', 'HEAD'])
  await configure(suite, folder, means)
  const output = join(means.scratch, `${suite.folder}.json`)
  await rm(output, { force: true })
  const bin = suite.commandLine === true ? await standIns(means.scratch) : undefined
  await mocha(folder, output, { bin, grep: suite.grep })
  const text = await readFile(output, 'utf8')
  return { suite, commit: commit.trim(), tests: resultsOf(JSON.parse(text) as MochaReport) }
}

async function configure(suite: Suite, folder: string, { service }: RunMeans): Promise<void> {
  for (const [path, content] of Object.entries(suite.files ?? {})) {
    await writeFile(join(folder, path), `${JSON.stringify(content, null, 2)}\n`)
  }
  if (suite.implementation === undefined) return
  const configuration = {
    settings: { enableInteropTests: true, testAllImplementations: false },
    implementations: suite.implementation(service).map((one) => ({
      name: implementationName,
      implementation: implementationName,
      ...one,
    })),
  }
  const text = `module.exports = ${JSON.stringify(configuration, null, 2)}\n`
  await writeFile(join(folder, 'localConfig.cjs'), text)
}

/** Programs with the names of the container tools that some suites call: they run our adapter instead. */
async function standIns(scratch: string): Promise<string> {
  const folder = join(scratch, 'bin')
  await mkdir(folder, { recursive: true })
  const adapter = resolve('dist', 'scripts', 'conformance', 'adapter.js')
  for (const name of ['docker', 'docker-compose']) {
    const text = `#!/bin/sh\nexec ${process.execPath} --enable-source-maps ${adapter} "$@"\n`
    await writeFile(join(folder, name), text, { mode: 0o755 })
  }
  return folder
}

/** A suite uses methods of iterators, which Node has by itself from version 22. */
const flags = Number(process.versions.node.split('.')[0]) < 22 ? ['--harmony-iterator-helpers'] : []

function mocha(
  folder: string,
  output: string,
  { bin, grep }: { readonly bin: string | undefined; readonly grep: string | undefined },
): Promise<void> {
  const path = process.env['PATH'] ?? ''
  const child = spawn(
    process.execPath,
    [
      join('node_modules', 'mocha', 'bin', 'mocha.js'),
      'tests/',
      '--reporter=json',
      `--reporter-option=output=${output}`,
      '--timeout=60000',
      '--preserve-symlinks',
      // Mocha hands these on to the process that runs the tests.
      ...flags,
      ...(grep === undefined ? [] : [`--fgrep=${grep}`]),
    ],
    {
      cwd: folder,
      env: {
        PATH: bin === undefined ? path : `${bin}:${path}`,
        // The suites look for an issuer by its name.
        ISSUER_NAME: implementationName,
        NODE_NO_WARNINGS: '1',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-2_000)
  })
  return new Promise((done, reject) => {
    child.on('error', reject)
    child.on('exit', () => {
      if (existsSync(output)) done()
      else reject(new Error(`mocha gave no results for ${folder}: ${said}`))
    })
  })
}

interface MochaTest {
  readonly fullTitle: string
  readonly err?: { readonly message?: string }
}
interface MochaReport {
  readonly passes: readonly MochaTest[]
  readonly failures: readonly MochaTest[]
  readonly pending: readonly MochaTest[]
}

function resultsOf({ passes, failures, pending }: MochaReport): readonly TestResult[] {
  return [
    ...passes.map(({ fullTitle }) => ({ title: fullTitle, outcome: 'passed' as const })),
    ...failures.map(({ fullTitle, err }) => ({
      title: fullTitle,
      outcome: 'failed' as const,
      message: err?.message?.split('\n', 1)[0] ?? '',
    })),
    ...pending.map(({ fullTitle }) => ({ title: fullTitle, outcome: 'pending' as const })),
  ]
}
