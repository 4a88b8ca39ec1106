/**
 * Shows the whole job on real input: three places of learning set themselves up, award, and a stranger
 * checks. Everything goes over HTTP, as people's browsers and other programs would do it.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createApi, membersOf, textOf, type Api } from './demo/api.ts'
import { linkInMail } from './demo/outbox.ts'
import { alignmentsOf, places, roster, rubric } from './demo/places.ts'
import { startService, type RunningService } from './demo/service.ts'
import { createVisitor, unescape, type Visitor } from './demo/visitor.ts'

const results = join('data', 'demo')
const operator = { name: 'Robin Keller', email: 'robin@ecosystem.example' }

let steps = 0
const say = (line: string) => {
  steps += 1
  console.log(`${String(steps).padStart(2)}. ${line}`)
}

const service = await startService(join(results, 'service'))
try {
  await run(service)
} finally {
  await service.stop()
}

async function run({ base, outbox, setUpPath }: RunningService) {
  const robin = createVisitor(base)
  await robin.submit(setUpPath, operator)
  say(`${operator.name} opened the one-time link and set the service up at ${base}`)
  const operatorApi = await keyFor(base, robin, [
    'organizations:write',
    'organizations:read',
    'staff:write',
  ])

  for (const place of places) {
    const organization = await operatorApi.call('POST', '/api/v1/organizations', place.organization)
    const organizationId = textOf(organization, 'id')
    say(
      `${place.organization.name} (${place.organization.sector}) is ${textOf(organization, 'did')}`,
    )
    const owner = await joinAsOwner(base, outbox, operatorApi, organizationId, place.owner)
    say(`${place.owner.name} took up the invitation and joined as owner`)
    await awardToEverybody(base, outbox, owner, organizationId, place)
  }
  await keepAndShare(base, outbox)
}

/** Makes an API key on the page where people make them. */
async function keyFor(base: string, person: Visitor, scopes: readonly string[]): Promise<Api> {
  const page = await sendKeyForm(person, scopes)
  const key = /value="(wmk_[^"]+)"/.exec(page)?.[1]
  if (key === undefined) throw new Error('the page did not show the new API key')
  return createApi(base, key)
}

async function sendKeyForm(person: Visitor, scopes: readonly string[]): Promise<string> {
  const fields = Object.fromEntries(scopes.map((scope, place) => [`scopes[${place}]`, scope]))
  const { html } = await person.submit('/account/api-keys/new', {
    name: 'Demo',
    days: '1',
    ...fields,
  })
  return html
}

async function joinAsOwner(
  base: string,
  outbox: string,
  operatorApi: Api,
  organizationId: string,
  owner: { name: string; email: string },
): Promise<Visitor> {
  const path = `/api/v1/organizations/${organizationId}/invitations`
  await operatorApi.call('POST', path, { email: owner.email, role: 'owner' })
  const visitor = createVisitor(base)
  await visitor.submit(await linkInMail(outbox, owner.email, '/invitations/'), { name: owner.name })
  return visitor
}

async function awardToEverybody(
  base: string,
  outbox: string,
  owner: Visitor,
  organizationId: string,
  place: (typeof places)[number],
) {
  const api = await keyFor(base, owner, [
    'achievements:write',
    'awards:write',
    'awards:read',
    'learners:write',
  ])
  const { practices, ...facts } = place.achievement
  const collection = `/api/v1/organizations/${organizationId}`
  const achievement = await api.call('POST', `${collection}/achievements`, {
    ...facts,
    achievementType: 'Badge',
    language: place.organization.sector === 'library' ? 'es' : 'en',
    tags: ['STEM'],
    alignments: alignmentsOf(practices),
    rubric,
  })
  const achievementId = textOf(achievement, 'id')
  await api.call('POST', `${collection}/achievements/${achievementId}/publication`)
  say(`"${facts.name}" is published, aligned to ${practices.length} of the NGSS practices`)
  for (const learner of roster) {
    const award = await api.call('POST', `${collection}/awards`, {
      achievementId,
      learner,
      level: 2,
      narrative: 'Tested at three places along the river and explained the differences.',
      evidence: [{ url: 'https://example.org/work/river-test', name: 'Field notes' }],
      activityEnd: '2026-05-20',
    })
    const how = 'email' in learner ? 'by mail' : `with the claim code ${textOf(award, 'claimCode')}`
    say(`awarded to ${learner.name} ${how}`)
    if (learner.ageBand === 'minor') {
      await api.call('POST', `${collection}/consents`, {
        learnerIds: [textOf(award, 'learnerId')],
        purposes: ['hold-badges', 'be-contacted'],
        method: 'paper-seen',
        language: learner.language,
      })
      say(`it waited until the consent of a guardian of ${learner.name} was noted`)
    }
    if ('email' in learner) await linkInMail(outbox, learner.email, '/claim/', facts.name)
  }
}

