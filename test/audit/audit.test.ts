import { expect } from 'chai'
import { setStage, type Stage } from '../app/stage.ts'

describe('the audit log', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const all = async (owner: string) => {
    const entries = []
    let after: string | undefined
    do {
      const page = await stage.service.services.audit.list(owner, after)
      entries.push(...page.rows)
      after = page.next
    } while (after !== undefined)
    return entries
  }

  it('can only be added to and read', () => {
    expect(Object.keys(stage.service.services.audit).toSorted()).to.deep.equal(['list', 'record'])
  })

  it('says who did what to what in each act that matters, in ids only', async () => {
    const { issuing, learners, organizations, portfolio } = stage.service.services
    const { operator, museum } = stage
    const editor = await stage.staff('editor', 'edda.secret@audit.example')
    await organizations.staff.changeRole(operator, museum, editor.accountId, 'awarder')
    await organizations.staff.remove(operator, museum, editor.accountId)
    const award = await stage.award(
      { name: 'Zoë Secret', email: 'zoe.secret@audit.example' },
      { narrative: 'Secret words.' },
    )
    await stage.service.services.worker.runDue()
    await learners.change(operator, museum, award.learnerId, {
      name: 'Zoë Secret',
      ageBand: 'adult',
    })
    await issuing.state.suspend(operator, museum, award.id, 'Secret reason.')
    await issuing.state.reinstate(operator, museum, award.id)
    const holder = await stage.person('holder.secret@audit.example')
    const held = await stage.held(holder, 'adult', 'Holder Secret')
    const endsAt = new Date(Date.now() + 864e5).toISOString().replace(/\.\d+/, '')
    const { id: token } = await portfolio.share(holder, held.id, { endsAt, nameForm: 'full' })
    await portfolio.close(holder, token)
    await issuing.state.revoke(operator, museum, award.id, 'Secret reason.')
    await organizations.signingKeys.retire(operator.accountId, museum, 'ed25519-1')

    const entries = await all(museum)
    const acts = new Set(entries.map(({ act }) => act))
    expect([...acts].toSorted()).to.deep.equal([
      'achievement.created',
      'achievement.published',
      'award.claimed',
      'award.issued',
      'award.made',
      'award.mail-sent',
      'award.reinstated',
      'award.revoked',
      'award.suspended',
      'key.created',
      'key.retired',
      'learner.added',
      'learner.changed',
      'organization.created',
      'share.closed',
      'share.opened',
      'staff.invited',
      'staff.joined',
      'staff.removed',
      'staff.role-changed',
    ])
    const text = JSON.stringify(entries)
    for (const secret of ['ecret', '@', 'Zoë', token, 'Museum']) expect(text).not.to.contain(secret)
  })

  it('is read newest first, page by page, and another organization’s is apart', async () => {
    const { audit } = stage.service.services
    const other = await stage.organization('Other')
    for (let number = 0; number < 120; number += 1) {
      await audit.record({ owner: other, actor: 'a', act: 'award.made', object: String(number) })
    }
    const entries = await all(other)
    expect(entries).to.have.length(121)
    expect(new Set(entries.map(({ object }) => object)).size).to.equal(121)
    const numbers = entries.slice(0, 120).map(({ object }) => Number(object))
    expect(numbers, 'though all were written in one second').to.deep.equal(
      numbers.toSorted((one, another) => another - one),
    )
    expect((await all(stage.museum)).every(({ owner }) => owner === stage.museum)).to.equal(true)
  })

  it('says of somebody who was known already that nothing was added', async () => {
    const { museum } = stage
    const zoe = { name: 'Known', email: 'known@audit.example' }
    await stage.award(zoe)
    const count = async () =>
      (await all(museum)).filter(({ act }) => act === 'learner.added').length
    const before = await count()
    await stage.award(zoe)
    expect(await count()).to.equal(before)
  })
})
