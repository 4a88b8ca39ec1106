import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { nameForms } from '../../src/portfolio/tables.ts'
import { nameOn } from '../../src/portfolio/name-form.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, setStage, type Stage } from '../app/stage.ts'

describe('shares', () => {
  let stage: Stage
  let owner: Caller
  before(async () => {
    stage = await setStage()
    owner = await stage.person('owner@shares.example')
  })
  after(() => stage.stop())

  const portfolio = () => stage.service.services.portfolio
  const inDays = (days: number) =>
    timestamp(new Date(stage.service.services.world.now().getTime() + days * day))
  const share = (awardId: string, caller = owner, days = 10) =>
    portfolio().share(caller, awardId, { endsAt: inDays(days), nameForm: 'full' })
  const everyForm = async (token: string) => {
    const address = `${stage.service.base}/s/${token}`
    const endings = ['', '.json', '.jwt', '.png', '.svg'].map((ending) => fetch(address + ending))
    const accepts = ['text/html', 'application/vc', 'text/plain', 'image/png', 'image/svg+xml'].map(
      (accept) => fetch(address, { headers: { accept } }),
    )
    const answers = await Promise.all([...endings, ...accepts])
    return [...new Set(answers.map(({ status }) => status))]
  }

  it('a share shows every form until it ends, and none afterwards', async () => {
    const { id } = await stage.held(owner)
    const { id: token } = await share(id)
    expect(await everyForm(token)).to.deep.equal([200])
    stage.service.pass(11 * day)
    expect(await everyForm(token)).to.deep.equal([410])
  })

  it('a closed share shows nothing any more, and stays closed', async () => {
    const { id } = await stage.held(owner)
    const { id: token } = await share(id)
    await portfolio().close(owner, token)
    const { closedAt } = await portfolio().close(owner, token)
    expect(closedAt).not.to.equal(undefined)
    expect(await everyForm(token)).to.deep.equal([410])
  })

  it('an end in the past or more than a year ahead is refused', async () => {
    const { id } = await stage.held(owner)
    for (const days of [-1, 0, 367]) await expectRefusal(share(id, owner, days), 'invalid-request')
  })

  it('nobody else reads, shares, lists or closes what somebody holds: not even staff', async () => {
    const { id } = await stage.held(owner)
    const { id: token } = await share(id)
    const other = await stage.person('other@shares.example')
    for (const caller of [other, stage.operator]) {
      await expectRefusal(portfolio().read(caller, id), 'not-found')
      await expectRefusal(share(id, caller), 'not-found')
      await expectRefusal(portfolio().sharesOf(caller, id), 'not-found')
      await expectRefusal(portfolio().close(caller, token), 'not-found')
    }
    const key = await stage.key(other, ['backpack:read'])
    const headers = { authorization: `Bearer ${key}` }
    for (const ending of ['json', 'jwt', 'png', 'svg']) {
      const answer = await fetch(`${stage.service.base}/backpack/${id}/credential.${ending}`, {
        headers,
      })
      expect(answer.status, ending).to.equal(404)
    }
    expect(await everyForm(token)).to.deep.equal([200])
  })

  it('a minor, or somebody whose age nobody knows, cannot share', async () => {
    for (const ageBand of ['minor', 'unknown'] as const) {
      const caller = await stage.person(`${ageBand}@shares.example`)
      const { id } = await stage.held(caller, ageBand)
      await expectRefusal(share(id, caller), 'not-shareable-yet')
    }
  })

  it('a share of somebody who turns out to be a minor shows nothing from then on, and does not say why', async () => {
    const caller = await stage.person('turns-out@shares.example')
    const { id, learnerId } = await stage.held(caller, 'adult')
    const { id: token } = await share(id, caller)
    expect(await everyForm(token)).to.deep.equal([200])
    const { learners } = stage.service.services
    const found = { name: 'Child', ageBand: 'minor' } as const
    await learners.change(stage.operator, stage.museum, learnerId, found)
    expect(await everyForm(token)).to.deep.equal([410])
    const api = stage.service.api()
    const address = `${stage.service.base}/s/${token}`
    const answer = await api.call('POST', '/api/v1/verifications', { address }).then(
      (report) => JSON.stringify(report),
      (error: unknown) => String(error),
    )
    expect(answer).not.to.contain('River Watcher').and.not.to.contain('not-shareable-yet')
  })

  it('what one child is to their school does not make a brother or sister of the same account an adult', async () => {
    const caller = await stage.person('family@shares.example')
    const unknown = await stage.held(caller, 'unknown')
    const adult = await stage.held(caller, 'adult')
    const minor = await stage.held(caller, 'minor')
    await expectRefusal(share(unknown.id, caller), 'not-shareable-yet')
    await expectRefusal(share(minor.id, caller), 'not-shareable-yet')
    expect(await everyForm((await share(adult.id, caller)).id)).to.deep.equal([200])
  })

  it('an award that says minor of somebody known makes them one; one that says adult changes nothing', async () => {
    const { learners } = stage.service.services
    const zoe = { name: 'Zoë', email: 'zoe@shares.example' }
    const { learnerId } = await stage.award({ ...zoe, ageBand: 'unknown' })
    const ageBand = async () => (await learners.byId(learnerId))?.ageBand
    await stage.award({ ...zoe, ageBand: 'adult' })
    expect(await ageBand()).to.equal('unknown')
    await stage.award({ ...zoe, ageBand: 'minor' })
    expect(await ageBand()).to.equal('minor')
    await stage.award({ ...zoe, ageBand: 'adult' })
    expect(await ageBand()).to.equal('minor')
  })

  it('no more than fifty shares of a badge are open, and one can still be closed to open another', async () => {
    const { id } = await stage.held(owner)
    const first = await share(id)
    for (let number = 1; number < 50; number += 1) await share(id)
    await expectRefusal(share(id), 'conflict')
    await portfolio().close(owner, first.id)
    await share(id)
    expect((await portfolio().sharesOf(owner, id)).at(-1)?.id).to.equal(first.id)
  })

  it('a shared picture or page may run nothing and is not for search engines', async () => {
    const { id } = await stage.held(owner)
    const { id: token } = await share(id)
    for (const ending of ['.svg', '.png', '.json']) {
      const { headers } = await fetch(`${stage.service.base}/s/${token}${ending}`)
      expect(headers.get('content-security-policy'))
        .to.contain("default-src 'none'")
        .and.contain('sandbox')
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      expect(headers.get('x-robots-tag')).to.contain('noindex')
      expect(headers.get('cache-control')).to.equal('no-store')
    }
    const page = await (
      await fetch(`${stage.service.base}/s/${token}`, { headers: { accept: 'text/html' } })
    ).text()
    expect(page).to.match(/<meta name="robots" content="noindex/)
  })
})

describe('a name on a share', () => {
  const forms = (name: string) =>
    nameForms.map((nameForm) => nameOn({ nameForm, nickname: 'Otter' }, name))

  it('has five forms', () => {
    expect(forms('Zoë  Núñez O’Brien')).to.deep.equal([
      'Zoë  Núñez O’Brien',
      'Zoë',
      'Z. N. O.',
      'Otter',
      '',
    ])
    expect(forms('Cher')).to.deep.equal(['Cher', 'Cher', 'C.', 'Otter', ''])
  })

  it('is right in other scripts and never half a character', () => {
    expect(forms('山田 花子')).to.deep.equal(['山田 花子', '山田', '山. 花.', 'Otter', ''])
    expect(forms('محمد علي')).to.deep.equal(['محمد علي', 'محمد', 'م. ع.', 'Otter', ''])
    expect(forms('𠮷野 家')).to.deep.equal(['𠮷野 家', '𠮷野', '𠮷. 家.', 'Otter', ''])
  })

  it('keeps a letter and its accent together', () => {
    expect(nameOn({ nameForm: 'initials' }, 'E\u0301mile Zola')).to.equal('E\u0301. Z.')
    expect(nameOn({ nameForm: 'initials' }, 'का वि')).to.equal('का. वि.')
  })
})
