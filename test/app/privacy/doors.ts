import { shareTable } from '../../../src/portfolio/tables.ts'
import { timestamp } from '../../../src/world.ts'
import { day, hour, lastPart, type Stage } from '../stage.ts'
import type { LearnerName, Planted } from './learners.ts'
import { mark, markedAddress, type Marks } from './marks.ts'
import { addressOf, recruit, type People } from './people.ts'
import type { Places } from './places.ts'
import { plantImport } from './imported-places.ts'
import { plantPage } from './portfolio-places.ts'
import type { DoorHolder } from './relations.ts'

export type Doors = Readonly<Record<DoorHolder, Door>>

export interface Door {
  /** Whose set of places it fills. */
  readonly about: LearnerName
  /** Who it is about, where that is no learner. */
  readonly concerns?: string
  readonly places: Places
}

/** Opens shares, writes mails and prints cards, and says what is in the hands of whom. */
export async function openDoors({
  stage,
  callers,
  marks,
  learners,
  joiner,
}: {
  readonly stage: Stage
  readonly callers: People
  readonly marks: Marks
  readonly learners: Readonly<Record<LearnerName, Planted>>
  readonly joiner: Places
}) {
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
    openBadges2: true,
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
  const around = { stage, callers }
  const pages = {
    child: await plantPage('child', child, around),
    youth: await plantPage('youth', youth, around),
  }
  const imports = { child: await plantImport('child', child, around) }
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
  const staffLink = await stage.service.linkMailedTo(recruit, '/invitations/')
  await stage.service.visitor().submit('/sign-in', { email: addressOf('stranger') })
  const signInLink = await stage.service.linkMailedTo(addressOf('stranger'), '/sign-in/')
  const stopLink = await stage.service.linkMailedTo(
    markedAddress('mailed', 'email'),
    '/mails/stop/',
  )
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

  const shared = ({ id }: { readonly id: string }): Places => ({
    's/token': id,
    shareUrl: encodeURIComponent(`${stage.service.base}/s/${id}`),
  })

  const sharedPage = (token: string): Places => ({
    'p/token': token,
    shareUrl: encodeURIComponent(`${stage.service.base}/p/${token}`),
  })

  const doors: Doors = {
    'a share for everybody': { about: 'child', places: shared(forAll) },
    'a share for a college': { about: 'child', places: shared(forCollege) },
    'a share by nickname': { about: 'grown', places: shared(byNickname) },
    'a shared page': { about: 'child', places: sharedPage(pages.child.token) },
    'a shared badge from elsewhere': {
      about: 'child',
      places: shared({ id: imports.child.token }),
    },
    'a page without consent': { about: 'youth', places: sharedPage(pages.youth.token) },
    'a closed share': { about: 'grown', places: shared(closed) },
    'an ended share': { about: 'grown', places: shared(ended) },
    'a share without consent': { about: 'youth', places: shared(without) },
    'a paused share': { about: 'pupil', places: shared(paused) },
    'a claim code': { about: 'newcomer', places: { 'code/code': plain(awardCode) } },
    'a claim card': { about: 'newcomer', places: { 'code/code': plain(cardCode) } },
    'a claim link': { about: 'mailed', places: { 'claim/token': lastPart(claimLink) } },
    'a mail to a guardian': {
      about: 'youth',
      places: { 'guardian/token': lastPart(guardianLink) },
    },
    'a mail to staff': {
      about: 'child',
      concerns: 'recruit',
      places: { 'invitations/token': lastPart(staffLink) },
    },
    'a mail to sign in': {
      about: 'child',
      concerns: 'stranger',
      places: { 'sign-in/token': lastPart(signInLink) },
    },
    'a reminder': { about: 'mailed', places: { 'stop/token': lastPart(stopLink) } },
    'a place in a class': { about: 'child', concerns: 'joinerhere', places: joiner },
    'a kiosk': { about: 'child', concerns: 'visitorhere', places: {} },
    'a copy': { about: 'child', places: { refreshId: child.award.refreshId ?? 'none' } },
  }
  for (const { id } of [forAll, forCollege, byNickname]) {
    await fetch(`${stage.service.base}/s/${id}`, { headers: { accept: 'text/html' } })
  }
  const shares: Readonly<Partial<Record<LearnerName, string>>> = {
    child: forAll.id,
    grown: byNickname.id,
    youth: without.id,
    pupil: paused.id,
  }
  return { doors, shares, pages, imports }
}