/** The learner's half, and the stranger's. */
async function keepAndShare(base: string, outbox: string) {
  const zoe = createVisitor(base)
  const [learner] = roster
  const [museum] = places
  const link = await linkInMail(outbox, learner.email, '/claim/', museum.achievement.name)
  const claimed = await zoe.submit(link, {})
  say(`${learner.name} opened the mail and took the badge into the backpack`)
  const held = /href="(\/backpack\/[\w-]{22})"/.exec(claimed.html)?.[1]
  if (held === undefined) throw new Error('the backpack shows no badge')
  const ends = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const shown = await zoe.submit(held, { endsOn: ends, nameForm: 'full' })
  const share = /value="(http[^"]*\/s\/[\w-]+)"/.exec(shown.html)?.[1]
  if (share === undefined) throw new Error('the page does not show the share')
  const address = unescape(share)
  say(`made a share that ends on ${ends}: ${address}`)

  await mkdir(results, { recursive: true })
  const files = {
    '.json': 'credential.json',
    '.jwt': 'credential.jwt',
    '.png': 'badge.png',
    '.svg': 'badge.svg',
  }
  for (const [ending, name] of Object.entries(files)) {
    const response = await fetch(address + ending)
    if (!response.ok) throw new Error(`${ending}: ${response.status}`)
    await writeFile(join(results, name), Buffer.from(await response.arrayBuffer()))
  }
  say(`saved ${Object.values(files).join(', ')} in ${results}`)

  const report = await expectVerdict(base, address, 'valid')
  await writeFile(join(results, 'report.json'), JSON.stringify(report, null, 2))
  say(`a stranger checked the share: valid; the report is in ${join(results, 'report.json')}`)
  await revokeAndCheck(base, outbox, address)

  const token = address.slice(address.lastIndexOf('/') + 1)
  await zoe.press(held, `${held}/shares/${token}/closing`)
  const closed = await fetch(address, { headers: { accept: 'application/json' } })
  say(`${learner.name} closed the share: it now answers ${closed.status}`)
  const { port } = new URL(base)
  console.log(`\nTo look around: DATA_DIR=${join(results, 'service')} PORT=${port} npm start`)
  console.log(`Open ${base}/sign-in and sign in as ${museum.owner.email}.`)
  console.log(`Mails are in ${outbox}.`)
}

async function revokeAndCheck(base: string, outbox: string, address: string) {
  const owner = createVisitor(base)
  const { email } = places[0].owner
  await owner.submit('/sign-in', { email })
  await owner.submit(await linkInMail(outbox, email, '/sign-in/'), {})
  const api = await keyFor(base, owner, ['awards:read', 'awards:write', 'organizations:read'])
  const organizations = await api.call('GET', '/api/v1/organizations')
  const organizationId = /"id":"([\w-]{22})"/.exec(JSON.stringify(organizations))?.[1] ?? ''
  const { awards } = await api.call('GET', `/api/v1/organizations/${organizationId}/awards`)
  const list: unknown[] = Array.isArray(awards) ? awards : []
  const award = list.find((one) => membersOf(one)['recipientName'] === roster[0].name)
  const path = `/api/v1/organizations/${organizationId}/awards/${textOf(membersOf(award), 'id')}`
  await api.call('POST', `${path}/suspension`, { reason: 'A question about the test.' })
  await expectVerdict(base, address, 'suspended')
  say('the museum suspended it: suspended')
  await api.call('DELETE', `${path}/suspension`)
  await expectVerdict(base, address, 'valid')
  say('and reinstated it: valid')
  await api.call('POST', `${path}/revocation`, { reason: 'Awarded to the wrong person.' })
  await expectVerdict(base, address, 'revoked')
  say('and revoked it: revoked')
}

/** Checks the address as a stranger. @throws Error when the verdict is another one */
async function expectVerdict(base: string, address: string, verdict: string) {
  const report = await createApi(base).call('POST', '/api/v1/verifications', { address })
  if (report['verdict'] !== verdict) throw new Error(JSON.stringify(report, null, 2))
  return report
}
