/**
 * Walks the ways of people who come to a fresh service for the first time, in Chromium, and prints what each step asks of
 * them: the table of docs/first-run.md.
 */
import { join } from 'node:path'
import { createTexts } from '../src/text/text.ts'
import { launchChromium } from '../test/support/browser.ts'
import { linkInMail } from './demo/outbox.ts'
import { startService } from './demo/service.ts'
import { handSeconds, readingSeconds } from './first-run/effort.ts'
import { createHand, difference, sum, type Effort } from './first-run/hand.ts'
import { walkAll, type Take } from './first-run/ways.ts'

interface Line {
  readonly who: string
  readonly step: string
  readonly effort: Effort
  readonly machine: number
}

const text = createTexts().textFor('en')
const lines: Line[] = []
const begun = performance.now()
const service = await startService(join('data', 'first-run'))
const startedAfter = (performance.now() - begun) / 1000
const browser = await launchChromium()
try {
  await walkAll(
    {
      setUpPath: service.setUpPath,
      mailed: (address, prefix) => linkInMail(service.outbox, address, prefix),
      async person() {
        const context = await browser.newContext({ locale: 'en-US', baseURL: service.base })
        const options = { optional: text('common.optional'), isScripted: true }
        return createHand(await context.newPage(), options)
      },
    },
    text,
    measured,
  )
} finally {
  await browser.close()
  await service.stop()
}
print()

async function measured(...[who, step, hand, act]: Parameters<Take>): Promise<void> {
  const before = hand.effort()
  const start = performance.now()
  await act()
  const machine = (performance.now() - start) / 1000
  lines.push({ who, step, effort: difference(hand.effort(), before), machine })
}

function print(): void {
  console.log('| who | step | pages | clicks | fields | machine, s | hand, s | reading, s |')
  console.log('|---|---|---|---|---|---|---|---|')
  for (const line of lines) console.log(rowOf(line))
  console.log(rowOf(total('first verified badge', ['owner', 'learner', 'verifier'])))
  for (const who of ['owner', 'learner', 'verifier', 'educator', 'guardian']) {
    console.log(rowOf(total(who, [who])))
  }
  console.log(`\nThe built service listened after ${startedAfter.toFixed(1)} s.`)
}

function total(who: string, of: readonly string[]): Line {
  const found = lines.filter((line) => of.includes(line.who))
  return found.reduce(
    (one, other) => ({
      ...one,
      effort: sum(one.effort, other.effort),
      machine: one.machine + other.machine,
    }),
    {
      who: `**${who}**`,
      step: '**all**',
      effort: { pages: 0, clicks: 0, fields: 0, letters: 0, words: 0 },
      machine: 0,
    },
  )
}

function rowOf({ who, step, effort, machine }: Line): string {
  const { pages, clicks, fields } = effort
  const times = [
    machine.toFixed(1),
    handSeconds(effort).toFixed(0),
    readingSeconds(effort).toFixed(0),
  ]
  return `| ${[who, step, pages, clicks, fields, ...times].join(' | ')} |`
}
