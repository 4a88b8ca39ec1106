import { shareTable } from '../../../src/portfolio/tables.ts'
import { timestamp } from '../../../src/world.ts'
import { day, hour, lastPart, setStage, type Stage } from '../stage.ts'
import { learnerNames, plantLearner, type LearnerName, type Planted } from './learners.ts'
import { createMarks, mark, markedAddress, type Marks } from './marks.ts'
import { plantOrganization, type OrganizationDoors } from './organization-places.ts'
import { createPeople, type People } from './people.ts'
import type { Places } from './places.ts'

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
  readonly organizations: Readonly<Record<'museum' | 'library', string>>
  readonly learners: Readonly<Record<LearnerName, Planted>>
  readonly sets: readonly PlaceSet[]
  /** What was given to somebody who has no account: by who that is, what fills the parameters of their addresses. */
  readonly doors: Readonly<Record<DoorHolder, Door>>
}

export type DoorHolder =
  | 'a share for everybody'
  | 'a share for a college'
  | 'a share by nickname'
  | 'a closed share'
  | 'an ended share'
  | 'a share without consent'
  | 'a paused share'
  | 'a claim code'
  | 'a claim card'
  | 'a claim link'
  | 'a mail to a guardian'
  | 'a place in a class'
  | 'a kiosk'
  | 'a copy'

export interface Door {
  readonly about: LearnerName
  readonly places: Places
}

/** What nobody was given: of the right shape, and opens nothing. */
const noSecret = {
  's/token': 'x'.repeat(22),
  'claim/token': 'x'.repeat(43),
  'code/code': '2222222222222',
  'join/code': '2222222222222',
  'joined/token': 'x'.repeat(43),
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
  imageId: 'none.png',
}

export async function plant(): Promise<Planting> {
  const stage = await setStage()
  const marks = createMarks()
  const { callers, library } = await createPeople(stage)
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
  const museum = await plantOrganization(around, stage.museum, achievements.museum, 'here')
  const other = await plantOrganization(around, library, achievements.library, 'there')
  const { doors, shares } = await openDoors(stage, callers, marks, learners, museum)
  await endGuardianship(stage, callers, learners.youth)

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
      credentialId: award.credentialId,
      token: shares[name] ?? 'x'.repeat(22),
      share: shares[name] ?? 'x'.repeat(22),
      codeId: code?.id ?? 'none',
      'guardian-invitations/invitationId': waiting[0]?.id ?? 'none',
      'claim-card-batches/batchId': cards.id,
      'claim-cards/batchId': cards.id,
      'staff/accountId': callers.viewer.accountId,
      'guardians/accountId': callers[name === 'youth' ? 'aunt' : 'mother'].accountId,
      'api-keys/keyId': 'none',
      endorsementId: 'none',
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
  return { stage, marks, callers, organizations, learners, sets, doors }
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

async function openDoors(
  stage: Stage,
  callers: People,
  marks: Marks,
  learners: Planting['learners'],
  museum: OrganizationDoors,
) {
  const { portfolio, guardianship, issuing, claiming } = stage.service.services
  const { child, youth, grown, newcomer, pupil } = learners
  const endsAt = timestamp(new Date(Date.now() + 30 * day))
  const forAll = await portfolio.share(callers.mother, child.award.id, {
    endsAt,
    nameForm: 'first',
  })
  const forCollege = await portfolio.share(callers.child, child.award.id, {
    endsAt,
    nameForm: 'full',
    audience: 'third-party',
    preparedFor: mark('child', 'preparedfor'),
  })
  const byNickname = await portfolio.share(callers.grown, grown.award.id, {
    endsAt,
    nameForm: 'nickname',
    nickname: mark('grown', 'nickname'),
  })
  const open = { endsAt, nameForm: 'full' } as const
  const closed = await portfolio.share(callers.grown, grown.award.id, open)
  await portfolio.close(callers.grown, closed.id)
  const ended = await portfolio.share(callers.grown, grown.award.id, open)
  await stage.service.storage.open(shareTable).change(ended.id, (share) => ({
    ...share,
    endsAt: timestamp(new Date(Date.now() - hour)),
  }))
  const without = await portfolio.share(callers.youth, youth.award.id, open)
  await guardianship.consents.recordTakenBack(
    stage.operator,
    stage.museum,
    youth.learnerId,
    'show-publicly',
  )
  const paused = await portfolio.share(callers.pupil, pupil.award.id, open)
  await portfolio.pause(callers.pupil, true, pupil.learnerId)

  const invited = markedAddress('youth', 'guardianemail')
  await guardianship.invitations.invite(stage.operator, stage.museum, youth.learnerId, {
    email: invited,
    language: 'en',
  })
  const guardianLink = await stage.service.linkMailedTo(invited, '/guardian/')
  const claimLink = await stage.service.linkMailedTo(markedAddress('mailed', 'email'), '/claim/')
  const cards = await claiming.batches.make(stage.operator, stage.museum, {
    name: 'Cards of the newcomer',
    language: 'en',
    layout: 'ten',
    expiresOn: endsAt.slice(0, 10),
    learnerIds: [newcomer.learnerId],
  })
  const [card] = (await claiming.batches.read(stage.operator, stage.museum, cards.id)).cards
  const cardCode = issuing.claimCodes.codeOf('claim-card', card?.id ?? '')
  marks.plantCode('newcomer', 'code', cardCode)
  const awardCode = (await issuing.claimCode(stage.operator, stage.museum, newcomer.award.id)) ?? ''
  const plain = (code: string) => code.replaceAll('-', '')

  const doors: Planting['doors'] = {
    'a share for everybody': { about: 'child', places: { 's/token': forAll.id } },
    'a share for a college': { about: 'child', places: { 's/token': forCollege.id } },
    'a share by nickname': { about: 'grown', places: { 's/token': byNickname.id } },
    'a closed share': { about: 'grown', places: { 's/token': closed.id } },
    'an ended share': { about: 'grown', places: { 's/token': ended.id } },
    'a share without consent': { about: 'youth', places: { 's/token': without.id } },
    'a paused share': { about: 'pupil', places: { 's/token': paused.id } },
    'a claim code': { about: 'newcomer', places: { 'code/code': plain(awardCode) } },
    'a claim card': { about: 'newcomer', places: { 'code/code': plain(cardCode) } },
    'a claim link': { about: 'mailed', places: { 'claim/token': lastPart(claimLink) } },
    'a mail to a guardian': {
      about: 'youth',
      places: { 'guardian/token': lastPart(guardianLink) },
    },
    'a place in a class': { about: 'child', places: museum.joiner },
    'a kiosk': { about: 'child', places: museum.kiosk },
    'a copy': { about: 'child', places: { refreshId: child.award.refreshId ?? 'none' } },
  }
  const shares: Readonly<Partial<Record<LearnerName, string>>> = {
    child: forAll.id,
    grown: byNickname.id,
    youth: without.id,
    pupil: paused.id,
  }
  return { doors, shares }
}
