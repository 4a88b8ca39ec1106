import { expect } from 'chai'
import { defaultPolicy, usualRetention } from '../../src/guardianship/policy.ts'
import { learnerTable } from '../../src/learners/tables.ts'
import { setStage, type Stage } from '../app/stage.ts'

describe('guardians and consents through the API', () => {
  let stage: Stage
  let staff: string
  let parent: string
  let stranger: string
  let learnerId: string
  let parentId: string
  const seen = { organization: '', learner: '', own: '' }

  before(async () => {
    stage = await setStage()
    staff = await stage.key(stage.operator, [
      'organizations:read',
      'organizations:write',
      'learners:read',
      'learners:write',
    ])
    const guardian = await stage.person('parent@api.example')
    parentId = guardian.accountId
    parent = await stage.key(guardian, ['family:read', 'family:write'])
    const other = await stage.person('stranger@api.example')
    stranger = await stage.key(other, [
      'family:read',
      'family:write',
      'learners:read',
      'learners:write',
      'organizations:read',
      'organizations:write',
    ])
    learnerId = (await stage.award({ name: 'Ida', ageBand: 'minor' })).learnerId
    seen.organization = `/api/v1/organizations/${stage.museum}`
    seen.learner = `${seen.organization}/learners/${learnerId}`
    seen.own = `/api/v1/consents/${learnerId}`
  })
  after(() => stage.stop())

  const call = async (key: string | undefined, method: string, path: string, body?: unknown) => {
    const response = await fetch(stage.service.base + path, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer: unknown = text === '' ? undefined : JSON.parse(text)
    return { status: response.status, answer }
  }
  const record = () => ({
    learnerIds: [learnerId],
    purposes: ['be-contacted'],
    method: 'paper-seen',
  })

  it('a policy is read and changed', async () => {
    const path = `${seen.organization}/guardianship-policy`
    const usual = { ...defaultPolicy, retention: usualRetention }
    expect((await call(staff, 'GET', path)).answer).to.deep.equal(usual)
    const policy = { ...usual, consentAge: 14 }
    expect((await call(staff, 'PUT', path, policy)).answer).to.deep.equal(policy)
    expect((await call(staff, 'PUT', path, { ...policy, consentAge: 12 })).status).to.equal(400)
  })

  it('a slip makes a guardian, who reads, gives and takes back', async () => {
    const made = await call(staff, 'POST', `${seen.learner}/guardianship-codes/guardian`)
    expect(made.status).to.equal(201)
    const { code } = made.answer as { code: string }
    expect((await call(parent, 'POST', '/api/v1/family', { code: '' })).status).to.equal(400)
    expect((await call(parent, 'POST', '/api/v1/family', { code: 'nonsense' })).status).to.equal(
      404,
    )
    expect(await call(parent, 'POST', '/api/v1/family', { code })).to.deep.equal({
      status: 201,
      answer: { learnerId },
    })
    const family = await call(parent, 'GET', '/api/v1/family')
    expect(family.answer).to.deep.equal({
      children: [
        {
          learnerId,
          organizationId: stage.museum,
          name: 'Ida',
          standing: 'child',
          badges: 0,
          waiting: 1,
        },
      ],
    })
    const given = await call(parent, 'POST', seen.own, { purposes: ['hold-badges'] })
    expect(given.status).to.equal(200)
    expect(JSON.stringify(given.answer)).to.contain('"state":"given"').and.contain('mail-plus')
    expect((await call(parent, 'GET', '/api/v1/family')).answer).to.have.nested.property(
      'children[0].badges',
      1,
    )
    expect((await call(parent, 'POST', seen.own, { purposes: ['show-publicly'] })).status).to.equal(
      409,
    )
    expect((await call(parent, 'POST', seen.own, { purposes: ['dance'] })).status).to.equal(400)
    expect((await call(parent, 'DELETE', `${seen.own}/hold-badges`)).status).to.equal(200)
    expect((await call(parent, 'DELETE', `${seen.own}/dance`)).status).to.equal(404)
  })

  it('staff note consents and see that they are there, and who gave none of them', async () => {
    const noted = await call(staff, 'POST', `${seen.organization}/consents`, record())
    expect(noted.status).to.equal(200)
    const { answer } = await call(staff, 'GET', `${seen.learner}/consents`)
    expect(answer).to.have.property('standing', 'child')
    const text = JSON.stringify(answer)
    expect(text).to.contain('"paper-seen"')
    expect(text).not.to.contain('givenBy').and.not.to.contain(parentId)
    const none = { ...record(), learnerIds: [] }
    expect((await call(staff, 'POST', `${seen.organization}/consents`, none)).status).to.equal(400)
    const gone = await call(staff, 'DELETE', `${seen.learner}/consents/be-contacted`)
    expect(JSON.stringify(gone.answer)).not.to.contain('"given"')
  })

  it('staff ask a guardian by mail, stop asking, and end a guardianship', async () => {
    const path = `${seen.learner}/guardian-invitations`
    const asked = await call(staff, 'POST', path, { email: 'asked@api.example' })
    expect(asked.status).to.equal(201)
    expect(JSON.stringify(asked.answer)).not.to.contain('asked@')
    expect((await call(staff, 'POST', path, { email: 'no address' })).status).to.equal(400)
    const listed = await call(staff, 'GET', `${seen.learner}/guardians`)
    expect(listed.answer).to.have.nested.property('guardians[0].way', 'slip')
    expect(JSON.stringify(listed.answer)).not.to.contain('@')
    const { id } = asked.answer as { id: string }
    const withdrawal = `${seen.organization}/guardian-invitations/${id}`
    expect((await call(staff, 'DELETE', withdrawal)).status).to.equal(204)
    expect((await call(staff, 'DELETE', withdrawal)).status).to.equal(404)
    const end = `${seen.learner}/guardians/${parentId}/end`
    expect((await call(staff, 'POST', end, { reason: '', takeBack: false })).status).to.equal(400)
    expect(
      (await call(staff, 'POST', end, { reason: 'A court.', takeBack: true })).status,
    ).to.equal(204)
    expect((await call(parent, 'GET', seen.own)).status).to.equal(404)
  })

  it('a youth takes over with a code and decides', async () => {
    await stage.service.storage.open(learnerTable).change(learnerId, (found) => ({
      ...found,
      consentsFrom: '2020-01-01',
      adultFrom: '2099-01-01',
    }))
    const made = await call(staff, 'POST', `${seen.learner}/guardianship-codes/hand-over`)
    const { code } = made.answer as { code: string }
    const youth = await stage.key(await stage.person('youth@api.example'), [
      'family:read',
      'family:write',
    ])
    expect((await call(youth, 'POST', '/api/v1/hand-overs', { code })).status).to.equal(201)
    const path = `/api/v1/hand-overs/${learnerId}`
    expect((await call(youth, 'PUT', path, { keep: ['dance'] })).status).to.equal(400)
    expect((await call(youth, 'PUT', path, { keep: ['hold-badges'] })).status).to.equal(200)
    expect((await call(youth, 'POST', `${seen.own}/hand-over-codes`)).status).to.equal(201)
    const named = await call(youth, 'POST', `${seen.own}/guardian-invitations`, {
      email: 'named@api.example',
    })
    expect(named.status).to.equal(201)
    expect((await call(youth, 'DELETE', `/api/v1/family/${learnerId}`)).status).to.equal(404)
  })

  it('no address answers without a caller, or to somebody whom it does not concern', async () => {
    const routes: readonly (readonly [string, string, unknown?])[] = [
      ['GET', `${seen.organization}/guardianship-policy`],
      ['PUT', `${seen.organization}/guardianship-policy`, defaultPolicy],
      ['POST', `${seen.organization}/consents`, record()],
      ['GET', `${seen.learner}/consents`],
      ['DELETE', `${seen.learner}/consents/hold-badges`],
      ['GET', `${seen.learner}/guardians`],
      ['POST', `${seen.learner}/guardian-invitations`, { email: 'x@api.example' }],
      ['DELETE', `${seen.organization}/guardian-invitations/${learnerId}`],
      ['POST', `${seen.learner}/guardianship-codes/guardian`],
      ['POST', `${seen.learner}/guardians/${parentId}/end`, { reason: 'No.', takeBack: true }],
      ['DELETE', `/api/v1/family/${learnerId}`],
      ['GET', `/api/v1/family/${learnerId}/mails`],
      ['PUT', `/api/v1/family/${learnerId}/mails`, { wanted: true }],
      ['DELETE', `/api/v1/family/${learnerId}/mails/stop`],
      ['GET', seen.own],
      ['POST', seen.own, { purposes: ['hold-badges'] }],
      ['DELETE', `${seen.own}/hold-badges`],
      ['POST', `${seen.own}/guardian-invitations`, { email: 'x@api.example' }],
      ['POST', `${seen.own}/hand-over-codes`],
      ['PUT', `/api/v1/hand-overs/${learnerId}`, { keep: [] }],
    ]
    const alone = [
      ['GET', '/api/v1/family'],
      ['POST', '/api/v1/family', { code: 'x' }],
      ['POST', '/api/v1/hand-overs', { code: 'x' }],
    ] as const
    for (const [method, path, body] of [...routes, ...alone]) {
      expect((await call(undefined, method, path, body)).status, `${method} ${path}`).to.equal(401)
    }
    for (const [method, path, body] of routes) {
      expect((await call(stranger, method, path, body)).status, `${method} ${path}`).to.equal(404)
    }
    const little = await stage.key(await stage.person('little@api.example'), ['backpack:read'])
    for (const [method, path, body] of [...routes, ...alone]) {
      expect((await call(little, method, path, body)).status, `${method} ${path}`).to.equal(403)
    }
  })
})
