import { expect } from 'chai'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { consentText, currentTextVersion } from '../../src/guardianship/consent-texts.ts'
import { defaultPolicy } from '../../src/guardianship/policy.ts'
import type { Caller } from '../../src/caller.ts'
import { standingConsent } from '../../src/learners/consent.ts'
import { learnerTable, type Learner } from '../../src/learners/tables.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, hour, lastPart, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('guardians and consents', (engine) => {
  let stage: Stage
  let guardian: Caller
  before(async () => {
    stage = await setStage(engine)
    guardian = await stage.person('guardian@consents.example')
  })
  after(() => stage.stop())

  const services = () => stage.service.services
  const guardianship = () => services().guardianship
  const learner = async (id: string): Promise<Learner> => {
    const found = await services().learners.byId(id)
    if (found === undefined) throw new Error('there is no such learner')
    return found
  }
  /** Sets the days from which a learner decides and is an adult, as an import does. */
  const threshold = async (id: string, consentsFrom: string, adultFrom: string) =>
    stage.service.storage
      .open(learnerTable)
      .change(id, (found) => ({ ...found, consentsFrom, adultFrom }))
  const dayIn = (days: number) =>
    timestamp(new Date(services().world.now().getTime() + days * day)).slice(0, 10)
  /** A child with one award and one guardian. */
  const child = async () => {
    const award = await stage.award({ name: 'Ida Rivera', ageBand: 'minor' })
    await guardianship().guardians.claimedBy(guardian.accountId, award.learnerId, 'claim-card')
    return award
  }
  const state = async (awardId: string) => (await services().issuing.byId(awardId))?.state
  const give = (learnerId: string, ...purposes: readonly ConsentPurpose[]) =>
    guardianship().consents.give(guardian, learnerId, { purposes, language: 'en' })

  it('an award of a child waits, without a signature, until a guardian consents', async () => {
    const award = await child()
    expect(award.state).to.equal('waiting')
    expect(award.credential).to.equal(undefined)
    await services().worker.runDue()
    expect(await state(award.id)).to.equal('waiting')
    stage.service.pass(2 * day)
    const given = services().world.now()
    await give(award.learnerId, 'hold-badges')
    const issued = await services().issuing.byId(award.id)
    expect(issued?.state).to.equal('issued')
    const credential: unknown = JSON.parse(issued?.credential ?? '')
    // Valid and signed from today; awarded when it was given.
    expect(credential).to.have.property('awardedDate', award.createdAt)
    expect(credential)
      .to.have.property('validFrom')
      .that.satisfies((from: string) => from >= timestamp(given))
    expect(issued?.inputs.proofTime).to.equal(issued?.inputs.validFrom)
  })

  it('what waits is nothing that a code opens, and has none to hand out', async () => {
    const { id } = await stage.award({ name: 'Waiting', ageBand: 'minor' })
    expect(await services().issuing.claimCode(stage.operator, stage.museum, id)).to.equal(undefined)
  })

  it('an award whose end passed while it waited is signed as what it was', async () => {
    const soon = timestamp(new Date(services().world.now().getTime() + day))
    const award = await stage.award({ name: 'Late', ageBand: 'minor' }, { validUntil: soon })
    stage.service.pass(3 * day)
    await stage.allow(award.learnerId, 'hold-badges')
    const issued = await services().issuing.byId(award.id)
    expect(issued?.state).to.equal('issued')
    expect(issued?.inputs.validFrom).to.equal(award.inputs.validFrom)
  })

  it('an award goes on by itself when the day comes from which a learner decides', async () => {
    const { id, learnerId } = await stage.award({ name: 'Soon thirteen', ageBand: 'minor' })
    await threshold(learnerId, dayIn(3), dayIn(2000))
    stage.service.pass(2 * day)
    await services().worker.runDue()
    expect(await state(id)).to.equal('waiting')
    stage.service.pass(2 * day)
    await services().worker.runDue()
    expect(await state(id)).to.equal('issued')
  })

  it('a consent whose follow-up was cut off is followed by the worker', async () => {
    const award = await child()
    await services().learners.amend(award.learnerId, (found) => ({
      ...found,
      consents: [
        {
          id: 'cut-off',
          purpose: 'hold-badges',
          givenAt: timestamp(services().world.now()),
          textVersion: currentTextVersion,
          language: 'en',
          method: 'mail-plus',
          legalBasis: 'parental-consent',
          controller: 'Museum of Rivers',
          givenBy: { role: 'guardian', accountId: guardian.accountId },
          confirmation: 'due',
        },
      ],
      consentsDueAt: timestamp(services().world.now()),
    }))
    await services().worker.runDue()
    expect(await state(award.id)).to.equal('issued')
    const found = await learner(award.learnerId)
    expect(found.consents?.[0]?.confirmation).to.equal('sent')
    expect(found.consentsDueAt).to.equal(undefined)
  })

  it('the record says what, when, by whom, how, in which text and language, and who answers for it', async () => {
    const { learnerId } = await child()
    await guardianship().consents.give(guardian, learnerId, {
      purposes: ['hold-badges', 'be-contacted'],
      language: 'es',
    })
    const { consents = [] } = await learner(learnerId)
    expect(consents).to.have.length(2)
    expect(consents[0]).to.include({
      purpose: 'hold-badges',
      textVersion: currentTextVersion,
      language: 'es',
      method: 'mail-plus',
      legalBasis: 'parental-consent',
      controller: 'Museum of Rivers',
    })
    expect(consents[0]?.givenBy).to.deep.equal({
      role: 'guardian',
      accountId: guardian.accountId,
    })
    // Again changes nothing.
    await give(learnerId, 'hold-badges')
    expect((await learner(learnerId)).consents).to.have.length(2)
  })

  it('a guardian is told by mail what they agreed to and how to take it back', async () => {
    const { learnerId } = await child()
    await give(learnerId, 'hold-badges', 'be-contacted')
    const before = (await stage.mails()).length
    await services().worker.runDue()
    const confirming = (mails: readonly string[]) =>
      mails.map((mail) => mail.replaceAll('=\r\n', '')).filter((mail) => mail.includes(learnerId))
    const mails = confirming((await stage.mails()).slice(before))
    expect(mails).to.have.length(1)
    expect(mails[0]).to.contain('guardian@consents.example').and.contain(learnerId)
    expect(mails[0]).not.to.contain('Rivera')
    await services().worker.runDue()
    expect(confirming(await stage.mails())).to.have.length(1)
  })

  it('what lets data out takes more than a mailed page for a child: a paper does it', async () => {
    const { learnerId } = await child()
    await expectRefusal(give(learnerId, 'show-publicly'), 'consent-method-too-weak')
    const school = guardianship().consents.record(stage.operator, stage.museum, {
      learnerIds: [learnerId],
      purposes: ['share-with-third-party'],
      method: 'school-authorised',
      language: 'en',
    })
    await expectRefusal(school, 'consent-method-too-weak')
    expect((await learner(learnerId)).consents ?? []).to.deep.equal([])
    await stage.allow(learnerId, 'show-publicly')
    const noted = standingConsent((await learner(learnerId)).consents, 'show-publicly')
    expect(noted).to.include({ method: 'paper-seen', legalBasis: 'parental-consent' })
    expect(noted?.givenBy.role).to.equal('staff')
  })

  it('a consent given for one purpose is none for another', async () => {
    const { learnerId } = await child()
    await give(learnerId, 'hold-badges')
    const needs = (purpose: ConsentPurpose) =>
      learner(learnerId).then((found) => guardianship().needsConsent(found, purpose))
    expect(await needs('hold-badges')).to.equal(false)
    expect(await needs('be-contacted')).to.equal(true)
    expect(await needs('show-publicly')).to.equal(true)
  })

  it('without the consent to keep badges none of the others holds', async () => {
    const { learnerId } = await child()
    await give(learnerId, 'hold-badges', 'be-contacted')
    await guardianship().consents.takeBack(guardian, learnerId, 'hold-badges')
    const { consents = [] } = await learner(learnerId)
    expect(consents.every(({ withdrawn }) => withdrawn !== undefined)).to.equal(true)
    expect(await state((await stage.award({ name: 'Other', ageBand: 'minor' })).id)).to.equal(
      'waiting',
    )
  })

  it('a child cannot consent for themselves, but can always stop being shown', async () => {
    const owner = await stage.person('child@consents.example')
    const { learnerId } = await stage.held(owner, 'minor')
    const own = (purposes: readonly ConsentPurpose[]) =>
      guardianship().consents.give(owner, learnerId, { purposes, language: 'en' })
    await expectRefusal(own(['show-publicly']), 'not-yours-to-decide')
    await stage.allow(learnerId, 'show-publicly')
    await expectRefusal(
      guardianship().consents.takeBack(owner, learnerId, 'hold-badges'),
      'not-yours-to-decide',
    )
    await guardianship().consents.takeBack(owner, learnerId, 'show-publicly')
    const found = await learner(learnerId)
    expect(standingConsent(found.consents, 'show-publicly')).to.equal(undefined)
    expect(standingConsent(found.consents, 'hold-badges')).not.to.equal(undefined)
  })

  it('nobody else may: a stranger, staff of elsewhere, a key of an organization, a viewer', async () => {
    const { learnerId } = await child()
    const stranger = await stage.person('stranger@consents.example')
    const { consents } = guardianship()
    const asked = { purposes: ['hold-badges'], language: 'en' } as const
    await expectRefusal(consents.give(stranger, learnerId, asked), 'not-found')
    await expectRefusal(consents.takeBack(stranger, learnerId, 'hold-badges'), 'not-found')
    await expectRefusal(consents.give(stage.operator, learnerId, asked), 'not-found')
    const tied = { ...guardian, organizationId: stage.museum }
    await expectRefusal(consents.give(tied, learnerId, asked), 'not-allowed')
    const keyed = { ...guardian, scopes: new Set(['family:read'] as const) }
    await expectRefusal(consents.give(keyed, learnerId, asked), 'not-allowed')
    const record = { ...asked, learnerIds: [learnerId], method: 'paper-seen' } as const
    await expectRefusal(consents.record(stranger, stage.museum, record), 'not-found')
    const library = await stage.organization('Library')
    await expectRefusal(consents.record(stage.operator, library, record), 'not-found')
  })

  it('a public share of a child closes in the very moment in which the consent is taken back, for good', async function () {
    const owner = await stage.person('shown@consents.example')
    const { id, learnerId } = await stage.held(owner, 'minor', 'Mila')
    await guardianship().guardians.claimedBy(guardian.accountId, learnerId, 'claim-card')
    await stage.allow(learnerId, 'show-publicly')
    const endsAt = timestamp(new Date(services().world.now().getTime() + 10 * day))
    const open = () => services().portfolio.share(owner, id, { endsAt, nameForm: 'first' })
    const { id: token } = await open()
    const status = async () => (await fetch(`${stage.service.base}/s/${token}`)).status
    expect(await status()).to.equal(200)
    const before = performance.now()
    await guardianship().consents.takeBack(guardian, learnerId, 'show-publicly')
    expect(await status()).to.equal(410)
    // The time is shown, not judged: a slow machine is no fault of the service.
    if (this.test) this.test.title += ` (${Math.round(performance.now() - before)} ms)`
    const share = await services().portfolio.find(token)
    expect(share?.closedAt).not.to.equal(undefined)
    stage.service.pass(hour)
    await stage.allow(learnerId, 'show-publicly')
    expect(await status()).to.equal(410)
    stage.service.pass(hour)
    const { id: again } = await open()
    await services().worker.runDue()
    expect((await fetch(`${stage.service.base}/s/${again}`)).status).to.equal(200)
  })

  it('a child is mailed only with consent; without it a guardian is told, by no link that opens the backpack', async () => {
    const email = 'ida.child@consents.example'
    const { id, learnerId } = await stage.award({ name: 'Ida', ageBand: 'minor', email })
    await guardianship().guardians.claimedBy(guardian.accountId, learnerId, 'claim-card')
    await give(learnerId, 'hold-badges')
    const before = (await stage.mails()).length
    await services().worker.runDue()
    const told = (await stage.mails()).slice(before)
    expect(told.some((mail) => mail.includes(`To: ${email}`))).to.equal(false)
    const mails = told.filter((mail) => mail.includes('Subject: Your child earned a badge'))
    expect(mails).to.have.length(1)
    expect(mails[0]).to.contain('To: guardian@consents.example').and.not.contain('/claim/')
    expect((await services().issuing.byId(id))?.delivery).to.equal('sent')
    await give(learnerId, 'be-contacted')
    await services().issuing.award(stage.operator, stage.museum, {
      achievementId: stage.achievementId,
      learner: { learnerId },
      statement: { evidence: [], hashedIdentity: false },
    })
    await services().worker.runDue()
    expect((await stage.mails()).some((mail) => mail.includes(`To: ${email}`))).to.equal(true)
  })

  it('two guardians may have one child, one guardian several; at adulthood it ends by the day alone', async () => {
    const other = await stage.person('other.guardian@consents.example')
    const { learnerId } = await child()
    await guardianship().guardians.claimedBy(other.accountId, learnerId, 'slip')
    await guardianship().guardians.claimedBy(other.accountId, learnerId, 'slip')
    const relation = async (caller: Caller) =>
      guardianship().guardians.relationTo(caller.accountId, await learner(learnerId))
    expect(await relation(guardian)).to.equal('guardian')
    expect(await relation(other)).to.equal('guardian')
    expect((await guardianship().family.children(guardian)).length).to.be.greaterThan(1)
    await threshold(learnerId, dayIn(-2000), dayIn(5))
    expect(await relation(other)).to.equal('guardian')
    stage.service.pass(6 * day)
    expect(await relation(guardian)).to.equal(undefined)
    expect(await relation(other)).to.equal(undefined)
    await expectRefusal(guardianship().family.child(other, learnerId), 'not-found')
  })

  it('staff end a guardianship, and what that guardian agreed to with it', async () => {
    const { learnerId } = await child()
    await give(learnerId, 'hold-badges')
    await stage.allow(learnerId, 'be-contacted')
    await guardianship().family.end(stage.operator, stage.museum, learnerId, {
      accountId: guardian.accountId,
      reason: 'A court decided.',
      takeBack: true,
    })
    await expectRefusal(guardianship().family.child(guardian, learnerId), 'not-found')
    const { consents = [] } = await learner(learnerId)
    expect(standingConsent(consents, 'hold-badges')).to.equal(undefined)
    expect(standingConsent(consents, 'be-contacted')).not.to.equal(undefined)
    const viewer = await stage.staff('viewer', 'viewer@consents.example')
    const end = { accountId: guardian.accountId, reason: 'No.', takeBack: false }
    await expectRefusal(
      guardianship().family.end(viewer, stage.museum, learnerId, end),
      'not-allowed',
    )
  })

  it('a guardian who asks to remove everything takes all back, and staff are told', async () => {
    const { learnerId } = await child()
    await give(learnerId, 'hold-badges')
    const asked = await guardianship().family.askForRemoval(guardian, learnerId)
    expect(asked.removalAskedAt).not.to.equal(undefined)
    expect(standingConsent((await learner(learnerId)).consents, 'hold-badges')).to.equal(undefined)
  })

  it('a mailed invitation works once, names no child, and opens no account that is there already', async () => {
    const { learnerId } = await stage.award({ name: 'Xiomara Quetzalli', ageBand: 'minor' })
    const { invitations } = guardianship()
    const address = { email: 'new.guardian@consents.example', language: 'en' }
    await invitations.invite(stage.operator, stage.museum, learnerId, address)
    const token = lastPart(await stage.service.linkMailedTo(address.email, '/guardian/'))
    const mail = (await stage.mails()).find((one) => one.includes(address.email))
    expect(mail).not.to.match(/xiomara|quetzalli/i)
    const person = { name: 'Rosa', language: 'es' }
    const taken = await invitations.accept(token, person)
    if (taken === 'sign-in-first') throw new Error('there was no account yet')
    expect(taken.learnerId).to.equal(learnerId)
    await expectRefusal(invitations.accept(token, person), 'link-used-or-expired')

    const known = { email: 'guardian@consents.example', language: 'en' }
    await invitations.invite(stage.operator, stage.museum, learnerId, known)
    const second = lastPart(await stage.service.linkMailedTo(known.email, '/guardian/'))
    expect(await invitations.accept(second, person)).to.equal('sign-in-first')
    expect(await invitations.accept(second, person, taken.accountId)).to.equal('sign-in-first')
    const own = await invitations.accept(second, person, guardian.accountId)
    expect(own).to.deep.equal({ accountId: guardian.accountId, learnerId })
  })

  it('an invitation ends after thirty days, and when it is withdrawn; a child is not their own guardian', async () => {
    const email = 'kid@consents.example'
    const { learnerId } = await stage.award({ name: 'Kid', ageBand: 'minor', email })
    const { invitations } = guardianship()
    const invite = (to: string) =>
      invitations.invite(stage.operator, stage.museum, learnerId, { email: to, language: 'en' })
    await expectRefusal(invite(email), 'invalid-request')
    const { id } = await invite('late@consents.example')
    const first = lastPart(await stage.service.linkMailedTo('late@consents.example', '/guardian/'))
    await invitations.withdraw(stage.operator, stage.museum, id)
    await expectRefusal(invitations.read(first), 'link-used-or-expired')
    await invite('later@consents.example')
    const second = lastPart(
      await stage.service.linkMailedTo('later@consents.example', '/guardian/'),
    )
    expect((await invitations.read(second)).learner.id).to.equal(learnerId)
    stage.service.pass(31 * day)
    await expectRefusal(invitations.read(second), 'link-used-or-expired')
  })

  it('the code on a slip works for one account, and only for what it was made for', async () => {
    const { learnerId } = await stage.award({ name: 'Slip', ageBand: 'minor' })
    const { codes, family, handOver } = guardianship()
    const made = await codes.make(stage.operator, stage.museum, learnerId, 'guardian')
    const parent = await stage.person('slip@consents.example')
    await expectRefusal(handOver.begin(parent, made.code), 'claim-code-unknown')
    expect((await family.join(parent, made.code.toLowerCase())).id).to.equal(learnerId)
    expect((await family.join(parent, made.code)).id).to.equal(learnerId)
    await expectRefusal(family.join(guardian, made.code), 'claim-code-unknown')
    await expectRefusal(codes.read(stage.operator, stage.museum, made.id), 'not-found')
    await expectRefusal(
      codes.make(stage.operator, stage.museum, learnerId, 'hand-over'),
      'not-yours-to-decide',
    )
  })

  it('somebody who is old enough takes over: keeps some, closes some, and guardians go', async () => {
    const { learnerId } = await child()
    await give(learnerId, 'hold-badges', 'be-contacted')
    await stage.allow(learnerId, 'show-publicly')
    await threshold(learnerId, dayIn(-1), dayIn(1000))
    const youth = await stage.person('youth@consents.example')
    const { codes, handOver, family, guardians } = guardianship()
    const { code } = await codes.makeHandOver(guardian, learnerId)
    await handOver.begin(youth, code)
    expect((await handOver.due(youth.accountId)).map(({ id }) => id)).to.deep.equal([learnerId])
    const view = await handOver.view(youth, learnerId)
    expect(view.consents.map(({ mine }) => mine)).to.deep.equal([true, true, false])
    await handOver.finish(youth, learnerId, {
      keep: ['hold-badges', 'show-publicly'],
      keepShares: [],
      guardiansStay: false,
    })
    const { consents = [] } = await learner(learnerId)
    expect(standingConsent(consents, 'hold-badges')?.takenOver?.by.role).to.equal('learner')
    expect(standingConsent(consents, 'be-contacted')).to.equal(undefined)
    // Without guardians there is nobody who could stand for what is still theirs to decide.
    expect(standingConsent(consents, 'show-publicly')).to.equal(undefined)
    await expectRefusal(family.child(guardian, learnerId), 'not-found')
    expect(await guardians.ofLearner(await learner(learnerId))).to.deep.equal([])
    expect(await handOver.due(youth.accountId)).to.deep.equal([])
  })

  it('a parent who held a child’s badges as their own becomes a guardian when the youth takes over', async () => {
    const parent = await stage.person('parent@consents.example')
    const { learnerId } = await stage.held(parent, 'minor')
    await threshold(learnerId, dayIn(-1), dayIn(1000))
    const { codes, handOver, guardians, consents } = guardianship()
    const { code } = await codes.makeHandOver(parent, learnerId)
    const youth = await stage.person('took.over@consents.example')
    await handOver.begin(youth, code)
    const found = await learner(learnerId)
    expect(found.accountId).to.equal(youth.accountId)
    expect(await guardians.relationTo(parent.accountId, found)).to.equal('guardian')
    await handOver.finish(youth, learnerId, {
      keep: ['hold-badges'],
      keepShares: [],
      guardiansStay: true,
    })
    const kept = standingConsent((await learner(learnerId)).consents, 'hold-badges')
    expect(kept?.takenOver).not.to.equal(undefined)
    expect(await guardians.relationTo(parent.accountId, await learner(learnerId))).to.equal(
      'guardian',
    )
    // What the youth made their own is for no guardian to take back.
    await expectRefusal(consents.takeBack(parent, learnerId, 'hold-badges'), 'not-yours-to-decide')
  })

  it('a policy of a college lets nobody wait, and only owners change it', async () => {
    const college = await stage.organization('College')
    const achievementId = await stage.publish(college)
    const policy = { ...defaultPolicy, waits: 'never', controller: 'State University' } as const
    const editor = await stage.staff('editor', 'editor@consents.example')
    const { policies, consents } = guardianship()
    await expectRefusal(policies.change(editor, stage.museum, policy), 'not-allowed')
    await expectRefusal(policies.change(editor, college, policy), 'not-found')
    await policies.change(stage.operator, college, policy)
    const { state: now, learnerId } = await services().issuing.award(stage.operator, college, {
      achievementId,
      learner: { name: 'Student', language: 'en', ageBand: 'minor' },
      statement: { evidence: [], hashedIdentity: false },
    })
    expect(now).to.equal('issued')
    await consents.record(stage.operator, college, {
      learnerIds: [learnerId],
      purposes: ['show-publicly'],
      method: 'identity-checked',
      language: 'en',
    })
    expect((await learner(learnerId)).consents?.[0]?.controller).to.equal('State University')
  })
})

describe('the texts of consent', () => {
  it('name who answers for the data, whatever that is called, and are there in both languages', () => {
    const name = 'Museo $& {{controller}}'
    for (const language of ['en', 'es'] as const) {
      const { says } = consentText(currentTextVersion, language, 'hold-badges', name)
      expect(says).to.contain(name)
    }
  })
})
