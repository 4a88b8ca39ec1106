import { expect } from 'chai'
import { answeredRequestTable } from '../../src/accounts/tables.ts'
import { day, minute, setStage, type Stage } from './stage.ts'
import { onEveryEngine } from '../support/service.ts'
import { at } from '../web/at.ts'

onEveryEngine('a request of the API with an Idempotency-Key', (engine) => {
  let stage: Stage
  let secret: string
  before(async () => {
    stage = await setStage(engine)
    secret = await stage.key(stage.operator, ['awards:write', 'awards:read', 'learners:write'])
  })
  after(() => stage.stop())

  const send = async (
    path: string,
    body: unknown,
    key: string,
    { method = 'POST', apiKey = secret } = {},
  ) => {
    const answer = await fetch(
      `${stage.service.base}/api/v1/organizations/${stage.museum}${path}`,
      {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
      },
    )
    const { headers, status } = answer
    const parsed: unknown = await answer.json()
    return { status, body: parsed, replayed: headers.get('idempotency-replayed') === 'true' }
  }
  const award = (name: string) => ({ achievementId: stage.achievementId, learner: { name } })
  const awardsTo = async (name: string) => {
    const { learners, issuing } = stage.service.services
    const { rows } = await learners.list(stage.operator, stage.museum, { search: name })
    return (await Promise.all(rows.map(({ id }) => issuing.ofLearner(id)))).flat()
  }
  /** As the process would have left it, had it ended before the answer was kept. */
  const breakOff = async () => {
    const requests = stage.service.storage.open(answeredRequestTable)
    for await (const { table, row } of stage.service.storage.dump()) {
      if (table !== 'answeredRequests') continue
      await requests.change(String(row['id']), ({ answer: _answer, ...rest }) => ({
        ...rest,
        state: 'started',
      }))
    }
    stage.service.pass(3 * minute)
  }

  it('is done once: the same status and body again, and it says so', async () => {
    const first = await send('/awards', award('Onceonly'), '"award-1"')
    const second = await send('/awards', award('Onceonly'), '"award-1"')
    expect([first.status, first.replayed]).to.deep.equal([201, false])
    expect([second.status, second.replayed]).to.deep.equal([201, true])
    expect(second.body).to.deep.equal(first.body)
    expect(at(first.body, 'claimCode')).to.be.a('string')
    expect(await awardsTo('Onceonly')).to.have.length(1)
  })

  it('is done once, even twice in the same moment', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => send('/awards', award('Samemoment'), 'moment')),
    )
    const codes = answers.map(({ status, body }) => (status === 201 ? 201 : at(body, 'code')))
    expect(codes).to.include(201)
    for (const code of codes) expect(code).to.be.oneOf([201, 'request-running'])
    expect(await awardsTo('Samemoment')).to.have.length(1)
  })

  it('is refused for anything else: 422 for another body, 400 for a key that is none', async () => {
    await send('/learners', { name: 'Oneperson' }, 'other')
    const other = await send('/learners', { name: 'Another' }, 'other')
    expect([other.status, at(other.body, 'code')]).to.deep.equal([422, 'idempotency-key-reused'])
    const wrong = await send('/learners', { name: 'Another' }, '"unfinished')
    expect([wrong.status, at(wrong.body, 'code')]).to.deep.equal([400, 'idempotency-key-malformed'])
  })

  it('asks first who is calling: without the scope a kept answer is not for them', async () => {
    await send('/learners', { name: 'Forscope' }, 'scope')
    const narrow = await stage.key(stage.operator, ['awards:read'])
    const refused = await send('/learners', { name: 'Forscope' }, 'scope', { apiKey: narrow })
    expect(refused.status).to.equal(403)
    const nobody = await send('/learners', { name: 'Forscope' }, 'scope', { apiKey: 'wmk_no' })
    expect(nobody.status).to.equal(401)
  })

  it('has its refusal repeated, as a problem with the number of this request', async () => {
    const nowhere = { ...award('Nobody'), achievementId: 'A'.repeat(22) }
    const first = await send('/awards', nowhere, 'refusal')
    const second = await send('/awards', nowhere, 'refusal')
    expect(first.status).to.equal(404)
    expect([second.status, second.replayed]).to.deep.equal([404, true])
    expect(at(second.body, 'code')).to.equal(at(first.body, 'code'))
    expect(at(second.body, 'requestId')).not.to.equal(at(first.body, 'requestId'))
  })

  it('gives the same award when the process ended before it could answer', async () => {
    const first = await send('/awards', award('Brokenoff'), 'crash')
    await breakOff()
    const second = await send('/awards', award('Brokenoff'), 'crash')
    expect([second.status, second.replayed]).to.deep.equal([201, false])
    expect(at(second.body, 'id')).to.equal(at(first.body, 'id'))
    expect(await awardsTo('Brokenoff')).to.have.length(1)
  })

  it('carries an award on that was stored and not signed', async () => {
    const first = await send('/awards', award('Halfway'), 'half')
    await stage.meddle(String(at(first.body, 'id')), ({ credential, digest: _d, ...rest }) => {
      expect(credential).to.be.a('string')
      return { ...rest, state: 'pending', delivery: 'none' }
    })
    await breakOff()
    const second = await send('/awards', award('Halfway'), 'half')
    expect([at(second.body, 'id'), at(second.body, 'state')]).to.deep.equal([
      at(first.body, 'id'),
      'issued',
    ])
  })

  it('says that its fate is unknown where it broke off and cannot be carried on', async () => {
    await send('/learners', { name: 'Lostone' }, 'lost')
    await breakOff()
    const second = await send('/learners', { name: 'Lostone' }, 'lost')
    expect([second.status, at(second.body, 'code')]).to.deep.equal([409, 'fate-unknown'])
  })

  it('is forgotten after a day', async () => {
    await send('/learners', { name: 'Yesterday' }, 'daily')
    stage.service.pass(day + minute)
    await stage.service.storage.sweep(stage.service.services.world.now())
    for await (const { table } of stage.service.storage.dump()) {
      expect(table).not.to.equal('answeredRequests')
    }
  })

  it('is in no line of the log', () => {
    for (const word of ['Onceonly', 'award-1', 'moment']) {
      expect(stage.service.logLines.join('\n')).not.to.contain(word)
    }
  })
})
