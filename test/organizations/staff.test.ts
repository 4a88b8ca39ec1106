import { expect } from 'chai'
import { roles } from '../../schemas/requests/organizations.ts'
import type { Caller } from '../../src/caller.ts'
import type { Right } from '../../src/organizations/rights.ts'
import {
  day,
  expectRefusal,
  minute,
  lastPart,
  refusal,
  setStage,
  type Stage,
} from '../app/stage.ts'

/** Who may do what: o owner, e editor, a awarder, v viewer. */
const table: Readonly<Record<Right, string>> = {
  'organization.read': 'oeav',
  'organization.change': 'o',
  'staff.read': 'oeav',
  'staff.change': 'o',
  'audit.read': 'o',
  'learner.read': 'oea',
  'learner.change': 'oea',
  'learner.remove': 'o',
  'achievement.read': 'oeav',
  'achievement.change': 'oe',
  'award.read': 'oeav',
  'award.make': 'oea',
  'award.revoke': 'oe',
  'endorsement.read': 'oeav',
  'endorsement.make': 'oea',
  'endorsement.revoke': 'oe',
  'endorsement.answer': 'oe',
}
const rights = Object.keys(table).filter((right): right is Right => right in table)

describe('the rights of staff', () => {
  let stage: Stage
  const staff = new Map<string, Caller>()
  before(async () => {
    stage = await setStage()
    for (const role of roles) staff.set(role, await stage.staff(role, `${role}@staff.example`))
  })
  after(() => stage.stop())

  for (const right of rights) {
    it(`${right} is for ${table[right]} and nobody else`, async () => {
      const { requireRight } = stage.service.services.organizations
      for (const [role, caller] of staff) {
        const expected = table[right].includes(role[0] ?? '?') ? 'nothing' : 'not-allowed'
        expect(await refusal(requireRight(caller, stage.museum, right)), role).to.equal(expected)
        const keyless = { ...caller, scopes: new Set<never>() }
        expect(await refusal(requireRight(keyless, stage.museum, right))).to.equal('not-allowed')
      }
      const stranger = await stage.person('stranger@staff.example')
      await expectRefusal(requireRight(stranger, stage.museum, right), 'not-found')
    })
  }

  it('an owner of one organization is a stranger in another, and its ids are worth nothing there', async () => {
    const { organizations, issuing, achievements, learners } = stage.service.services
    const other = await stage.organization('Other')
    const owner = staff.get('owner')
    if (owner === undefined) throw new Error('there is an owner')
    await expectRefusal(organizations.staff.list(owner, other), 'not-found')
    const award = await stage.award({ name: 'Somebody' })
    const { operator, achievementId } = stage
    await expectRefusal(issuing.read(operator, other, award.id), 'not-found')
    await expectRefusal(issuing.claimCode(operator, other, award.id), 'not-found')
    await expectRefusal(issuing.mailAgain(operator, other, award.id), 'not-found')
    await expectRefusal(issuing.state.revoke(operator, other, award.id, 'x'), 'not-found')
    await expectRefusal(achievements.read(operator, other, achievementId), 'not-found')
    await expectRefusal(achievements.publish(operator, other, achievementId), 'not-found')
    await expectRefusal(achievements.archive(operator, other, achievementId), 'not-found')
    const person = { name: 'Taken', ageBand: 'adult' } as const
    await expectRefusal(learners.change(operator, other, award.learnerId, person), 'not-found')
    const statement = { evidence: [], hashedIdentity: false }
    const learner = { learnerId: award.learnerId }
    await expectRefusal(
      issuing.award(operator, other, { achievementId, learner, statement }),
      'not-found',
    )
    const own = await stage.publish(other)
    await expectRefusal(
      issuing.award(operator, other, { achievementId: own, learner, statement }),
      'not-found',
    )
  })

  it('only the operator makes organizations, and nothing is kept for anybody else', async () => {
    const owner = staff.get('owner')
    if (owner === undefined) throw new Error('there is an owner')
    const { organizations } = stage.service.services
    const facts = { name: 'Mine', sector: 'museum', email: 'me@staff.example' } as const
    await expectRefusal(organizations.create(owner, facts), 'not-allowed')
    expect(() => organizations.requireMayCreate(owner)).to.throw('not-allowed')
  })
})

