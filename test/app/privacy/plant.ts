import type { Caller } from '../../../src/caller.ts'
import { timestamp } from '../../../src/world.ts'
import { createAuthenticator } from '../../support/authenticator.ts'
import { day, setStage, type Stage } from '../stage.ts'
import { openBrowsers, type Browsers } from './browsers.ts'
import { openDoors, type Doors } from './doors.ts'
import { learnerNames, plantLearner, type LearnerName, type Planted } from './learners.ts'
import { createMarks, mark, type Marks } from './marks.ts'
import { plantApplications } from './applications.ts'
import { askAtKiosk, plantOrganization } from './organization-places.ts'
import { createPeople, type People } from './people.ts'
import type { Places } from './places.ts'
import type { PlantedImport } from './imported-places.ts'
import type { PlantedPage } from './portfolio-places.ts'

/** What addresses are filled with once over: for one learner, at their organization or at another. */
export interface PlaceSet {
  readonly name: string
  readonly about: LearnerName
  readonly organizationId: string
  /** The ids of one organization under the address of another: nobody may use them. */
  readonly crossed: boolean
  readonly places: Places
}

/** A service in which everything that can be known of people is known, by marked words. */
export interface Planting {
  readonly stage: Stage
  readonly marks: Marks
  readonly callers: People
  readonly browsers: Browsers
  readonly organizations: Readonly<Record<'museum' | 'library', string>>
  readonly learners: Readonly<Record<LearnerName, Planted>>
  readonly sets: readonly PlaceSet[]
  /** What was given to somebody who has no account: by who that is, what fills the parameters of their addresses. */
  readonly doors: Doors
}

/** What nobody was given: of the right shape, and opens nothing. */
const noSecret = {
  's/token': 'x'.repeat(22),
  'p/token': 'x'.repeat(22),
  pageId: 'x'.repeat(22),
  partId: 'x'.repeat(22),
  'imported/importId': 'x'.repeat(22),
  'imports/importId': 'x'.repeat(22),
  shareUrl: 'none',
  'claim/token': 'x'.repeat(43),
  'code/code': '2222222222222',
  'join/code': '2222222222222',
  'joined/token': 'x'.repeat(43),
  'joins/token': 'x'.repeat(43),
  'slips/code': '2222222222222',
  'kiosk/token': 'x'.repeat(43),
  'cards/request': 'x'.repeat(43),
  'guardian/token': 'x'.repeat(43),
  'invitations/token': 'x'.repeat(43),
  'set-up/token': 'x'.repeat(43),
  'sign-in/token': 'x'.repeat(43),
  'stop/token': 'x'.repeat(43),
  'mail-stops/token': 'x'.repeat(43),
  refreshId: 'x'.repeat(22),
}

/** The same for everybody. */
const common = {
  'status/number': '1',
  'status/purpose': 'revocation',
  'endorsement-status/number': '1',
  'endorsement-status/purpose': 'revocation',
  'versions/number': '1',
  purpose: 'show-publicly',
  kind: ['guardian', 'hand-over'],
  ending: ['json', 'svg'],
  'problems/code': 'not-found',
  'docs/file': 'swagger-ui.css',
}

