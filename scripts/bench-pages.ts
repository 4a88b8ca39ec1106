/**
 * How long the service works on each page, with ten thousand awards of one organization on the embedded engine: the median and
 * the slowest of twenty in milliseconds, and how many times as long as an answer that asks nothing (/healthz). Give parts of
 * names to measure fewer.
 */
import { awardTable } from '../src/issuing/tables.ts'
import { learnerTable } from '../src/learners/tables.ts'
import { timestamp } from '../src/world.ts'
import * as people from '../test/journeys/people.ts'
import { startTestService, type TestService } from '../test/support/service.ts'
import type { Visitor } from './demo/visitor.ts'

const awards = 10_000
/** How many of them one learner holds. */
const held = 200
/** As many badges as a page of a portfolio may be checked with at once. */
const backpackBadges = 30
const rounds = 20
const most = 150

interface Measured {
  readonly name: string
  readonly visitor: Visitor
  readonly path: string
  /** Sent with its form, so that both the page and its answer are measured. */
  readonly fields?: Readonly<Record<string, string>>
}

const service = await startTestService()
try {
  const pages = await furnish(service)
  const only = process.argv.slice(2)
  const chosen = pages.filter(
    ({ name }, place) => place === 0 || only.length === 0 || only.some((one) => name.includes(one)),
  )
  let baseline = 1
  for (const [place, page] of chosen.entries()) {
    const { median, slowest } = await measure(page)
    if (place === 0) baseline = median
    const verdict = median > most ? `  over ${most} ms` : ''
    const numbers = [median, slowest].map((one) => one.toFixed(1).padStart(8)).join('')
    console.log(
      `${page.name.padEnd(24)}${numbers}${(median / baseline).toFixed(1).padStart(8)}×${verdict}`,
    )
  }
} finally {
  await service.stop()
}

async function measure({ visitor, path, name, fields }: Measured) {
  const times: number[] = []
  for (let round = -3; round < rounds; round += 1) {
    const start = performance.now()
    const answer = fields === undefined ? visitor.open(path) : visitor.submit(path, fields)
    const { status } = await answer
    if (status !== 200) throw new Error(`${name} answered ${status}`)
    if (round >= 0) times.push(performance.now() - start)
  }
  times.sort((one, other) => one - other)
  return { median: times[rounds / 2] ?? 0, slowest: times.at(-1) ?? 0 }
}

/** One organization with all of it, and the pages of whoever has to do with it. The first is what the others are held against. */
async function furnish(running: TestService): Promise<readonly Measured[]> {
  const nobody = running.visitor()
  const robin = await people.setUp(running)
  const organizationId = await people.makeOrganization(robin, 'Riverside Science Museum')
  const achievementId = await people.publishAchievement(robin, organizationId)
  const award = await people.award(robin, organizationId, achievementId, {
    'learner[name]': 'Zoë',
    'learner[email]': 'zoe@learners.example',
    'learner[ageBand]': 'adult',
    'learner[language]': 'en',
  })
  const claim = await running.linkMailedTo('zoe@learners.example', '/claim/')
  const zoe = running.visitor()
  const backpack = await zoe.submit(claim, {})
  const badge = /href="(\/backpack\/[\w-]{22})"/.exec(backpack.html)?.[1] ?? ''
  const shared = await zoe.submit(badge, { endsOn: soon(), nameForm: 'full' })
  const share = new URL(people.shareIn(shared.html)).pathname
  const learner = await multiply(running, people.lastPart(award))
  const composed = await compose(running, zoe, backpackBadges)

  const home = `/console/${organizationId}`
  const page = (name: string, visitor: Visitor, path: string): Measured => ({ name, visitor, path })
  return [
    page('healthz', nobody, '/healthz'),
    page('home', nobody, '/'),
    page('sign-in', nobody, '/sign-in'),
    page('verify', nobody, '/verify'),
    page('share', nobody, share),
    page('organization-public', nobody, `/organizations/${organizationId}`),
    page('achievement-public', nobody, `/achievements/${achievementId}/versions/1`),
    page('backpack', zoe, '/backpack'),
    page('held', zoe, badge),
    page('portfolio', zoe, '/portfolio'),
    page('portfolio-compose', zoe, composed.page),
    page('portfolio-preview', zoe, `${composed.page}/preview`),
    page('portfolio-shared', nobody, composed.shared),
    page('account', zoe, '/account'),
    page('console-list', robin, '/console'),
    page('console', robin, home),
    page('awards', robin, `${home}/awards`),
    page('award', robin, award),
    page('award-new', robin, `${home}/awards/new?achievement=${achievementId}`),
    {
      ...page('award-new-found', robin, `${home}/awards/new?achievement=${achievementId}`),
      fields: { search: 'starfish 1', find: 'true' },
    },
    page('achievements', robin, `${home}/achievements`),
    page('achievement', robin, `${home}/achievements/${achievementId}`),
    page('learners', robin, `${home}/learners`),
    page('learners-found', robin, `${home}/learners?search=starfish`),
    page('learner', robin, `${home}/learners/${learner}`),
    page('groups', robin, `${home}/groups`),
    page('unclaimed', robin, `${home}/unclaimed`),
    page('consents', robin, `${home}/consents`),
    page('staff', robin, `${home}/staff`),
    page('applications', robin, `${home}/applications`),
    page('batches', robin, `${home}/batches`),
    page('audit', robin, `${home}/audit`),
  ]
}

