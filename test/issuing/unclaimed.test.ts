import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import type { UnclaimedFilter } from '../../schemas/requests/unclaimed.ts'
import { onEveryEngine } from '../support/service.ts'
import { day, expectRefusal, lastPart, minute, setStage, type Stage } from '../app/stage.ts'

onEveryEngine('awards that nobody has claimed', (engine) => {
  let stage: Stage
  let museum: string
  let achievementId: string
  beforeEach(async () => {
    stage = await setStage(engine)
    museum = stage.museum
    achievementId = stage.achievementId
  })
  afterEach(() => stage.stop())

  const unclaimed = () => stage.service.services.issuing.unclaimed
  const run = () => stage.service.services.worker.runDue()
  const read = async (id: string) => {
    const award = await stage.service.services.issuing.byId(id)
    if (award === undefined) throw new Error('the award is gone')
    return award
  }
  const list = async (filter: UnclaimedFilter = 'all', caller = stage.operator) =>
    (await unclaimed().list(caller, museum, { filter })).rows
  const idsIn = async (filter: UnclaimedFilter) => (await list(filter)).map(({ award }) => award.id)
  const mailed = async (name: string) => {
    const { id } = await stage.award({ name, email: `${name}@unclaimed.example`, ageBand: 'adult' })
    await run()
    return id
  }
  const remind = (id: string, caller: Caller = stage.operator) =>
    unclaimed().remind(caller, museum, id)
  const mailsTo = async (name: string) =>
    (await stage.mails()).filter((mail) => mail.includes(`To: ${name}@unclaimed.example`))
  const idOf = (mail: string) => /^Message-ID: *(\S+)/im.exec(mail)?.[1]
  const linkIn = (mail: string, prefix: string) => {
    const plain = mail.replaceAll('=\n', '').replaceAll('=3D', '=')
    return new RegExp(`${prefix}([\\w.-]+)`).exec(plain)?.[1] ?? ''
  }

  it('are listed, longest first, until they are claimed: with one all of the same learner', async () => {
    const first = await mailed('ana')
    stage.service.pass(minute)
    const second = await mailed('ben')
    stage.service.pass(minute)
    const third = await mailed('ana')
    expect(await idsIn('all')).to.deep.equal([first, second, third])
    const ana = await stage.person('ana@unclaimed.example')
    const link = await stage.service.linkMailedTo('ana@unclaimed.example', '/claim/')
    await stage.service.services.issuing.claims.claimLink(lastPart(link), ana.accountId)
    expect(await idsIn('all')).to.deep.equal([second])
    for (const id of [first, third]) expect((await read(id)).waitsSince).to.equal(undefined)
  })

  it('are told apart by what became of their mails', async () => {
    const sent = await mailed('ana')
    const { id: byCard } = await stage.award({ name: 'Nickname' })
    expect(await idsIn('mailed')).to.deep.equal([sent])
    expect(await idsIn('not-mailed')).to.deep.equal([byCard])
    expect(await idsIn('reminded')).to.deep.equal([])
    const { state } = stage.service.services.issuing
    await state.revoke(stage.operator, museum, sent, 'A mistake.')
    expect(await idsIn('all')).to.deep.equal([byCard])
  })

  it('are for staff: viewers look, awarders remind, nobody else does either', async () => {
    const id = await mailed('ana')
    stage.service.pass(4 * day)
    const viewer = await stage.staff('viewer', 'viewer@museum.example')
    const awarder = await stage.staff('awarder', 'awarder@museum.example')
    const stranger = await stage.person('stranger@unclaimed.example')
    expect(await list('all', viewer)).to.have.length(1)
    await expectRefusal(remind(id, viewer), 'not-allowed')
    await expectRefusal(list('all', stranger), 'not-found')
    await expectRefusal(remind(id, stranger), 'not-found')
    await expectRefusal(unclaimed().renew(viewer, museum, id), 'not-allowed')
    const never = { remindAfterDays: 0, expireAfterDays: 0 }
    await expectRefusal(unclaimed().policies.change(awarder, museum, never), 'not-allowed')
    expect((await remind(id, awarder)).reminder).to.equal('due')
  })

  describe('a reminder', () => {
    it('is a mail of its own, gentle, with the link and a way to stop; two at the most, days apart', async () => {
      const id = await mailed('ana')
      await expectRefusal(remind(id), 'too-many-requests')
      stage.service.pass(4 * day)
      await remind(id)
      await remind(id)
      await run()
      await expectRefusal(remind(id), 'too-many-requests')
      stage.service.pass(4 * day)
      await remind(id)
      await run()
      stage.service.pass(4 * day)
      await expectRefusal(remind(id), 'reminded-enough')
      const mails = await mailsTo('ana')
      expect(mails).to.have.length(3)
      expect(new Set(mails.map(idOf)).size).to.equal(3)
      expect(mails[1])
        .to.match(/^Subject: .*waiting/im)
        .and.to.match(/^List-Unsubscribe-Post: /im)
      const link = linkIn(mails[1] ?? '', '/claim/')
      const { award } = await stage.service.services.issuing.claims.readLink(link)
      expect(award.id).to.equal(id)
      expect(await idsIn('reminded')).to.deep.equal([id])
    })

    it('is not sent for what was claimed, revoked or stopped before its turn', async () => {
      const id = await mailed('ana')
      stage.service.pass(4 * day)
      await remind(id)
      const { state } = stage.service.services.issuing
      await state.revoke(stage.operator, museum, id, 'A mistake.')
      await run()
      expect(await mailsTo('ana')).to.have.length(1)
      expect((await read(id)).reminder).to.equal(undefined)
    })

    it('may have been sent when the service ended in the middle: it is not sent again by itself, and by hand as the same mail', async () => {
      const id = await mailed('ana')
      stage.service.pass(4 * day)
      await remind(id)
      await stage.meddle(id, (award) => ({ ...award, reminder: 'sending' }))
      stage.service.pass(5 * day)
      await run()
      expect(await mailsTo('ana')).to.have.length(1)
      expect((await list('reminded'))[0]?.award.reminder).to.equal('sending')
      await remind(id)
      await run()
      const [, again] = await mailsTo('ana')
      expect(idOf(again ?? '')).to.contain(`${id}-reminder-1`)
    })

    it('goes out by itself after the days that the organization chose, and once more after as many', async () => {
      const id = await mailed('ana')
      const { id: byCard } = await stage.award({ name: 'Nickname' })
      stage.service.pass(8 * day)
      await run()
      expect(await mailsTo('ana')).to.have.length(1)
      const policy = { remindAfterDays: 7, expireAfterDays: 365 }
      await unclaimed().policies.change(stage.operator, museum, policy)
      for (const count of [2, 2, 3, 3, 3]) {
        await run()
        expect(await mailsTo('ana')).to.have.length(count)
        stage.service.pass(4 * day)
      }
      expect((await read(id)).remindFrom).to.equal(undefined)
      expect((await read(byCard)).reminders).to.equal(undefined)
    })

    it('of many is each for itself', async () => {
      const good = await mailed('ana')
      const { id: byCard } = await stage.award({ name: 'Nickname' })
      stage.service.pass(4 * day)
      const all = await unclaimed().remindAll(stage.operator, museum, [good, byCard, good])
      expect(all).to.deep.equal([{ awardId: good }, { awardId: byCard, code: 'no-address' }])
    })
  })

  describe('the end of the time to claim', () => {
    it('stops link and code; the award stays good, and staff give more time', async () => {
      const id = await mailed('ana')
      const [mail = ''] = await mailsTo('ana')
      const link = linkIn(mail, '/claim/')
      const { id: byCard } = await stage.award({ name: 'Nickname' })
      const { issuing } = stage.service.services
      const code = (await issuing.claimCode(stage.operator, museum, byCard)) ?? ''
      const policy = { remindAfterDays: 0, expireAfterDays: 20 }
      await unclaimed().policies.change(stage.operator, museum, policy)
      stage.service.pass(21 * day)
      const { accountId } = await stage.person('ana@unclaimed.example')
      await expectRefusal(issuing.claims.readLink(link, accountId), 'claim-over')
      await expectRefusal(issuing.claims.claimLink(link, accountId), 'claim-over')
      await expectRefusal(issuing.claims.claimCode(code, accountId), 'claim-over')
      expect(await idsIn('over')).to.have.members([id, byCard])
      await expectRefusal(remind(id), 'claim-over')
      expect((await read(id)).state).to.equal('issued')
      await unclaimed().renew(stage.operator, museum, byCard)
      expect(await idsIn('over')).to.deep.equal([id])
      expect((await issuing.claims.claimCode(code, accountId)).id).to.equal(byCard)
    })

    it('never comes where nobody chose one; where they did, the mail says when', async () => {
      const id = await mailed('ana')
      expect(await unclaimed().endsAt(await read(id))).to.equal(undefined)
      expect((await mailsTo('ana'))[0]).to.contain('The badge waits for you')
      const policy = { remindAfterDays: 0, expireAfterDays: 365 }
      await unclaimed().policies.change(stage.operator, museum, policy)
      const ends = (await unclaimed().endsAt(await read(id))) ?? ''
      const since = (await read(id)).waitsSince ?? ''
      expect(Date.parse(ends) - Date.parse(since)).to.equal(365 * day)
      await mailed('ben')
      expect((await mailsTo('ben'))[0]).to.match(/The link works until \w+ \d+, \d{4}/)
    })
  })

  describe('an address that wants no more mails', () => {
    const stopLink = async (name: string) =>
      linkIn((await mailsTo(name)).at(-1) ?? '', '/mails/stop/')

    it('gets none of this organization: no award, no reminder, none again; and others go on', async () => {
      const id = await mailed('ana')
      await unclaimed().mailStops.stop(await stopLink('ana'))
      stage.service.pass(4 * day)
      await expectRefusal(remind(id), 'mails-stopped')
      const again = stage.service.services.issuing.mailAgain(stage.operator, museum, id)
      await expectRefusal(again, 'mails-stopped')
      await mailed('ana')
      expect(await mailsTo('ana')).to.have.length(1)
      expect(await idsIn('not-mailed')).to.include(id)
      const library = await stage.organization('Library')
      const theirs = await stage.publish(library)
      await stage.service.services.issuing.award(stage.operator, library, {
        achievementId: theirs,
        learner: {
          name: 'ana',
          email: 'ana@unclaimed.example',
          language: 'en',
          ageBand: 'adult',
        },
        statement: { evidence: [], hashedIdentity: false },
      })
      await run()
      expect(await mailsTo('ana')).to.have.length(2)
      expect(achievementId).not.to.equal(theirs)
    })

    it('says so by one press on a page, can take it back, and a link followed by a program does nothing', async () => {
      await mailed('ana')
      const token = await stopLink('ana')
      const path = `/mails/stop/${token}`
      const visitor = stage.service.visitor()
      expect((await visitor.open(path)).html).to.contain('Send me no more mails')
      expect((await unclaimed().mailStops.read(token)).stopped).to.equal(false)
      expect((await visitor.submit(path, {})).html).to.contain('You get no more mails')
      expect((await unclaimed().mailStops.read(token)).stopped).to.equal(true)
      await visitor.submit(path, {})
      expect((await unclaimed().mailStops.read(token)).stopped).to.equal(false)
    })

    it('says so by its mail program alone (RFC 8058), twice as well as once', async () => {
      await mailed('ana')
      const [mail = ''] = await mailsTo('ana')
      const unfolded = mail.replaceAll(/\r?\n[ \t]+/g, ' ')
      const address = /^List-Unsubscribe: *<([^>]+)>/im.exec(unfolded)?.[1] ?? ''
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
      for (const time of [1, 2]) {
        const { status } = await fetch(address, { method: 'POST', body })
        expect(status, String(time)).to.equal(204)
      }
      expect((await unclaimed().mailStops.read(lastPart(address))).stopped).to.equal(true)
    })

    it('is named nowhere: not in the link, not in what is stored of it', async () => {
      await mailed('ana')
      const token = await stopLink('ana')
      await unclaimed().mailStops.stop(token)
      for await (const { table, row } of stage.service.storage.dump()) {
        if (table === 'mailStops') expect(JSON.stringify(row)).not.to.contain('ana')
      }
      await expectRefusal(unclaimed().mailStops.stop(`${token}x`), 'not-found')
      await expectRefusal(unclaimed().mailStops.stop('x'.repeat(60)), 'not-found')
    })
  })
})
