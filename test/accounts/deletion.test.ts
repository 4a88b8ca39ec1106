import { expect } from 'chai'
import { access, mkdir, rename, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Caller } from '../../src/caller.ts'
import { accountTable } from '../../src/accounts/tables.ts'
import { applicationTable } from '../../src/applications/tables.ts'
import type { Award } from '../../src/issuing/tables.ts'
import { importedTextTable } from '../../src/portfolio/tables.ts'
import { membershipTable } from '../../src/organizations/tables.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, hour, setStage, type Stage } from '../app/stage.ts'
import { everythingOf } from '../support/everything.ts'
import { createForeignIssuer, fakeNetwork } from '../support/foreign-issuer.ts'
import { onEveryEngine } from '../support/service.ts'
import { onePixelPng } from '../support/tiny-png.ts'

const email = 'planted.xiomara@home.example'
const planted = /planted|xiomara/i

onEveryEngine('somebody who deletes their account', (engine) => {
  const network = fakeNetwork()
  let stage: Stage
  let person: Caller
  beforeEach(async function () {
    this.timeout(60_000)
    stage = await setStage(engine, { network })
    person = await stage.person(email)
  })
  afterEach(() => stage.stop())

  const services = () => stage.service.services
  const inDays = (days: number) =>
    timestamp(new Date(services().world.now().getTime() + days * day))
  const goes = (asksRemoval = false, confirm = email) =>
    services().accountDeletion.remove(person, { confirm, asksRemoval })
  const plantedIn = async () =>
    (await everythingOf(stage.service)).filter((text) => planted.test(text))
  const share = (award: Award, who = person) =>
    services().portfolio.share(who, award.id, {
      endsAt: inDays(9),
      nameForm: 'nickname',
      nickname: 'Planted Fox',
      audience: 'third-party',
      preparedFor: 'Planted College',
    })
  const verdictOf = async (award: Award) => {
    const body = { credential: award.credential ?? '' }
    return (await stage.service.api().call('POST', '/api/v1/verifications', body)) as object
  }

  const bringIn = async () => {
    const issuer = await createForeignIssuer()
    await issuer.serve(network)
    const text = await issuer.sign(
      issuer.unsigned({
        id: 'https://badges.elsewhere.org/credentials/1',
        name: 'Planted badge of elsewhere',
        validUntil: inDays(300),
      }),
    )
    return services().imports.bringIn(person, text)
  }

  /** Somebody of whom something is in every corner that accounts have. */
  const plant = async () => {
    const { accounts, achievements, applications, claiming, guardianship } = services()
    await accounts.people.rename(person.accountId, 'Xiomara Planted', 'en')
    const award = await stage.held(person)
    await share(award)
    const {
      kept: [kept],
    } = await bringIn()
    const { portfolioPages } = services()
    const text = { kind: 'text', text: 'Planted words' } as const
    const folio = await portfolioPages.make(person, { title: 'Planted page', parts: [text] })
    await portfolioPages.addPicture(person, folio.id, onePixelPng(), { alt: 'Planted picture' })
    const endsAt = inDays(9)
    await services().portfolio.sharePage(person, folio.id, { endsAt, nameForm: 'none' })
    await accounts.apiKeys.create(person, {
      name: 'Planted key',
      scopes: ['backpack:read'],
      days: 9,
    })
    await stage.staff('editor', email)
    const typed = { name: 'Planted draft' }
    await achievements.unsaved.keep(person, stage.museum, { typed, known: 0 })
    const link = await claiming.links.open(stage.operator, stage.museum, {
      name: 'Camp',
      achievementId: await stage.publish(stage.museum, 'Another'),
      startsAt: inDays(-1),
      endsAt: inDays(9),
      limit: 30,
      approval: true,
      who: 'account',
      language: 'en',
    })
    const asked = { nickname: 'Planted', language: 'en', accountId: person.accountId }
    await claiming.joining.join(link, asked)
    const badge = await stage.publish(stage.museum, 'A third')
    const opening = { state: 'open', who: 'anybody' } as const
    await applications.openings.set(stage.operator, stage.museum, badge, opening)
    const whom = { as: 'self', nickname: 'Planted', language: 'en' } as const
    const { id } = await applications.own.begin(person, badge, whom)
    await applications.own.keep(person, id, { words: 'Planted words' })
    await applications.own.send(person, id)
    const child = await stage.award({ name: 'A child', ageBand: 'minor' })
    await guardianship.guardians.claimedBy(person.accountId, child.learnerId, 'slip')
    await guardianship.consents.give(person, child.learnerId, {
      purposes: ['hold-badges', 'be-contacted'],
      language: 'en',
    })
    await services().worker.runDue()
    await accounts.signIn.requestLink({ email, language: 'en', next: '/' })
    return { award, child, picture: kept?.pictureIds[0] ?? '' }
  }

  it('is nowhere any more: not in the store, not in a mail; what places gave stays, and good', async function () {
    this.timeout(60_000)
    const { award, child, picture } = await plant()
    const tables = (await plantedIn()).map((text) => text.split(' ')[0] ?? '')
    for (const table of [
      'accounts',
      'signInLinks',
      'apiKeys',
      'shares',
      'importedCredentials',
      'importedTexts',
      'portfolioPages',
      'unsavedDrafts',
      'joinRequests',
      'applications',
    ]) {
      expect(tables, 'something is planted there').to.include(table)
    }
    expect(tables.some((name) => name.endsWith('.eml'))).to.equal(true)
    await goes()
    expect(await plantedIn()).to.deep.equal([])
    expect((await fetch(`${stage.service.base}/images/${picture}`)).status).to.equal(404)

    expect(await verdictOf(award)).to.have.property('verdict', 'valid')
    const learner = await services().learners.byId(award.learnerId)
    expect(learner).to.include({ organizationId: stage.museum }).and.not.have.property('accountId')
    const { staff } = services().organizations
    const members = await staff.list(stage.operator, stage.museum)
    expect(members.map(({ accountId }) => accountId)).not.to.include(person.accountId)
    const family = await services().learners.byId(child.learnerId)
    const standing = family?.consents?.filter(({ withdrawn }) => withdrawn === undefined) ?? []
    expect(standing.map(({ purpose }) => purpose)).to.deep.equal(['hold-badges'])

    stage.service.pass(2 * hour)
    await services().worker.runDue()
    await services().worker.runDue()
    const left = (await everythingOf(stage.service)).filter((text) =>
      text.includes(person.accountId),
    )
    // Ids alone: who did what, who gave a consent, which mail was sent.
    const allowed = /^(audit|learners|awards) /
    expect(left.filter((text) => !allowed.test(text))).to.deep.equal([])
  })

  it('ends every link at once, and everybody else’s goes on', async () => {
    const other = await stage.person('other@home.example')
    const [mine, theirs] = [
      await share(await stage.held(person)),
      await share(await stage.held(other), other),
    ]
    await goes()
    const open = async (id: string) => (await fetch(`${stage.service.base}/s/${id}`)).status
    expect([404, 410]).to.include(await open(mine.id))
    expect(await open(theirs.id)).to.equal(200)
    expect((await services().portfolio.backpack(other)).length).to.equal(1)
  })

  it('is deleted to the end where that was cut off, and what a stop left behind goes too', async function () {
    this.timeout(60_000)
    await plant()
    const { storage } = stage.service
    // As a stop leaves it between the text of a badge and the badge.
    await storage
      .open(importedTextTable)
      .insert({ id: 'orphan', accountId: person.accountId, text: 'Planted orphan' })
    // As a stop right after the first write leaves it.
    await storage.open(accountTable).change(person.accountId, (found) => ({
      ...found,
      leaving: { at: inDays(0), asksRemoval: false },
      leavingDueAt: inDays(0),
      leavingAttempts: 0,
    }))
    const { people } = services().accounts
    expect(await people.byId(person.accountId)).to.equal(undefined)
    expect(await people.byEmail(email)).to.equal(undefined)
    await expectRefusal(people.ofEmail(email, { name: '', language: 'en' }), 'not-ready')
    await services().worker.runDue()
    expect(await plantedIn()).to.deep.equal([])
    const again = await people.ofEmail(email, { name: '', language: 'en' })
    expect(again.id).not.to.equal(person.accountId)
    stage.service.pass(2 * hour)
    await services().worker.runDue()
    expect(await people.byId(again.id), 'whoever came back is left alone').to.include({ email })
  })

  it('leaves no picture of a page where the disk failed for a while', async function () {
    this.timeout(60_000)
    const { portfolioPages, worker } = services()
    const folio = await portfolioPages.make(person, { title: 'A page', parts: [] })
    const part = await portfolioPages.addPicture(person, folio.id, onePixelPng(), { alt: 'A dot' })
    const id = part.kind === 'picture' ? part.fileId : ''
    const shard = join(dirname(stage.service.outbox), 'files', id.slice(0, 2).toLowerCase())
    const path = join(shard, `${id}.file`)
    await rename(path, `${path}.aside`)
    await mkdir(path)
    await goes()
    await rmdir(path)
    await rename(`${path}.aside`, path)
    stage.service.pass(2 * hour)
    while ((await worker.runDue()) > 0);
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    expect(isThere).to.equal(false)
  })

  it('leaves no application that was approved and came to no award within the hour', async function () {
    this.timeout(60_000)
    const { applications, worker, learners } = services()
    const badge = await stage.publish(stage.museum, 'A third')
    const opening = { state: 'open', who: 'anybody' } as const
    await applications.openings.set(stage.operator, stage.museum, badge, opening)
    const whom = { as: 'self', nickname: 'Planted', language: 'en' } as const
    const { id } = await applications.own.begin(person, badge, whom)
    await applications.own.keep(person, id, { words: 'Planted words' })
    await applications.own.send(person, id)
    // As a stop leaves it right after the yes; it is tried again while the account goes, and fails.
    await stage.service.storage.open(applicationTable).change(id, (found) => ({
      ...found,
      state: 'approved',
      approval: {
        decidedBy: stage.operator.accountId,
        awardId: services().world.newId(),
        newLearnerId: services().world.newId(),
        statement: { narrative: 'Planted praise', evidence: [], hashedIdentity: false },
      },
      dueAt: inDays(1),
      attempts: 3,
    }))
    await goes()
    stage.service.pass(2 * hour)
    for (let turn = 0; turn < 3; turn += 1) await worker.runDue()
    expect(await plantedIn()).to.deep.equal([])
    stage.service.pass(2 * day)
    while ((await worker.runDue()) > 0);
    expect(await learners.ofAccount(person.accountId)).to.deep.equal([])
  })

  it('is among no staff where an invitation was taken up while the account went', async () => {
    const { staff } = services().organizations
    await goes()
    // As whoever takes it up stores it who had read the account before it went.
    await stage.service.storage.open(membershipTable).insert({
      id: `${stage.museum}:${person.accountId}`,
      organizationId: stage.museum,
      accountId: person.accountId,
      role: 'owner',
      since: inDays(0),
    })
    stage.service.pass(2 * hour)
    while ((await services().worker.runDue()) > 0);
    const members = await staff.list(stage.operator, stage.museum)
    expect(members.map(({ accountId }) => accountId)).to.deep.equal([stage.operator.accountId])
  })

  it('may ask the places to remove what they keep; staff see it', async () => {
    const award = await stage.held(person)
    await goes(true)
    const learner = await services().learners.ofOrganization(stage.museum, award.learnerId)
    expect(learner.removalAskedAt).to.be.a('string')
    const { rows } = await services().audit.list(stage.museum)
    expect(rows.find(({ act }) => act === 'learner.removal-asked')).to.deep.include({
      object: award.learnerId,
      facts: { by: 'learner' },
    })
    const { removal } = services()
    expect(await removal.remove(stage.operator, stage.museum, award.learnerId, 'asked')).to.include(
      {
        how: 'whole',
      },
    )
  })

  it('takes along what a place has let go: it is nobody’s any more', async () => {
    const award = await stage.held(person, 'adult', 'Planted Person')
    await services().removal.remove(stage.operator, stage.museum, award.learnerId, 'asked')
    expect(await plantedIn()).not.to.deep.equal([])
    await goes()
    expect(await plantedIn()).to.deep.equal([])
    expect(await verdictOf(award)).to.have.property('verdict', 'revoked')
  })

  it('as a child leaves what a place has let go to the guardians, who decide', async () => {
    const award = await stage.held(person, 'minor', 'A child')
    const guardian = await stage.person('guardian@home.example')
    const { guardians } = services().guardianship
    await guardians.claimedBy(guardian.accountId, award.learnerId, 'slip')
    await services().removal.remove(stage.operator, stage.museum, award.learnerId, 'asked')
    const { places } = await services().accountDeletion.look(person)
    expect(places.map(({ fate }) => fate)).to.deep.equal(['with-guardians'])
    await goes()
    expect(await verdictOf(award)).to.have.property('verdict', 'valid')
    const children = await guardians.childrenOf(guardian.accountId)
    expect(children.map(({ id }) => id)).to.deep.equal([award.learnerId])

    const round = async () => {
      stage.service.pass(25 * hour)
      while ((await services().worker.runDue()) > 0);
    }
    await round()
    await round()
    expect(await services().learners.byId(award.learnerId), 'a guardian is there').not.to.equal(
      undefined,
    )
    await services().guardianship.family.leave(guardian, award.learnerId)
    await round()
    await round()
    expect(await services().learners.byId(award.learnerId), 'nobody is left').to.equal(undefined)
  })

  it('leaves the badges good when the retention times have long passed, since copies of them were taken along', async function () {
    this.timeout(60_000)
    const award = await stage.held(person)
    await goes()
    for (const months of [0, 37]) {
      stage.service.pass(months * 31 * day + 25 * hour)
      while ((await services().worker.runDue()) > 0);
    }
    expect(await services().issuing.byId(award.id)).to.include({ state: 'issued' })
  })

  it('as a guardian among others leaves what was allowed as it is', async () => {
    const other = await stage.person('other@home.example')
    const { guardians, consents } = services().guardianship
    const { learnerId } = await stage.award({ name: 'A child', ageBand: 'minor' })
    for (const { accountId } of [person, other]) {
      await guardians.claimedBy(accountId, learnerId, 'slip')
    }
    await consents.give(person, learnerId, { purposes: ['be-contacted'], language: 'en' })
    await goes()
    const child = await services().learners.byId(learnerId)
    expect(child?.consents?.every(({ withdrawn }) => withdrawn === undefined)).to.equal(true)
    expect((await guardians.childrenOf(other.accountId)).map(({ id }) => id)).to.deep.equal([
      learnerId,
    ])
  })

  it('as the last guardian ends what earlier ones agreed to, too: nobody is left to take it back', async () => {
    const other = await stage.person('other@home.example')
    const { guardians, consents } = services().guardianship
    const { learnerId } = await stage.award({ name: 'A child', ageBand: 'minor' })
    for (const { accountId } of [person, other]) {
      await guardians.claimedBy(accountId, learnerId, 'slip')
    }
    await consents.give(person, learnerId, {
      purposes: ['hold-badges', 'be-contacted'],
      language: 'en',
    })
    await goes()
    const deletion = services().accountDeletion
    await deletion.remove(other, { confirm: 'other@home.example', asksRemoval: false })
    const child = await services().learners.byId(learnerId)
    const standing = child?.consents?.filter(({ withdrawn }) => withdrawn === undefined) ?? []
    expect(standing.map(({ purpose }) => purpose)).to.deep.equal(['hold-badges'])
  })

  it('hands over first what nobody else could look after', async () => {
    await expectRefusal(
      services().accountDeletion.remove(stage.operator, {
        confirm: 'operator@service.example',
        asksRemoval: false,
      }),
      'runs-the-service',
    )
    person = await stage.staff('owner', email)
    const { staff } = services().organizations
    await staff.changeRole(person, stage.museum, stage.operator.accountId, 'editor')
    expect((await services().accountDeletion.look(person)).onlyOwnerOf).to.deep.include({
      id: stage.museum,
      name: 'Museum of Rivers',
    })
    await expectRefusal(goes(), 'last-owner')
    expect(await services().accounts.people.byId(person.accountId)).to.include({ email })
    await staff.changeRole(person, stage.museum, stage.operator.accountId, 'owner')
    await goes()
    expect(await services().accounts.people.byId(person.accountId)).to.equal(undefined)
  })

  it('says what it means by typing the address, and is nobody’s key', async () => {
    await expectRefusal(goes(false, 'other@home.example'), 'invalid-request')
    const call = async (scopes: Parameters<Stage['key']>[1], body: object) => {
      const key = await stage.key(person, scopes)
      return fetch(`${stage.service.base}/api/v1/account/deletion`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    }
    expect((await call(['backpack:write'], { confirm: email })).status).to.equal(403)
    expect((await call(['account:delete'], {})).status).to.equal(400)
    expect((await call(['account:delete'], { confirm: 'x@home.example' })).status).to.equal(400)
    const { badges, ...before } = await stage.service
      .api(await stage.key(person, ['account:delete']))
      .call('GET', '/api/v1/account/deletion')
    expect(before).to.deep.include({ onlyOwnerOf: [], places: [], children: [] })
    expect(JSON.stringify(before), 'a key reads no address').not.to.contain(email)
    expect(badges).to.equal(0)
    const done = await call(['account:delete'], { confirm: email.toUpperCase() })
    expect(done.status).to.equal(200)
    expect(await done.json()).to.have.property('at')
    expect((await call(['account:delete'], { confirm: email })).status).to.equal(401)
  })
})
