import { expect } from 'chai'
import { createActors, type Actor } from './actors.ts'
import { createBodies } from './bodies.ts'
import { askWithForeignIds } from './foreign-ids.ts'
import { routesOf, type Found, type FoundRoute } from './found-routes.ts'
import { isOfStaff, mayUse } from './may-use.ts'
import { plant, type Planting } from './plant.ts'
import { mailsOf, mayBeMailed } from './mails.ts'
import { eachOf, stepsOf, take, type Step, type Taken } from './walk.ts'
import { neverAnswered, whoMay, type Who } from './who-may.ts'
import { whoSees } from './who-sees.ts'

/** What a route answers to whoever may not use it: no, or the way to signing in. */
const isRefusal = ({ status, location }: Taken) =>
  [401, 403, 404, 410].includes(status) || (status === 303 && location.startsWith('/sign-in'))
/** What people and machines ask for by the same address. */
const documents = /^\/(s|p|organizations|achievements|credentials|endorsements)\//
const forMachines = /^\/(api|credentials\/[a-z]+$|presentations|identifiers|refresh)\/|^\/oembed/
const atOnce = 8

describe('who sees what', function () {
  this.timeout(600_000)
  let planting: Planting
  let actors: readonly Actor[]
  let found: Found
  const reads: Taken[] = []
  const writes: Taken[] = []

  before(async () => {
    planting = await plant()
    actors = await createActors(planting)
    found = routesOf(planting.stage.service.app)
    await readEverything()
    await writeWhatIsNotTheirs()
  })
  after(() => planting.stage.stop())

  const nameOf = ({ method, path }: FoundRoute) => `${method} ${path}`
  const whoOf = (route: FoundRoute): Who => whoMay[nameOf(route)] ?? 'everybody'
  const may = ({ actor, route, set }: Step) => mayUse(actor, whoOf(route), route, set, planting)
  const told = ({ route, actor, set, address, status }: Taken) =>
    `${nameOf(route)} is for ${whoOf(route)}: ${actor.name} got ${status} at ${address} (${set.name})`

  async function readEverything() {
    const gets = found.routes.filter(({ method }) => method === 'GET')
    await eachOf(stepsOf(gets, actors, planting.sets, planting), atOnce, async (step) => {
      const accepts = forMachines.test(step.address)
        ? ['application/json']
        : documents.test(step.address)
          ? ['text/html', 'application/json']
          : ['text/html']
      for (const accept of accepts) {
        reads.push(await take(step, { headers: { ...step.actor.headers, accept } }, planting))
      }
    })
  }

  async function writeWhatIsNotTheirs() {
    const openApi: unknown = await (
      await fetch(`${planting.stage.service.base}/api/openapi.json`)
    ).json()
    const bodyFor = createBodies(openApi)
    const others = found.routes.filter(({ method }) => !['GET', 'OPTIONS'].includes(method))
    const sets = planting.sets.filter(({ about, crossed }) => about === 'child' || crossed)
    const steps = stepsOf(others, actors, sets, planting).filter((step) => !may(step))
    await eachOf(steps, atOnce, async (step) => {
      const { actor, route, set, address } = step
      const body = bodyFor(route, set.places)
      const accept = forMachines.test(address) ? 'application/json' : 'text/html'
      const form = body?.type === 'application/x-www-form-urlencoded'
      const text = form ? `${body.text}&_csrf=${actor.formToken ?? ''}` : body?.text
      const type = body === undefined ? {} : { 'content-type': body.type }
      const headers = { ...actor.headers, accept, ...type }
      writes.push(
        await take(step, { headers, ...(text === undefined ? {} : { body: text }) }, planting),
      )
    })
  }

  describe('the routes', () => {
    it('each answer somebody, so that the walk has seen what they show', () => {
      const answered = new Set(
        reads.filter(({ status }) => status === 200).map(({ route }) => nameOf(route)),
      )
      const silent = [...new Set(reads.map(({ route }) => nameOf(route)))].filter(
        (name) => !answered.has(name),
      )
      expect(silent, 'give their parameters values in test/app/privacy/plant.ts').to.have.members([
        ...neverAnswered,
      ])
    })

    it('refuse whoever may not read them', () => {
      const others = reads.filter((one) => one.actor.key === undefined && !may(one))
      // A page that only leads on shows nothing; where it leads is asked as well.
      const given = others.filter((one) => !isRefusal(one) && one.status !== 303)
      expect(given.map(told)).to.deep.equal([])
    })

    it('let in each kind of those who may read them', () => {
      const kindOf = ({ route, actor }: Step) =>
        `${nameOf(route)} as ${isOfStaff(whoOf(route)) ? actor.staff?.role : 'others'}`
      const allowed = reads.filter((one) => one.actor.key === undefined && may(one))
      const entered = new Set(allowed.filter(({ status }) => status < 400).map(kindOf))
      const shut = allowed.filter((one) => !entered.has(kindOf(one)))
      const names = new Set(shut.map(({ route }) => nameOf(route)))
      expect([...names].filter((name) => !neverAnswered.includes(name))).to.deep.equal([])
    })

    it('refuse whoever may not write', () => {
      const given = writes.filter((one) => !isRefusal(one))
      expect(given.map(told)).to.deep.equal([])
    })

    it('take no ids of people of another organization, wherever they stand', async () => {
      for (const { address, status, text } of await askWithForeignIds(planting)) {
        expect(planting.marks.find(text), address).to.deep.equal([])
        const isRefused = status === 404 || text.includes('"not-found"')
        expect(isRefused, `${address}: ${status} ${text}`).to.equal(true)
      }
    })

    it('never fail', () => {
      expect(
        [...reads, ...writes].filter(({ status }) => status >= 500 || status === 429).map(told),
      ).to.deep.equal([])
    })
  })

  describe('what is known of people', () => {
    const cells = () =>
      Object.entries(whoSees).flatMap(([datum, seers]) => seers.map((seer) => `${datum}: ${seer}`))

    it('is seen by nobody but those of the table', () => {
      const allowed = new Set(cells())
      const leaks = new Map<string, string>()
      for (const { seen } of [...reads, ...writes]) {
        for (const { actor, relation, of, datum, where } of seen) {
          const cell = `${datum}: ${relation}`
          if (!allowed.has(cell)) leaks.set(cell, `${actor} sees ${datum} of ${of} at ${where}`)
        }
      }
      const say = 'a leak; or, where it is meant so, a cell of test/app/privacy/who-sees.ts'
      expect(Object.fromEntries(leaks), say).to.deep.equal({})
    })

    it('is seen by all those of the table, so the search would have found it elsewhere', () => {
      const seen = new Set(
        reads.flatMap((one) => one.seen.map(({ datum, relation }) => `${datum}: ${relation}`)),
      )
      expect(cells().filter((cell) => !seen.has(cell))).to.deep.equal([])
    })

    it('stands in no address', () => {
      const found = [...reads, ...writes].flatMap((one) =>
        one.inAddresses.map(
          ({ datum, of }) => `${datum} of ${of} at ${one.address} for ${one.actor.name}`,
        ),
      )
      expect(found).to.deep.equal([])
    })

    it('stands in no mail to anybody whom it does not concern', async () => {
      const found = (await mailsOf(planting.stage)).flatMap(({ to, text }) =>
        planting.marks.find(text).map((sighting) => ({ to, ...sighting })),
      )
      const leaks = found.filter((one) => !mayBeMailed(one))
      const said = leaks.map(({ to, of, datum }) => `${datum} of ${of} to ${to}`)
      expect([...new Set(said)]).to.deep.equal([])
      expect(found).not.to.have.length(0)
    })

    it('stands in no entry of the audit log, and in a credential only what it says of the work', async () => {
      const { audit } = planting.stage.service.services
      for (const id of Object.values(planting.organizations)) {
        expect(planting.marks.find(JSON.stringify(await audit.list(id)))).to.deep.equal([])
      }
      for (const [of, { award }] of Object.entries(planting.learners)) {
        expect(planting.marks.find(award.credential ?? '')).to.have.deep.members([
          { of, datum: 'narrative' },
          { of, datum: 'evidence' },
        ])
      }
    })

    it('stands in no line of the log', () => {
      const lines = planting.stage.service.logLines
      expect(lines.length).to.be.greaterThan(reads.length)
      expect(planting.marks.find(lines.join('\n'))).to.deep.equal([])
    })
  })
})
