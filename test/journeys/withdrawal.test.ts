import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

const endings = ['', '.json', '.jwt', '.vc-jwt', '.png', '.svg'] as const
const shareCount = 50
const openerCount = 6
/** What is promised: so long after a withdrawal was answered nothing may be shown any more. */
const promised = 1000

interface Opening {
  readonly path: string
  readonly status: number
  readonly began: number
  readonly ended: number
}

onEveryEngine('a consent that is taken back', (engine) => {
  let stage: Stage
  let guardian: Caller
  let learnerId: string
  let paths: readonly string[]

  before(async function () {
    this.timeout(120_000)
    stage = await setStage(engine)
    guardian = await stage.person('guardian@withdrawal.example')
    const award = await stage.award(
      { name: 'Ida Rivera', ageBand: 'minor' },
      { narrative: 'Counted herons.', evidence: [{ url: 'https://example.org/herons' }] },
    )
    learnerId = award.learnerId
    const { guardianship, portfolio, world } = stage.service.services
    await guardianship.guardians.claimedBy(guardian.accountId, learnerId, 'slip')
    const outside = ['show-publicly', 'show-evidence', 'share-with-third-party'] as const
    await stage.allow(learnerId, 'hold-badges', ...outside)
    const endsAt = timestamp(new Date(world.now().getTime() + 10 * day))
    const found: string[] = []
    for (let place = 0; place < shareCount; place += 1) {
      const audience =
        place % 2 === 0
          ? ({ audience: 'public' } as const)
          : ({ audience: 'third-party', preparedFor: 'River College' } as const)
      const choices = { endsAt, nameForm: 'initials', ...audience } as const
      const { id } = await portfolio.share(guardian, award.id, choices)
      found.push(...endings.map((ending) => `/s/${id}${ending}`))
    }
    paths = found
  })
  // A test that was given up must not go on opening.
  afterEach(() => {
    state.going = false
  })
  after(() => stage.stop())

  const state = { going: false, next: 0 }

  const open = async (path: string): Promise<Opening> => {
    const began = performance.now()
    const answer = await fetch(`${stage.service.base}${path}`, { headers: { accept: '*/*' } })
    // An answer has come once the last of it is there.
    await answer.arrayBuffer()
    return { path, status: answer.status, began, ended: performance.now() }
  }

  it(`closes every form of ${String(shareCount)} shares within a second, while people go on opening them`, async function () {
    this.timeout(400_000)
    const key = await stage.key(guardian, ['family:write', 'family:read'])
    const openings: Opening[] = []
    state.going = true
    const opener = async () => {
      while (state.going) {
        const path = paths[state.next % paths.length] ?? ''
        state.next += 1
        openings.push(await open(path))
      }
    }
    const openers = Array.from({ length: openerCount }, opener)
    // Every address of every form is opened once before anything is taken back.
    const isGoing = () => state.going
    while (isGoing() && openings.length < paths.length) await wait(20)

    const asked = performance.now()
    const taken = await fetch(`${stage.service.base}/api/v1/consents/${learnerId}/hold-badges`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    })
    await taken.arrayBuffer()
    const answered = performance.now()
    expect(taken.status).to.equal(200)

    await wait(promised)
    state.going = false
    await Promise.all(openers)

    const before = openings.filter(({ ended }) => ended < answered)
    const first = new Set(before.filter(({ status }) => status === 200).map(({ path }) => path))
    expect(first.size, 'addresses that were opened before').to.equal(paths.length)
    const shown = openings.filter(({ status }) => status === 200)
    const end = Math.max(...shown.map(({ ended }) => ended))
    const last = end - answered
    console.log(
      `      the last answer that still showed something came ${(end - asked).toFixed(0)} ms after the withdrawal was asked for,` +
        ` ${last.toFixed(0)} ms after it was answered` +
        ` (${String(openings.length)} openings of ${String(paths.length)} addresses)`,
    )
    expect(last).to.be.below(promised)
    const later = openings.filter(({ began }) => began > answered)
    expect(later.length).to.be.above(0)
    expect(later.filter(({ status }) => status !== 410 && status !== 404)).to.deep.equal([])
  })

  it('has closed each of them for good: consenting again opens none', async function () {
    this.timeout(400_000)
    await stage.allow(learnerId, 'hold-badges', 'show-publicly', 'share-with-third-party')
    await stage.allow(learnerId, 'show-evidence')
    for (const path of paths) expect((await open(path)).status, path).to.equal(410)
  })
})
