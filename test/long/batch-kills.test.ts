import { surviveKills } from '../issuing/batches/surviving.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('fifty kills over batches', (engine) => {
  it('lose no row, award none twice, and mail under one Message-ID', async function () {
    this.timeout(3_600_000)
    const seed = process.env['KILL_SEED'] ?? `${Date.now()}`
    console.log(`      KILL_SEED=${seed}`)
    await surviveKills(engine, { kills: 50, rows: 40, seed })
  })
})
