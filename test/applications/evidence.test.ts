import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { expectRefusal, refusal } from '../app/stage.ts'
import { setApplying, type Applying } from './applying.ts'

describe('a file that was handed in', () => {
  let here: Applying
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())

  const read = (caller: Caller | undefined, fileId: string) =>
    refusal(here.applications.readEvidence(caller, fileId))

  it('is for whoever applied and staff who decide, and for nobody else', async () => {
    const { stage, zoe } = here
    const [awarder, viewer, stranger] = [
      await stage.staff('awarder', 'awarder@museum.example'),
      await stage.staff('viewer', 'viewer@museum.example'),
      await stage.person('stranger@youth.example'),
    ]
    const library = await stage.organization('Library of Lakes')
    const { id, fileIds } = await here.sent()
    const [file = ''] = fileIds
    const seers = [zoe, awarder, stage.operator]
    for (const who of seers) expect(await read(who, file)).to.equal('nothing')
    for (const who of [viewer, stranger, undefined])
      expect(await read(who, file)).to.equal('not-found')
    const key = {
      ...stage.operator,
      organizationId: library,
      scopes: new Set(['awards:write'] as const),
    }
    expect(await read(key, file)).to.equal('not-found')
    await here.applications.own.withdraw(zoe, id)
    expect(await read(awarder, file)).to.equal('not-found')
    expect(await read(zoe, file)).to.equal('nothing')
  })

  it('is for staff only once it was sent', async () => {
    const { stage, applications } = here
    const who = await stage.person('draft@youth.example')
    const { id } = await here.begin(who)
    const { id: file } = await applications.own.handIn(who, id, {
      name: 'a.pdf',
      bytes: Buffer.from('%PDF-1.4\n%%EOF'),
    })
    expect(await read(stage.operator, file)).to.equal('not-found')
  })

  it('is for whoever has its address once it is evidence of a badge that holds, where evidence may be shown', async () => {
    const { stage } = here
    const { learners, issuing } = stage.service.services
    const who = await stage.person('shown@youth.example')
    await stage.held(who, 'adult', 'Ada Shown')
    const { id, fileIds } = await here.sent(who)
    const [file = ''] = fileIds
    expect(await read(undefined, file)).to.equal('not-found')
    const { learnerId = '', approval } = await here.approve(id)
    expect(await read(undefined, file)).to.equal('nothing')
    const answer = await fetch(`${stage.service.base}/evidence/${file}`)
    expect(answer.headers.get('content-type')).to.equal('image/jpeg')
    expect(answer.headers.get('content-security-policy')).to.contain('sandbox')

    const { portfolio } = stage.service.services
    await portfolio.pause(who, true)
    expect(await read(undefined, file)).to.equal('not-found')
    await portfolio.pause(who, false)
    expect(await read(undefined, file)).to.equal('nothing')
    await learners.amend(learnerId, (found) => ({ ...found, ageBand: 'minor' }))
    expect(await read(undefined, file)).to.equal('not-found')
    await stage.allow(learnerId, 'hold-badges', 'show-publicly', 'show-evidence')
    expect(await read(undefined, file)).to.equal('nothing')
    const { awardId = '' } = approval ?? {}
    await issuing.state.revoke(stage.operator, stage.museum, awardId, 'A mistake.')
    expect(await read(undefined, file)).to.equal('not-found')
  })

  it('is for nobody else where staff left it out of the badge', async () => {
    const { stage, applications } = here
    const who = await stage.person('leftout@youth.example')
    await stage.held(who, 'adult', 'Ben Left')
    const { id, fileIds } = await here.sent(who)
    const decision = { decision: 'approve', evidence: [] as string[] } as const
    await applications.desk.decide(stage.operator, stage.museum, id, decision)
    expect(await read(undefined, fileIds[0] ?? '')).to.equal('not-found')
    expect(await read(who, fileIds[0] ?? '')).to.equal('nothing')
  })

  it('is not to be found by an address that never was', async () => {
    await expectRefusal(here.applications.readEvidence(here.zoe, 'x'.repeat(22)), 'not-found')
  })
})