/**
 * Copies one signed award until there are enough: signing so many would take minutes and show nothing of the pages.
 * Answers the id of the learner who holds many.
 */
async function multiply({ services, storage }: TestService, awardId: string): Promise<string> {
  const first = await services.issuing.byId(awardId)
  const owner = first && (await services.learners.byId(first.learnerId))
  if (first === undefined || owner === undefined) throw new Error('there is no award to copy')
  const { newId } = services.world
  const { accountId: _account, email: _email, ...nameless } = owner
  const copies = Array.from({ length: awards - 1 }, (_, place) => {
    const number = place + 1
    const isHeld = number < held
    const createdAt = timestamp(new Date(Date.now() - number * 600_000))
    const learner = { ...nameless, id: isHeld ? owner.id : newId(), createdAt }
    return {
      learner: { ...learner, name: `Starfish ${number}`, words: ['starfish', String(number)] },
      award: {
        ...first,
        ...{ id: newId(), credentialId: newId(), refreshId: newId(), claimHash: newId() },
        ...{ learnerId: learner.id, statusIndex: 1_000_000 + number, createdAt },
        ...(number % 3 === 0 && !isHeld ? { waitsSince: createdAt } : {}),
      },
    }
  })
  const strangers = copies.map(({ learner }) => learner).filter(({ id }) => id !== owner.id)
  const learnersKept = storage.open(learnerTable)
  const awardsKept = storage.open(awardTable)
  await inPieces(strangers, (piece) => learnersKept.insertMany(piece))
  await inPieces(
    copies.map(({ award }) => award),
    (piece) => awardsKept.insertMany(piece),
  )
  return owner.id
}

/** A portfolio page of so many badges, and its link for everybody. */
async function compose(
  { services }: TestService,
  owner: Visitor,
  badges: number,
): Promise<{ page: string; shared: string }> {
  const { path } = await owner.submit('/portfolio/new', { title: 'What the river taught me' })
  const { id } = await services.accounts.people.ofEmail('zoe@learners.example', {
    name: '',
    language: 'en',
  })
  const caller = await services.accounts.callerOfAccount(id)
  if (caller === undefined) throw new Error('there is no such account')
  const mine = (await services.portfolio.backpack(caller)).slice(0, badges)
  await services.portfolioPages.add(
    caller,
    people.lastPart(path),
    mine.map(({ award }) => ({ kind: 'badge', awardId: award.id })),
  )
  const { html } = await owner.submit(`${path}/shares`, { endsOn: soon(), nameForm: 'full' })
  const shared = /value="http[^"]*(\/p\/[\w-]{22})"/.exec(html)?.[1]
  if (shared === undefined) throw new Error('the page has no link')
  return { page: path, shared }
}

/** YYYY-MM-DD, in a month */
function soon(): string {
  return new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)
}

/** A piece at a time, so that connections which end meanwhile are seen to end. */
async function inPieces<T>(all: readonly T[], keep: (piece: readonly T[]) => Promise<unknown>) {
  for (let from = 0; from < all.length; from += 500) {
    await keep(all.slice(from, from + 500))
    await new Promise((resolve) => setImmediate(resolve))
  }
}
