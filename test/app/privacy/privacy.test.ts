import { expect } from 'chai'
import { createActors, type Actor } from './actors.ts'
import { routesOf, type FoundRoute } from './found-routes.ts'
import { mayUse } from './may-use.ts'
import { plant, type Planting } from './plant.ts'
import { seenBy } from './table.ts'
import { eachOf, stepsOf, take, type Seen, type Step } from './walk.ts'
import { whoMay } from './who-may.ts'

describe('who sees what', () => {
  let planting: Planting
  let actors: readonly Actor[]
  let routes: readonly FoundRoute[]
  const reads: { step: Step; status: number; location: string; seen: readonly Seen[] }[] = []

  before(async function () {
    this.timeout(600_000)
    const t = Date.now()
    planting = await plant()
    actors = await createActors(planting)
    routes = routesOf(planting.stage.service.app).routes
    console.log('planted', Date.now() - t)
    const steps = stepsOf(
      routes.filter(({ method }) => method === 'GET'),
      actors,
      planting,
    )
    console.log(steps.length, 'steps')
    await eachOf(steps, 8, async (step) => {
      const accepts = step.address.startsWith('/api/') ? ['application/json'] : ['text/html']
      if (/^\/(s|organizations|achievements|credentials|refresh)\//.test(step.address)) accepts.push('application/json')
      for (const accept of accepts) {
        const answer = await take(step, { headers: { ...step.actor.headers, accept } }, planting)
        reads.push({ step, ...answer })
      }
    })
    console.log('walked', Date.now() - t)
  })
  after(() => planting.stage.stop())

  it('statuses', () => {
    const odd: Record<string, number> = {}
    const ok = new Set<string>()
    for (const { step, status, location } of reads) {
      const key = `${step.route.method} ${step.route.path}`
      const who = whoMay[key]
      if (who === undefined) throw new Error(`no line for ${key}`)
      if (status === 200) ok.add(key)
      if (step.actor.key !== undefined) continue
      const may = mayUse(step.actor, who, step.route, step.set, planting)
      const refused = [401, 403, 404, 410].includes(status) || (status === 303 && location.startsWith('/sign-in'))
      if (may ? [401, 403].includes(status) || status >= 429 : !refused) {
        const k = `${key} [${who}] as ${step.actor.name} about ${step.set.name}: ${status} ${location}`
        odd[k] = (odd[k] ?? 0) + 1
      }
    }
    console.log(Object.entries(odd).slice(0, 200).map(([k, n]) => `${n} ${k}`).join('\n'))
    console.log('NEVER OK', routes.filter(({ method }) => method === 'GET').map(({ method, path }) => `${method} ${path}`).filter((k) => !ok.has(k)))
  })
  it('seen', () => {
    const by = new Map<string, { rel: Map<string, { n: number; ex: string }> }>()
    for (const { seen } of reads) for (const s of seen) {
      const d = by.get(s.datum) ?? { rel: new Map() }
      by.set(s.datum, d)
      const r = d.rel.get(s.relation) ?? { n: 0, ex: `${s.actor} sees ${s.of} at ${s.where}` }
      r.n++
      d.rel.set(s.relation, r)
    }
    for (const [datum, { rel }] of by) {
      console.log('==', datum)
      for (const [r, { n, ex }] of rel) console.log((seenBy[datum] ?? []).includes(r as never) ? '  ok ' : '  !! ', r, n, ex)
      for (const r of seenBy[datum] ?? []) if (!rel.has(r)) console.log('  MISSING', r)
    }
    expect(1).to.equal(1)
  })
})
