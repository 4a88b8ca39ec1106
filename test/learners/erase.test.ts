import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import type { Award } from '../../src/issuing/tables.ts'
import { learnerTable } from '../../src/learners/tables.ts'
import { expectRefusal, hour, refusal, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'
import { setRemovalStage } from './removal-stage.ts'

const child = {
  name: 'Xiomara Quetzalli',
  email: 'xiomara.planted@family.example',
  rosterId: 'PLANTED-77',
}
const words = 'Caught a wolpertinger'
const planted = /xiomara|quetzalli|planted|wolpertinger/i

onEveryEngine('a learner who is removed', (engine) => {
  let here: Awaited<ReturnType<typeof setRemovalStage>>
  let stage: Stage
  let guardian: Caller
  beforeEach(async function () {
    this.timeout(60_000)
    here = await setRemovalStage(engine)
    ;({ stage, guardian } = here)
  })
  afterEach(() => stage.stop())

  const awardTo = async (email = child.email): Promise<Award> =>
    here.services.issuing.award(stage.operator, stage.museum, {
      achievementId: stage.achievementId,
      learner: { ...child, email, language: 'en', ageBand: 'minor' },
      statement: {
        narrative: words,
        evidence: [{ url: 'https://planted.example/work', name: words }],
        hashedIdentity: false,
      },
    })

  /** A child of whom something is in every corner of the service. */
  const plant = async () => {
    const { issuing, guardianship, claiming, learners, endorsements, worker } = here.services
    const waiting = await awardTo()
    const { learnerId } = waiting
    await stage.allow(learnerId, 'hold-badges', 'be-contacted')
    await worker.runDue()
    const award = (await issuing.byId(waiting.id)) ?? waiting
    expect(award.state).to.equal('issued')
    await issuing.correct(stage.operator, stage.museum, award.id, {
      reason: `${words} twice`,
      statement: { ...award.statement, narrative: `${words} twice` },
    })
    await guardianship.guardians.claimedBy(guardian.accountId, learnerId, 'slip')
    await guardianship.consents.give(guardian, learnerId, {
      purposes: ['hold-badges'],
      language: 'en',
    })
    await guardianship.invitations.invite(stage.operator, stage.museum, learnerId, {
      email: 'planted.aunt@family.example',
      language: 'en',
    })
    await claiming.batches.make(stage.operator, stage.museum, {
      name: 'Cards',
      language: 'en',
      layout: 'ten',
      expiresOn: here.inDays(30).slice(0, 10),
      learnerIds: [learnerId],
    })
    await learners.imports.open(
      stage.operator,
      stage.museum,
      { kind: 'text', text: `Name,E-mail\n${child.name},${child.email}\nBo,bo@family.example` },
      {},
    )
    await issuing.batches.create(stage.operator, stage.museum, {
      name: 'Camp',
      achievementId: stage.achievementId,
      rows: [
        { cells: { name: child.name, email: child.email, narrative: words } },
        { cells: { name: 'Bo', email: 'no address' } },
      ],
    })
    await worker.runDue()
    const college = await stage.organization('College')
    await endorsements.endorse(stage.operator, college, {
      endorsed: { credentialId: award.credentialId },
      comment: words,
    })
    await worker.runDue()
    return (await issuing.byId(award.id)) ?? award
  }

  it('is nowhere any more: not in the store, not in a mail, not in what others sent in', async function () {
    this.timeout(60_000)
    const award = await plant()
    const before = await here.said(planted)
    for (const table of ['learners', 'awards', 'rosterRows', 'batchRows', 'endorsements', '.eml']) {
      expect(
        before.some((text) => text.startsWith(table) || text.split(' ')[0]?.endsWith(table)),
        table,
      ).to.equal(true)
    }
    const removed = await here.remove(award.learnerId)
    expect(removed).to.include({ how: 'whole', awards: 1 })
    expect(await here.said(planted)).to.deep.equal([])
    const rest = (await here.everything()).filter((text) => text.includes('no address'))
    expect(rest, 'the row about somebody else').to.have.length(1)
    stage.service.pass(2 * hour)
    await here.services.worker.runDue()
    await here.services.worker.runDue()
    const records = (await here.everything()).filter((text) => /^learner(s|Keys) /.test(text))
    expect(records.filter((text) => text.includes(award.learnerId))).to.deep.equal([])
    expect(await here.said(planted)).to.deep.equal([])
  })

  it('leaves a copy out in the world revoked, without a reason, and every place says so properly', async function () {
    this.timeout(60_000)
    const award = await plant()
    const text = award.credential ?? ''
    // Corrected in the second in which it was made, it begins in the next one.
    stage.service.pass(2000)
    const body = { credential: text }
    const verdict = async () => stage.service.api().call('POST', '/api/v1/verifications', body)
    expect(await verdict()).to.have.property('verdict', 'valid')
    await here.remove(award.learnerId)
    const after = await verdict()
    expect(after).to.have.property('verdict', 'revoked')
    expect(JSON.stringify(after)).not.to.contain('asked')

    const { issuing, claiming, organizations } = here.services
    const found = await issuing.byId(award.id)
    expect(found).to.include({ state: 'revoked' }).and.not.have.property('credential')
    expect((await organizations.issueLog.find(text))?.owner).to.equal(stage.museum)
    const paths = [
      `/api/v1/organizations/${stage.museum}/awards`,
      `/api/v1/organizations/${stage.museum}/awards/${award.id}`,
      `/api/v1/organizations/${stage.museum}/learners`,
      `/api/v1/organizations/${stage.museum}/audit`,
    ]
    const scopes = ['awards:read', 'learners:read', 'audit:read'] as const
    const key = await stage.key(stage.operator, scopes, stage.museum)
    for (const path of paths) {
      const response = await fetch(stage.service.base + path, {
        headers: { authorization: `Bearer ${key}` },
      })
      expect(response.status, path).to.be.lessThan(405)
      expect(await response.text(), path).not.to.match(planted)
    }
    const refused = [
      issuing.state.revoke(stage.operator, stage.museum, award.id, 'x'),
      issuing.correct(stage.operator, stage.museum, award.id, {
        reason: 'x',
        statement: { evidence: [], hashedIdentity: false },
      }),
    ]
    expect(await Promise.all(refused.map(refusal))).to.deep.equal([
      'learner-removed',
      'learner-removed',
    ])
    await expectRefusal(issuing.mailAgain(stage.operator, stage.museum, award.id), 'conflict')
    expect(
      await claiming.cards.read(issuing.claimCodes.code(award.id)).catch(() => 'gone'),
    ).to.equal('gone')
    if (award.refreshId !== undefined) {
      const refreshed = await fetch(`${stage.service.base}/refresh/${award.refreshId}`)
      expect(refreshed.status).to.equal(404)
    }
    await expectRefusal(here.remove(award.learnerId), 'not-found')
  })

  it('is removed to the end where that was cut off, and by nobody’s being at work meanwhile', async function () {
    this.timeout(60_000)
    const award = await plant()
    const table = stage.service.storage.open(learnerTable)
    // As a stop right after the first write leaves it.
    await table.change(award.learnerId, (found) => ({
      ...found,
      removing: { at: here.inDays(0), by: stage.operator.accountId, reason: 'asked' },
      removalDueAt: here.inDays(0),
      removalAttempts: 0,
    }))
    expect(await here.services.learners.byId(award.learnerId)).to.equal(undefined)
    expect(
      (await here.services.learners.list(stage.operator, stage.museum, {})).rows.map(
        ({ id }) => id,
      ),
    ).not.to.include(award.learnerId)
    await here.services.worker.runDue()
    expect(await here.said(planted)).to.deep.equal([])

    // Somebody was about to award when the removal began, and stored it after.
    const late = await stage.award({ name: 'Late' })
    await stage.meddle(late.id, (found) => ({
      ...found,
      learnerId: award.learnerId,
      statement: { ...found.statement, narrative: words },
    }))
    stage.service.pass(2 * hour)
    await here.services.worker.runDue()
    expect(await here.said(planted)).to.deep.equal([])
  })

  it('with an account of their own keeps what they hold; the organization keeps nothing', async () => {
    const owner = await stage.person('owner@erase.example')
    const award = await stage.held(owner, 'adult', child.name)
    const { learners, issuing, portfolio } = here.services
    await learners.change(stage.operator, stage.museum, award.learnerId, {
      name: child.name,
      ageBand: 'adult',
      rosterId: child.rosterId,
    })
    const share = await portfolio.share(owner, award.id, {
      endsAt: here.inDays(9),
      nameForm: 'full',
    })
    expect(await here.remove(award.learnerId)).to.include({ how: 'let-go', awards: 1 })

    expect((await portfolio.backpack(owner)).map((held) => held.award.id)).to.deep.equal([award.id])
    expect((await portfolio.open(share.id)).learner.name).to.equal(child.name)
    const verified = await stage.service
      .api()
      .call('POST', '/api/v1/verifications', { credential: award.credential ?? '' })
    expect(verified).to.have.property('verdict', 'valid')

    await expectRefusal(learners.ofOrganization(stage.museum, award.learnerId), 'not-found')
    const scopes = ['awards:read', 'learners:read'] as const
    const key = await stage.key(stage.operator, scopes, stage.museum)
    for (const path of ['awards', `awards/${award.id}`, 'learners']) {
      const response = await fetch(
        `${stage.service.base}/api/v1/organizations/${stage.museum}/${path}`,
        { headers: { authorization: `Bearer ${key}` } },
      )
      expect(response.status).to.equal(200)
      expect(await response.text(), path).not.to.match(planted)
    }
    expect((await here.everything()).filter((text) => text.includes(child.rosterId))).to.deep.equal(
      [],
    )
    const correct = issuing.correct(stage.operator, stage.museum, award.id, {
      reason: 'x',
      statement: { evidence: [], hashedIdentity: false },
    })
    await expectRefusal(correct, 'learner-removed')
    await expectRefusal(here.remove(award.learnerId), 'not-found')
  })

  it('as a child goes from their own backpack too, when it is their guardian who asked', async () => {
    const owner = await stage.person('kid@erase.example')
    const award = await stage.held(owner, 'minor', child.name)
    await here.services.guardianship.guardians.claimedBy(
      guardian.accountId,
      award.learnerId,
      'slip',
    )
    await here.services.guardianship.family.askForRemoval(guardian, award.learnerId)
    expect(await here.remove(award.learnerId)).to.include({ how: 'whole' })
    expect(await here.services.portfolio.backpack(owner)).to.deep.equal([])
    expect(await here.services.guardianship.guardians.childrenOf(guardian.accountId)).to.deep.equal(
      [],
    )
    expect(await here.said(planted)).to.deep.equal([])
  })

  it('with a link that was open: its address leads nowhere', async () => {
    const owner = await stage.person('kid@erase.example')
    const award = await stage.held(owner, 'minor', child.name)
    await stage.allow(award.learnerId, 'show-publicly')
    const share = await here.services.portfolio.share(owner, award.id, {
      endsAt: here.inDays(9),
      nameForm: 'nickname',
      nickname: 'Planted Fox',
    })
    await fetch(`${stage.service.base}/s/${share.id}`)
    await here.services.guardianship.guardians.claimedBy(
      guardian.accountId,
      award.learnerId,
      'slip',
    )
    await here.services.guardianship.family.askForRemoval(guardian, award.learnerId)
    await here.remove(award.learnerId)
    for (const ending of ['', '.json', '.png']) {
      const response = await fetch(`${stage.service.base}/s/${share.id}${ending}`)
      expect([404, 410]).to.include(response.status)
    }
    expect(await here.said(planted)).to.deep.equal([])
    expect((await here.everything()).filter((text) => text.includes(share.id))).to.deep.equal([])
  })

  it('and is called as a class is takes nobody of that class along from a list on its way in', async () => {
    const { learnerId } = await stage.award({ name: 'Lions' })
    const { imports } = here.services.learners
    const text = 'Name,Class\nBo,Lions\nLions,Lions\nCy,Lions'
    const { id } = await imports.open(stage.operator, stage.museum, { kind: 'text', text }, {})
    await here.remove(learnerId)
    const { rows } = await imports.rows(stage.operator, stage.museum, id, {})
    const people = rows.filter(({ verdict }) => verdict !== 'header')
    expect(people.map(({ cells }) => cells)).to.deep.equal([['Bo', 'Lions'], [], ['Cy', 'Lions']])
  })

  it('can be met again later as somebody new', async () => {
    const award = await plant()
    await here.remove(award.learnerId)
    const again = await awardTo()
    expect(again.learnerId).not.to.equal(award.learnerId)
    expect(again.state).to.equal('waiting')
  })

  it('is removed over the API by owners with a reason of the list, and by nobody else', async () => {
    const { learnerId } = await awardTo()
    const path = `/api/v1/organizations/${stage.museum}/learners/${learnerId}`
    const call = async (key: string | undefined, query: string) => {
      const headers: Record<string, string> =
        key === undefined ? {} : { authorization: `Bearer ${key}` }
      return fetch(`${stage.service.base}${path}${query}`, { method: 'DELETE', headers })
    }
    const editor = await stage.staff('editor', 'editor@erase.example')
    const owners = await stage.key(stage.operator, ['learners:write'], stage.museum)
    const editors = await stage.key(editor, ['learners:write'], stage.museum)
    const readers = await stage.key(stage.operator, ['learners:read'], stage.museum)
    expect((await call(undefined, '?reason=asked')).status).to.equal(401)
    expect((await call(editors, '?reason=asked')).status).to.equal(403)
    expect((await call(readers, '?reason=asked')).status).to.equal(403)
    expect((await call(owners, '')).status).to.equal(400)
    expect((await call(owners, '?reason=Xiomara')).status).to.equal(400)
    const done = await call(owners, '?reason=asked')
    expect(done.status).to.equal(200)
    expect(await done.json()).to.include({ learnerId, how: 'whole', awards: 1 })
    expect((await call(owners, '?reason=asked')).status).to.equal(404)
    const { rows } = await here.services.audit.list(stage.museum)
    expect(rows.find(({ act }) => act === 'learner.removed')).to.deep.include({
      object: learnerId,
      facts: { reason: 'asked', awards: 1 },
    })
  })
})