export async function plant(): Promise<Planting> {
  const stage = await setStage('sqlite', { trustProxy: true })
  const marks = createMarks()
  const { callers, library } = await createPeople(stage)
  const browsers = await openBrowsers(stage)
  const organizations = { museum: stage.museum, library }
  const achievements = { museum: stage.achievementId, library: await stage.publish(library) }
  const around = { stage, callers, marks }
  const planted = new Map<LearnerName, Planted>()
  for (const name of learnerNames) {
    const where = name === 'pupil' ? 'library' : 'museum'
    const place = { organizationId: organizations[where], achievementId: achievements[where] }
    planted.set(name, await plantLearner(name, place, around))
  }
  const learner = (name: LearnerName): Planted => {
    const found = planted.get(name)
    if (found === undefined) throw new Error(`${name} was not planted`)
    return found
  }
  // One entry for each of them.
  const learners = Object.fromEntries(planted) as Planting['learners']
  stage.service.pass(8 * day)
  const { unclaimed } = stage.service.services.issuing
  await unclaimed.remind(stage.operator, stage.museum, learner('mailed').award.id)
  const museum = await plantOrganization(around, stage.museum, achievements.museum, 'here')
  const other = await plantOrganization(around, library, achievements.library, 'there')
  const opened = await openDoors({ stage, callers, marks, learners, joiner: museum.joiner })
  const { shares } = opened
  const pages: Partial<Record<LearnerName, PlantedPage>> = opened.pages
  const imports: Partial<Record<LearnerName, PlantedImport>> = opened.imports
  await endGuardianship(stage, callers, learners.youth)

  const { key: ownersKey } = await stage.service.services.accounts.apiKeys.create(callers.owner, {
    name: 'Key',
    scopes: ['organizations:read'],
    days: 1,
  })
  const passkeyId = await makePasskey(stage, callers.owner)
  const endorsements = {
    museum: await endorse(stage, stage.museum, achievements.library),
    library: await endorse(stage, library, achievements.museum),
  }
  const applied = await plantApplications({ ...around, learners })
  const placesOf = async (name: LearnerName): Promise<Places> => {
    const { learnerId, award, groupId, organizationId } = learner(name)
    const { guardianship, issuing, claiming } = stage.service.services
    const code = await guardianship.codes
      .make(stage.operator, organizationId, learnerId, kindFor(name))
      .catch(() => undefined)
    if (code !== undefined) marks.plantCode(name, 'guardiancode', code.code)
    const waiting = await guardianship.invitations
      .waiting(stage.operator, organizationId, learnerId)
      .catch(() => [])
    const cards = await claiming.batches.make(stage.operator, organizationId, {
      name: 'Cards',
      language: 'en',
      layout: 'ten',
      expiresOn: timestamp(new Date(Date.now() + 30 * day)).slice(0, 10),
      learnerIds: [learnerId],
    })
    for (const card of (await claiming.batches.read(stage.operator, organizationId, cards.id))
      .cards) {
      marks.plantCode(name, 'code', issuing.claimCodes.codeOf('claim-card', card.id))
    }
    return {
      learnerId,
      groupId,
      awardId: award.id,
      ...applied[name],
      credentialId: award.credentialId,
      token: shares[name] ?? 'x'.repeat(22),
      share: shares[name] ?? 'x'.repeat(22),
      'shares/token': [shares[name], pages[name]?.token, imports[name]?.token].filter(
        (one) => one !== undefined,
      ),
      ...pages[name]?.places,
      ...imports[name]?.places,
      codeId: code?.id ?? 'none',
      'guardian-invitations/invitationId': waiting[0]?.id ?? 'none',
      'claim-card-batches/batchId': cards.id,
      'claim-cards/batchId': cards.id,
      'staff/accountId': callers.viewer.accountId,
      'guardians/accountId': callers[name === 'youth' ? 'aunt' : 'mother'].accountId,
      'api-keys/keyId': ownersKey.id,
      passkeyId,
      endorsementId: endorsements[organizationId === library ? 'library' : 'museum'],
    }
  }
  const sets: PlaceSet[] = []
  for (const name of learnerNames) {
    const { organizationId } = learner(name)
    const { places } = organizationId === library ? other : museum
    const own = { ...noSecret, ...common, ...places, ...(await placesOf(name)) }
    sets.push({ name, about: name, organizationId, crossed: false, places: own })
  }
  const crossed = (about: LearnerName, organizationId: string): PlaceSet => ({
    name: `${about} under another organization`,
    about,
    organizationId,
    crossed: true,
    places: { ...sets.find(({ name }) => name === about)?.places, organizationId },
  })
  sets.push(crossed('child', library), crossed('pupil', stage.museum))
  // Last: what is on the screen of a kiosk stays there for two minutes.
  const kiosk = await askAtKiosk(around, museum.places, 'here')
  const doors = { ...opened.doors, 'a kiosk': { ...opened.doors['a kiosk'], places: kiosk } }
  return { stage, marks, callers, browsers, organizations, learners, sets, doors }
}

async function makePasskey({ service }: Stage, owner: Caller): Promise<string> {
  const { passkeys } = service.services.accounts
  const question = await passkeys.askToAdd(owner)
  if (question === undefined) throw new Error('there is room for a passkey')
  const credential = createAuthenticator(service.base).make(question.options)
  return (await passkeys.add(owner, { ticket: question.ticket, credential, name: 'Phone' })).id
}

async function endorse(stage: Stage, by: string, achievementId: string): Promise<string> {
  const { endorsements } = stage.service.services
  const said = { endorsed: { achievementId }, comment: 'Well made.' }
  return (await endorsements.endorse(stage.operator, by, said)).id
}

function kindFor(name: LearnerName): 'guardian' | 'hand-over' {
  return name === 'youth' ? 'hand-over' : 'guardian'
}

async function endGuardianship(stage: Stage, callers: People, youth: Planted): Promise<void> {
  await stage.service.services.guardianship.family.end(
    stage.operator,
    youth.organizationId,
    youth.learnerId,
    {
      accountId: callers.stepfather.accountId,
      reason: mark('youth', 'endreason'),
      takeBack: false,
    },
  )
}
