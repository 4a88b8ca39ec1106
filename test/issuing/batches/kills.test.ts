import { onEveryEngine } from '../../support/service.ts'
import { surviveKills } from './surviving.ts'

onEveryEngine('batches whose service is killed', (engine) => {
  it('lose no row, award none twice, and mail under one Message-ID', async function () {
    this.timeout(300_000).slow(120_000)
    const seed = process.env['KILL_SEED'] ?? `${Date.now()}`
    console.log(`      KILL_SEED=${seed}`)
    await surviveKills(engine, { kills: 3, rows: 12, seed })
  })
})
