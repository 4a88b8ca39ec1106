import { expect } from 'chai'
import { defaultPolicy } from '../../src/guardianship/policy.ts'
import type { Caller } from '../../src/caller.ts'
import { standingConsent } from '../../src/learners/consent.ts'
import { day, expectRefusal, lastPart, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'
import { setFamilyStage, type FamilyStage } from './family-stage.ts'

onEveryEngine('guardians', (engine) => {
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
  const give: FamilyStage['give'] = (...given) => family.give(...given)

  it('two guardians may have one child, one guardian several; at adulthood it ends by the day alone', async () => {
    const other = await stage.person('other.guardian@consents.example')
    await child()
    const { learnerId } = await child()
    await guardianship().guardians.claimedBy(other.accountId, learnerId, 'slip')
    await guardianship().guardians.claimedBy(other.accountId, learnerId, 'slip')
    const relation = async (caller: Caller) =>
      guardianship().guardians.relationTo(caller.accountId, await learner(learnerId))
    expect(await relation(guardian)).to.equal('guardian')
    expect(await relation(other)).to.equal('guardian')
    expect(await guardianship().family.children(guardian)).to.have.length(2)
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

  it('a guardian who stops leaves what was allowed to the others; with the last one it ends, but for keeping', async () => {
    const other = await stage.person('stays@consents.example')
    const { learnerId } = await child()
    await guardianship().guardians.claimedBy(other.accountId, learnerId, 'slip')
    await give(learnerId, 'hold-badges', 'be-contacted')
    const allowed = async (purpose: 'hold-badges' | 'be-contacted') =>
      standingConsent((await learner(learnerId)).consents, purpose) !== undefined

    await guardianship().family.leave(guardian, learnerId)
    expect(await allowed('be-contacted'), 'the other one can take it back').to.equal(true)
    await guardianship().family.leave(other, learnerId)
    expect(await allowed('be-contacted'), 'nobody is left to take it back').to.equal(false)
    expect(await allowed('hold-badges')).to.equal(true)
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
