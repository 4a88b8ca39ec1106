import type { SuiteResult, TestResult } from './run-suite.ts'

/** By repository: why tests fail or are left out. A title stands for every test whose full title has it in it. */
export type Explanations = Readonly<
  Record<string, readonly { readonly title: string; readonly because: string }[]>
>

/** The page of test/conformance: one line a suite, and each test that did not pass with the reason. */
export function tableOf(results: readonly SuiteResult[], explanations: Explanations): string {
  const rows = results.map(({ suite, commit, tests }) => {
    const count = (outcome: TestResult['outcome']) =>
      String(tests.filter((one) => one.outcome === outcome).length)
    return `| [${suite.repository}](https://github.com/${suite.repository}) | \`${commit.slice(0, 10)}\` | ${count('passed')} | ${count('failed')} | ${count('pending')} |`
  })
  const notes = results.flatMap((result) => notesOf(result, explanations))
  return [
    '# Conformance',
    '',
    'What the published test suites of the W3C and the Credentials Community Group say of this service. The page is made by',
    '`npm run conformance -- FOLDER`, which takes a folder of checked-out, installed suites, starts the built service on https with',
    'its open tenant (`VC_API_TENANT`), writes each suite its local configuration and runs it by its own mocha. The code of the',
    'suites is not part of this repository.',
    '',
    '| suite | commit | passed | failed | pending |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    ...notes,
  ].join('\n')
}

function notesOf({ suite, tests }: SuiteResult, explanations: Explanations): readonly string[] {
  const rest = tests.filter(({ outcome }) => outcome !== 'passed')
  const { note } = suite
  if (rest.length === 0 && note === undefined) return []
  const reasons = new Map<string, string[]>()
  for (const { title, outcome } of rest) {
    const known = explanations[suite.repository]?.find((one) => title.includes(one.title))
    const because =
      known?.because ?? (outcome === 'pending' ? 'Left out by its authors.' : 'NOT EXPLAINED.')
    const key = `${outcome}: ${because}`
    reasons.set(key, [...(reasons.get(key) ?? []), title])
  }
  return [
    `## ${suite.repository}`,
    '',
    ...(note === undefined ? [] : [note, '']),
    ...[...reasons].flatMap(([reason, titles]) => [
      `**${reason}**`,
      '',
      ...[...new Set(titles)].map((title) => `- ${title.replaceAll(/\s+/g, ' ')}`),
      '',
    ]),
  ]
}
