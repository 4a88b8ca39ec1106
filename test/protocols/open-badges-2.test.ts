import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { textOf } from '../../scripts/demo/api.ts'
import type { Caller } from '../../src/caller.ts'
import { unbakePng } from '../../src/credentials/baking/png.ts'
import { unbakeSvg } from '../../src/credentials/baking/svg.ts'
import { parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import type { NewShare } from '../../src/portfolio/shares.ts'
import { timestamp } from '../../src/world.ts'
import { content, day, expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { openBadges2Problems } from '../support/open-badges-2-rules.ts'

describe('a badge for platforms of Open Badges 2.0', () => {
  let stage: Stage
  let owner: Caller
  before(async () => {
    stage = await setStage()
    owner = await stage.person('owner@older.example')
  })
  after(() => stage.stop())

  const services = () => stage.service.services
  const share = (awardId: string, more: Partial<NewShare> = {}) =>
    services().portfolio.share(owner, awardId, {
      endsAt: timestamp(new Date(services().world.now().getTime() + 10 * day)),
      nameForm: 'full',
      openBadges2: true,
      ...more,
    })
  /** An award of an adult with an address, in their backpack. */
  const held = async (email = 'owner@older.example') => {
    const achievementId = await stage.publish(stage.museum, `River Watcher ${email}`)
    const { id } = await services().issuing.award(stage.operator, stage.museum, {
      achievementId,
      learner: { name: 'Ada', email, language: 'en', ageBand: 'adult' },
      statement: {
        narrative: 'Counted *crabs*.',
        evidence: [
          { url: 'https://river.example/work', name: 'Notes' },
          { narrative: 'Seen by the guide.' },
        ],
        validUntil: '2099-12-31T23:59:59Z',
        hashedIdentity: false,
      },
    })
    const award = await services().issuing.byId(id)
    if (award === undefined) throw new Error('there is no such award')
    await services().learners.link(award.learnerId, owner.accountId)
    return award
  }
  const addressOf = (token: string, ending = '') =>
    `${stage.service.base}/s/${token}/assertion${ending}`
  const get = async (address: string, status = 200): Promise<JsonObject> => {
    const answer = await fetch(address)
    expect(answer.status, address).to.equal(status)
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*')
    expect(answer.headers.get('content-type')).to.contain('application/ld+json')
    return parseJsonObject(await answer.text())
  }
  const verify = (address: string) => services().verification.verifyBody({ address })

  it('is hosted at its own address, and says what the credential says', async () => {
    const award = await held()
    const { id } = await share(award.id)
    const assertion = await get(addressOf(id))
    expect(assertion).to.include({
      id: addressOf(id),
      type: 'Assertion',
      narrative: 'Counted *crabs*.',
    })
    expect(assertion['verification']).to.deep.equal({ type: 'HostedBadge' })
    expect(assertion['issuedOn']).to.equal(award.inputs.validFrom)
    expect(assertion['expires']).to.equal('2099-12-31T23:59:59Z')
    expect(assertion['evidence']).to.deep.equal([
      { id: 'https://river.example/work', type: 'Evidence', name: 'Notes' },
      { type: 'Evidence', narrative: 'Seen by the guide.' },
    ])
    expect(await get(addressOf(id, '.json'))).to.deep.equal(assertion)
  })

  it('is awarded to the address of its holder, as a hash with a salt of its own', async () => {
    const award = await held()
    const [one, other] = [await share(award.id), await share(award.id)]
    const recipients = await Promise.all(
      [one, other].map(async ({ id }) => (await get(addressOf(id)))['recipient']),
    )
    const salts = recipients.map((recipient) => {
      const { salt, identity, ...rest } = {
        salt: '',
        identity: '',
        ...Object(recipient),
      } as Record<string, string>
      const hash = createHash('sha256')
        .update(`owner@older.example${salt ?? ''}`)
        .digest('hex')
      expect(identity).to.equal(`sha256$${hash}`)
      expect(rest).to.deep.equal({ type: 'email', hashed: true })
      return salt
    })
    expect(salts[0]).not.to.equal(salts[1])
  })

  it('is awarded to the address of the share where its holder has no other', async () => {
    const { id: awardId } = await stage.held(owner)
    const { id } = await share(awardId)
    const { recipient } = await get(addressOf(id))
    expect(recipient).to.deep.equal({
      type: 'url',
      hashed: false,
      identity: `${stage.service.base}/s/${id}`,
    })
  })

  it('names a BadgeClass and an Issuer that are there, and links both versions with each other', async () => {
    const award = await held()
    const { id } = await share(award.id)
    const assertion = await get(addressOf(id))
    const badge = await get(textOf(assertion, 'badge'))
    const issuer = await get(textOf(badge, 'issuer'))
    expect(badge).to.include({ type: 'BadgeClass', description: content.description })
    expect(issuer).to.include({ type: 'Issuer', name: 'Museum of Rivers' })
    const { related } = parseJsonObject(JSON.stringify(badge))
    const three = services().identifiers.achievementUrl(award.achievementId, 1)
    expect(related).to.deep.equal([
      {
        id: three,
        type: ['https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement'],
        version: 'Open Badges v3p0',
      },
    ])
    const achievement = await (
      await fetch(three, { headers: { accept: 'application/ld+json' } })
    ).text()
    expect(achievement).to.contain(
      JSON.stringify({
        id: badge['id'],
        type: ['Related', 'https://w3id.org/openbadges#BadgeClass'],
        version: 'Open Badges v2p0',
      }),
    )
  })

  it('keeps every rule of the validator of 1EdTech for members and their types', async () => {
    const { id } = await share((await held()).id)
    const assertion = await get(addressOf(id))
    const badge = await get(textOf(assertion, 'badge'))
    const issuer = await get(textOf(badge, 'issuer'))
    expect(openBadges2Problems({ assertion, badge, issuer })).to.deep.equal([])
    const { recipient: _gone, ...without } = assertion
    expect(openBadges2Problems({ assertion: without, badge, issuer })).to.deep.equal([
      'Assertion.recipient is missing',
    ])
  })

  it('is good to our own verifier, by its address and by its pictures', async () => {
    const { id } = await share((await held()).id)
    const report = await verify(addressOf(id))
    expect(report.verdict, JSON.stringify(report.checks)).to.equal('valid')
    for (const [ending, unbake] of [
      ['.png', unbakePng],
      ['.svg', unbakeSvg],
    ] as const) {
      const answer = await fetch(addressOf(id, ending))
      expect(answer.status).to.equal(200)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      expect(parseJsonObject(unbake(bytes) ?? '')).to.deep.equal(await get(addressOf(id)))
      const picture = await services().verification.verifyFile(bytes)
      expect(picture.verdict, ending).to.equal('valid')
    }
    const svg = await (await fetch(addressOf(id, '.svg'))).text()
    expect(svg)
      .to.contain(`verify="${addressOf(id)}"`)
      .and.contain('xmlns:openbadges="http://openbadges.org"')
  })

  it('is gone, and says that it is revoked, when the share ends', async () => {
    const { id } = await share((await held()).id)
    const text = await (await fetch(addressOf(id))).text()
    await services().portfolio.close(owner, id)
    const gone = await get(addressOf(id), 410)
    expect(gone).to.include({ id: addressOf(id), revoked: true })
    expect(gone).not.to.have.property('recipient')
    expect((await fetch(addressOf(id, '.png'))).status).to.equal(410)
    const report = await services().verification.verifyBody({ credential: parseJsonObject(text) })
    expect(report.verdict).not.to.equal('valid')
  })

  it('is gone with the reason when the award is taken back, and for as long as it is suspended', async () => {
    const award = await held()
    const { id } = await share(award.id)
    const { state } = services().issuing
    await state.suspend(stage.operator, stage.museum, award.id, 'A question.')
    expect((await get(addressOf(id), 410))['revoked']).to.equal(true)
    await state.reinstate(stage.operator, stage.museum, award.id)
    await get(addressOf(id))
    await state.revoke(stage.operator, stage.museum, award.id, 'A mistake.')
    expect(await get(addressOf(id), 410)).to.include({ revocationReason: 'A mistake.' })
  })

  it('is gone when it turns out that its holder is a child, and no child can make one', async () => {
    const award = await held('child@older.example')
    const { id } = await share(award.id)
    const { learners } = services()
    await learners.change(stage.operator, stage.museum, award.learnerId, {
      name: 'Ada',
      ageBand: 'minor',
    })
    expect(await get(addressOf(id), 410)).not.to.have.property('recipient')
    await expectRefusal(share(award.id), 'not-shareable-yet')
  })

  it('is the corrected copy once there is one', async () => {
    const award = await held()
    const { id } = await share(award.id)
    await services().issuing.correct(stage.operator, stage.museum, award.id, {
      reason: 'A typo.',
      statement: { ...award.statement, narrative: 'Counted fish.' },
    })
    const { narrative, issuedOn } = await get(addressOf(id))
    expect([narrative, issuedOn]).to.deep.equal(['Counted fish.', award.inputs.validFrom])
  })

  it('is not there for a share that was not opened for it, nor under any other name', async () => {
    const award = await held()
    const plain = await share(award.id, { openBadges2: false })
    const addresses = [
      addressOf(plain.id),
      addressOf(plain.id, '.png'),
      addressOf('A'.repeat(22)),
      addressOf(award.id),
      addressOf(plain.id, '.pdf'),
      `${stage.service.base}/achievements/${award.achievementId}/versions/2/badge-class`,
      `${stage.service.base}/achievements/${award.achievementId}/versions/01/badge-class`,
      `${stage.service.base}/organizations/${'A'.repeat(22)}/issuer`,
      `${stage.service.base}/organizations/service/issuer`,
    ]
    for (const address of addresses) expect((await fetch(address)).status, address).to.equal(404)
  })

  it('is made on the page and through the API', async () => {
    const award = await held()
    const key = await stage.key(owner, ['backpack:read', 'shares:write'])
    const endsAt = timestamp(new Date(services().world.now().getTime() + day))
    const answer = await stage.service
      .api(key)
      .call('POST', `/api/v1/backpack/${award.id}/shares`, {
        endsAt,
        nameForm: 'none',
        openBadges2: true,
      })
    await get(textOf(answer, 'assertion'))
    const visitor = stage.service.visitor()
    await visitor.submit('/sign-in', { email: 'owner@older.example' })
    await visitor.submit(await stage.service.linkMailedTo('owner@older.example', '/sign-in/'), {})
    const page = await visitor.submit(`/backpack/${award.id}`, {
      endsOn: endsAt.slice(0, 10),
      nameForm: 'none',
      openBadges2: 'true',
    })
    expect(page.html).to.match(/href="\/s\/[\w-]{22}\/assertion\.png"/)
  })
})
