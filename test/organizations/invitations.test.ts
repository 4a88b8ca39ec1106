import { expect } from 'chai'
import { WaymarkError } from '../../src/errors.ts'
import { signIn } from '../journeys/people.ts'
import { day, expectRefusal, hour, lastPart, minute, setStage, type Stage } from '../app/stage.ts'

describe('an invitation', () => {
  let stage: Stage
  beforeEach(async () => void (stage = await setStage()))
  afterEach(() => stage.stop())

  const invitations = () => stage.service.services.organizations.invitations
  const invite = (email: string) =>
    invitations().invite(stage.operator, stage.museum, { email, role: 'owner', language: 'en' })
  const somebody = { name: 'Somebody', language: 'en' }

  it('to a mistyped address is withdrawn: its link is worth nothing, and the log says so in ids', async () => {
    const { id } = await invite('typo@staff.example')
    const token = lastPart(await stage.service.linkMailedTo('typo@staff.example', '/invitations/'))
    await invitations().withdraw(stage.operator, stage.museum, id)
    await expectRefusal(invitations().read(token), 'link-used-or-expired')
    await expectRefusal(invitations().join(token, somebody), 'link-used-or-expired')
    expect(await invitations().list(stage.operator, stage.museum)).to.deep.equal([])
    const [entry] = (await stage.service.services.audit.list(stage.museum)).rows.filter(
      ({ act }) => act === 'staff.invitation-withdrawn',
    )
    expect(entry).to.include({ object: id, actor: stage.operator.accountId })
  })

  it('is withdrawn by owners only, only in their own organization, and only once', async () => {
    const { id } = await invite('new@staff.example')
    const editor = await stage.staff('editor', 'editor@staff.example')
    const other = await stage.organization('Other')
    await expectRefusal(invitations().withdraw(editor, stage.museum, id), 'not-allowed')
    await expectRefusal(invitations().list(editor, stage.museum), 'not-allowed')
    await expectRefusal(invitations().withdraw(stage.operator, other, id), 'not-found')
    await invitations().withdraw(stage.operator, stage.museum, id)
    await expectRefusal(invitations().withdraw(stage.operator, stage.museum, id), 'not-found')
  })

  it('is withdrawn by a button on the page of the staff', async () => {
    const { id } = await invite('typo@staff.example')
    const owner = await signIn(stage.service, 'operator@service.example')
    const page = `/console/${stage.museum}/staff`
    expect((await owner.open(page)).html).to.contain('typo@staff.example')
    const after = await owner.press(page, `/console/${stage.museum}/invitations/${id}/withdrawal`)
    expect(after.path).to.equal(page)
    expect(after.html).not.to.contain('typo@staff.example')
  })

  it('is listed and withdrawn over the API, without its token', async () => {
    const api = stage.service.api(await stage.key(stage.operator, ['staff:write']))
    const path = `/api/v1/organizations/${stage.museum}/invitations`
    const made = await api.call('POST', path, { email: 'typo@staff.example', role: 'viewer' })
    expect(made).to.have.keys('id', 'email', 'role', 'createdAt', 'expiresAt')
    expect(await api.call('GET', path)).to.deep.equal({ invitations: [made] })
    await api.call('DELETE', `${path}/${String(made['id'])}`)
    expect(await api.call('GET', path)).to.deep.equal({ invitations: [] })
  })

  it('is mailed to one address once in ten minutes and five times a day, and the earlier one stays', async () => {
    await invite('often@staff.example')
    const refused = await invite('Often@staff.example ').catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(WaymarkError)
    expect(refused).to.include({ code: 'too-many-requests', retryAfter: 600 })
    expect(await invitations().list(stage.operator, stage.museum)).to.have.length(1)
    for (let more = 0; more < 4; more += 1) {
      stage.service.pass(10 * minute)
      await invite('often@staff.example')
    }
    stage.service.pass(hour)
    await expectRefusal(invite('often@staff.example'), 'too-many-requests')
    expect(await stage.mails()).to.have.length(5)
    stage.service.pass(day)
    await invite('often@staff.example')
  })

  it('to a whole staff goes out at once, but not without end', async () => {
    for (let person = 0; person < 150; person += 1) await invite(`${person}@staff.example`)
    await expectRefusal(invite('one-more@staff.example'), 'conflict')
    stage.service.pass(15 * day)
    await invite('later@staff.example')
  })

  it('that is refused says on the page when to come again, and keeps what was typed', async () => {
    await invite('often@staff.example')
    const owner = await signIn(stage.service, 'operator@service.example')
    const fields = { email: 'often@staff.example', role: 'viewer' }
    const shown = await owner.submit(`/console/${stage.museum}/staff`, fields)
    expect(shown.status).to.equal(429)
    expect(shown.html)
      .to.match(/try again in (9|10) minutes/)
      .and.contain('often@staff.example')
  })
})