describe('the names of staff', () => {
  it('are told to keys that may read them, and to no key that may only read what the organization is', async () => {
    const stage = await setStage()
    const ask = async (scope: 'organizations:read' | 'staff:read' | 'staff:write') => {
      const key = await stage.key(stage.operator, [scope], stage.museum)
      return fetch(`${stage.service.base}/api/v1/organizations/${stage.museum}/staff`, {
        headers: { authorization: `Bearer ${key}` },
      })
    }
    expect((await ask('organizations:read')).status).to.equal(403)
    expect((await ask('staff:write')).status).to.equal(403)
    const told = await ask('staff:read')
    expect(told.status).to.equal(200)
    expect(await told.text()).to.contain('operator@service.example')
    await stage.stop()
  })
})

describe('staff', () => {
  let stage: Stage
  beforeEach(async () => void (stage = await setStage()))
  afterEach(() => stage.stop())

  const staffOf = () => stage.service.services.organizations.staff
  const invitationsOf = () => stage.service.services.organizations.invitations
  const invite = async (email: string, role: 'owner' | 'viewer', by = stage.operator) => {
    await invitationsOf().invite(by, stage.museum, { email, role, language: 'en' })
    return lastPart(await stage.service.linkMailedTo(email, '/invitations/'))
  }
  const somebody = { name: 'Somebody', language: 'en' }

  it('the last owner cannot leave or step down', async () => {
    const { accountId } = stage.operator
    await expectRefusal(staffOf().remove(stage.operator, stage.museum, accountId), 'last-owner')
    await expectRefusal(
      staffOf().changeRole(stage.operator, stage.museum, accountId, 'viewer'),
      'last-owner',
    )
  })

  it('two owners who remove or demote each other in the same moment leave an owner', async () => {
    const second = await stage.staff('owner', 'second@staff.example')
    for (const act of ['remove', 'changeRole'] as const) {
      await Promise.allSettled([
        staffOf()[act](stage.operator, stage.museum, second.accountId, 'viewer'),
        staffOf()[act](second, stage.museum, stage.operator.accountId, 'viewer'),
      ])
      const { roleOf } = stage.service.services.organizations
      const left = [
        await roleOf(stage.museum, stage.operator.accountId),
        await roleOf(stage.museum, second.accountId),
      ]
      expect(left, act).to.include('owner')
      if (!left.every((role) => role === 'owner')) return
    }
  })

  it('an invitation lets one in, once', async () => {
    const token = await invite('new@staff.example', 'viewer')
    const answers = await Promise.allSettled([
      invitationsOf().join(token, somebody),
      invitationsOf().join(token, somebody),
    ])
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    await expectRefusal(invitationsOf().join(token, somebody), 'link-used-or-expired')
  })

  it('an invitation is over after fourteen days', async () => {
    const token = await invite('late@staff.example', 'viewer')
    stage.service.pass(14 * day + 1000)
    await expectRefusal(invitationsOf().read(token), 'link-used-or-expired')
    await expectRefusal(invitationsOf().join(token, somebody), 'link-used-or-expired')
  })

  it('a new invitation to an address ends the one before', async () => {
    const first = await invite('again@staff.example', 'owner')
    stage.service.pass(10 * minute)
    const second = await invite('again@staff.example', 'viewer')
    await expectRefusal(invitationsOf().join(first, somebody), 'link-used-or-expired')
    await invitationsOf().join(second, somebody)
    const { accountId } = await stage.person('again@staff.example')
    const { roleOf } = stage.service.services.organizations
    expect(await roleOf(stage.museum, accountId)).to.equal('viewer')
  })

  it('whoever was removed does not come back by an invitation they sent or were sent', async () => {
    const second = await stage.staff('owner', 'second@staff.example')
    stage.service.pass(10 * minute)
    const sent = await invite('accomplice@staff.example', 'owner', second)
    const own = await invite('second@staff.example', 'viewer')
    await staffOf().remove(stage.operator, stage.museum, second.accountId)
    await expectRefusal(invitationsOf().join(sent, somebody), 'link-used-or-expired')
    await expectRefusal(invitationsOf().join(own, somebody), 'link-used-or-expired')
  })

  it('an invitation changes no role that somebody has, and the log says nothing of it', async () => {
    const token = await invite('operator@service.example', 'viewer')
    await invitationsOf().join(token, somebody)
    const { organizations, audit } = stage.service.services
    expect(await organizations.roleOf(stage.museum, stage.operator.accountId)).to.equal('owner')
    const { rows } = await audit.list(stage.museum)
    expect(rows.map(({ act }) => act)).not.to.contain('staff.joined')
  })
})
