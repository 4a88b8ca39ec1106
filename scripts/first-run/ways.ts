import type { Text } from '../../src/text/text.ts'
import type { Hand } from './hand.ts'

/** A fresh service and people who come to it for the first time. */
export interface Place {
  readonly setUpPath: string
  person(): Promise<Hand>
  /** The path of the newest link of this kind that was mailed to the address. */
  mailed(address: string, prefix: string): Promise<string>
}

export type Role = 'owner' | 'learner' | 'verifier' | 'educator' | 'guardian'

/** Called for each step of each way; it has to take it. */
export type Take = (role: Role, step: string, hand: Hand, act: () => Promise<void>) => Promise<void>

const owner = { name: 'Nora Whitfield', email: 'nora@riverside.example' }
const museum = { name: 'Riverside Science Museum', email: 'office@riverside.example' }
const ada = { name: 'Ada Moreno', email: 'ada@learners.example' }
const ida = { name: 'Ida Rivera', email: 'ida@learners.example' }
const rosa = { name: 'Rosa Rivera', email: 'rosa@family.example' }
const pupils = Array.from({ length: 30 }, (_, place) => {
  const number = String(place + 1).padStart(2, '0')
  return `Pupil ${number}, pupil${number}@class.example`
})

/** What everybody does who comes new, in the order in which it can be done, pressing what the pages offer. */
export async function walkAll(place: Place, text: Text, take: Take): Promise<void> {
  const nora = await place.person()
  await makeFirstBadge(place, nora, text, take)
  const share = await showFirstBadge(place, text, take)
  await checkIt(await place.person(), share, text, take)
  await awardAClass(place, text, take)
  await askGuardian(nora, text, take)
  await allow(place, text, take)
}

/** From the set-up link to a badge that is awarded. */
async function makeFirstBadge(place: Place, nora: Hand, text: Text, take: Take) {
  await take('owner', 'set up', nora, async () => {
    await nora.open(place.setUpPath)
    await nora.type(text('accounts.name'), owner.name)
    await nora.type(text('accounts.email'), owner.email)
    await nora.press(text('accounts.setUp.submit'))
  })
  await take('owner', 'add the organization', nora, async () => {
    await nora.type(text('organizations.edit.name'), museum.name)
    await nora.choose(text('organizations.edit.sector'), text('organizations.sectors.museum'))
    await nora.type(text('organizations.edit.email'), museum.email)
    await nora.press(text('firstRun.addOrganization'))
  })
  await take('owner', 'design a badge', nora, async () => {
    await nora.press(text('firstRun.go.design'))
    const start = nora.page.locator('.starts a span').first()
    await nora.press(await start.innerText())
    await nora.press(text('firstRun.takeStart'))
  })
  await take('owner', 'publish it', nora, () => nora.press(text('achievements.show.publish')))
  await take('owner', 'award it', nora, async () => {
    await nora.press(text('achievements.show.award'))
    await awardTo(nora, ada, text('learners.ages.adult'), text)
  })
}

async function awardTo(hand: Hand, learner: typeof ada, age: string, text: Text) {
  await hand.type(text('learners.name'), learner.name)
  await hand.type(text('accounts.email'), learner.email)
  await hand.choose(text('learners.age'), age)
  await hand.press(text('issuing.award.submit'))
}

/** From the mail to a link; answers the link. */
async function showFirstBadge(place: Place, text: Text, take: Take): Promise<string> {
  const link = await place.mailed(ada.email, '/claim/')
  const learner = await place.person()
  await take('learner', 'take it', learner, async () => {
    await learner.open(link)
    await learner.press(text('claim.link.submit'))
  })
  await take('learner', 'make a link', learner, async () => {
    await learner.press(text('firstRun.learner.go'))
    await learner.press(text('backpack.share.open'))
  })
  const address = learner.page.getByLabel(text('backpack.share.address'))
  return address.inputValue()
}

async function checkIt(stranger: Hand, share: string, text: Text, take: Take) {
  await take('verifier', 'check it', stranger, async () => {
    await stranger.open(share)
    await stranger.press(text('shared.verify'))
    await stranger.until(text('verify.verdicts.valid.word'))
  })
}

/** From signing in to thirty badges that are awarded. */
async function awardAClass(place: Place, text: Text, take: Take) {
  const nora = await place.person()
  await take('educator', 'sign in', nora, async () => {
    await nora.open('/sign-in')
    await nora.type(text('accounts.email'), owner.email)
    await nora.press(text('accounts.signIn.submit'))
    await nora.open(await place.mailed(owner.email, '/sign-in/'))
    await nora.press(text('accounts.useLink.submit'))
  })
  await take('educator', 'award a class of thirty', nora, async () => {
    await nora.press(text('organizations.home.batches'))
    await nora.type(text('batches.new.pasted'), pupils.join('\n'))
    await nora.press(text('batches.new.submit'))
    await nora.until(text('batches.states.ready'))
    await nora.press(text('batches.show.start'))
    await nora.until(text('batches.states.done'))
  })
}

/** A badge for somebody under eighteen, and a guardian who is asked. */
async function askGuardian(nora: Hand, text: Text, take: Take) {
  await take('educator', 'award to a child and ask a guardian', nora, async () => {
    await nora.press(text('issuing.award.again'))
    await awardTo(nora, ida, text('learners.ages.minor'), text)
    await nora.press(text('guardianship.staff.link'))
    await nora.press(text('guardianship.staff.ask'))
    await nora.type(text('guardianship.ask.email'), rosa.email)
    await nora.press(text('guardianship.ask.submit'))
  })
}

/** From the mail to what a guardian allows. */
async function allow(place: Place, text: Text, take: Take) {
  const link = await place.mailed(rosa.email, '/guardian/')
  const guardian = await place.person()
  await take('guardian', 'allow', guardian, async () => {
    await guardian.open(link)
    await guardian.type(text('guardianship.invitation.name'), rosa.name)
    await guardian.press(text('guardianship.invitation.submit'))
    await guardian.tick(text('guardianship.purposes.hold-badges'))
    await guardian.press(text('guardianship.child.submit'))
  })
}
