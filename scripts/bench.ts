/**
 * How fast awards are made, in three ways, on each engine that is there. What counts are the ratios within one run: the
 * figures themselves are those of the machine and of what else it does.
 */
import { setTimeout } from 'node:timers/promises'
import { textOf } from './demo/api.ts'
import { setStage, type Stage } from '../test/app/stage.ts'
import type { Engine } from '../test/support/service.ts'
import { mongoUri } from '../test/support/storage.ts'

const rounds = 3
const perRound = 60

interface Way {
  readonly name: string
  make(count: number): Promise<void>
}

for (const engine of ['sqlite', 'mongodb'] as const) {
  if (engine === 'mongodb' && mongoUri() === undefined) {
    console.log('MongoDB: not run, MONGODB_URI is not set')
    continue
  }
  await measure(engine)
}

async function measure(engine: Engine): Promise<void> {
  const stage = await setStage(engine)
  try {
    const ways = await waysOf(stage)
    const rates = new Map<string, number[]>(ways.map(({ name }) => [name, []]))
    for (const { make } of ways) {
      await setTimeout(500)
      await make(20)
    }
    // In turns, so that whatever else the machine does falls on all of them.
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, make } of ways) rates.get(name)?.push(await rateOf(make))
    }
    const [baseline] = ways.map(({ name }) => median(rates.get(name) ?? []))
    console.log(
      `\n${engine}, ${String(perRound)} awards a round, median of ${String(rounds)} rounds`,
    )
    for (const { name } of ways) {
      const rate = median(rates.get(name) ?? [])
      const ratio = (rate / (baseline ?? rate)).toFixed(2)
      console.log(`  ${name.padEnd(44)} ${rate.toFixed(0).padStart(6)} /s   ${ratio.padStart(5)} ×`)
    }
  } finally {
    await stage.stop()
  }
}

/** The first is what the others are measured by. */
async function waysOf(stage: Stage): Promise<readonly Way[]> {
  const { service, operator, museum, achievementId } = stage
  const { issuing, worker } = service.services
  const key = await stage.key(operator, ['awards:write', 'awards:read'])
  const api = service.api(key)
  let people = 0
  const name = () => `Learner ${String((people += 1))}`
  const names = (count: number) => Array.from({ length: count }, () => ({ name: name() }))
  return [
    {
      name: 'one by one, by the API (the baseline)',
      async make(count) {
        for (const learner of names(count)) {
          const body = { achievementId, learner }
          await api.call('POST', `/api/v1/organizations/${museum}/awards`, body)
        }
      },
    },
    {
      name: 'one by one, by the function',
      async make(count) {
        for (const learner of names(count)) await stage.award(learner)
      },
    },
    {
      name: 'as a batch: sent, checked, signed, told',
      async make(count) {
        const batch = await api.call('POST', `/api/v1/organizations/${museum}/batches`, {
          achievementId,
          rows: names(count),
          start: { holdMinutes: 0 },
        })
        const id = textOf(batch, 'id')
        while ((await worker.runDue()) > 0);
        const { rows } = await issuing.batches.counts(
          await issuing.batches.read(operator, museum, id),
        )
        if (rows.issued !== count) throw new Error(`${String(rows.issued)} of ${String(count)}`)
      },
    },
  ]
}

async function rateOf(make: Way['make']): Promise<number> {
  // Connections that nobody used for long are closed meanwhile, and not in the middle of a request.
  await setTimeout(500)
  const from = performance.now()
  await make(perRound)
  return (perRound * 1000) / (performance.now() - from)
}

function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0
}
