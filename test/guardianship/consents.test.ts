import { expect } from 'chai'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { consentText, currentTextVersion } from '../../src/guardianship/consent-texts.ts'
import type { Caller } from '../../src/caller.ts'
import { standingConsent } from '../../src/learners/consent.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, hour, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'
import { setFamilyStage, type FamilyStage } from './family-stage.ts'

onEveryEngine('consents', (engine) => {
  let family: FamilyStage
  let stage: Stage
  let guardian: Caller
  before(async () => {
    family = await setFamilyStage(engine)
    stage = family.stage
    guardian = family.guardian
  })
  after(() => family.stage.stop())

  const services = () => family.services
  const guardianship = () => family.guardianship
  const learner: FamilyStage['learner'] = (...given) => family.learner(...given)
  const threshold: FamilyStage['threshold'] = (...given) => family.threshold(...given)
  const dayIn: FamilyStage['dayIn'] = (...given) => family.dayIn(...given)
  const child: FamilyStage['child'] = (...given) => family.child(...given)
  const state: FamilyStage['state'] = (...given) => family.state(...given)
  const give: FamilyStage['give'] = (...given) => family.give(...given)

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

  it('an award goes on at once when staff learn that its learner is old enough', async () => {
    const award = await child()
    const { name, ageBand } = await learner(award.learnerId)
    const ages = { consentsFrom: '2020-01-01', adultFrom: '2040-01-01' }
    await services().learners.change(stage.operator, stage.museum, award.learnerId, {
      ...{ name, ageBand },
      ...ages,
    })
    await services().worker.runDue()
    expect(await state(award.id)).to.equal('issued')
    expect(await learner(award.learnerId)).not.to.have.property('consentsDueAt')
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
