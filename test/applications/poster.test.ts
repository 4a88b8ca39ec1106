import { expect } from 'chai'
import { readQr } from '../../src/images/read-qr.ts'
import { expectRefusal } from '../app/stage.ts'
import { heardIn, picturesOf } from '../support/pdf-pictures.ts'
import { setApplying, type Applying } from './applying.ts'

describe('the poster of a badge that one can apply for', () => {
  let here: Applying
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())
  const choice = { paper: 'letter', language: 'en' } as const

  it('leads to the page to apply: by its QR code, and by the code that is typed', async function () {
    this.timeout(60_000)
    const { stage, applications, rubricBadge } = here
    await applications.openings.set(stage.operator, stage.museum, rubricBadge, {
      state: 'open',
      who: 'anybody',
      words: 'Your **notes**, please:\n\n- one [page](https://example.org)\n- two `pictures`',
    })
    const pdf = await applications.poster(stage.operator, stage.museum, rubricBadge, choice)
    const [picture] = await picturesOf(pdf)
    const leadsTo = await readQr(picture!)
    expect(leadsTo).to.equal(`${stage.service.base}/apply/${rubricBadge}`)
    const visitor = stage.service.visitor()
    expect((await visitor.open(new URL(leadsTo ?? '').pathname)).html).to.contain('River Keeper')

    const [words = ''] = (await heardIn(pdf)).pages
    expect(words)
      .to.contain('Your notes, please:')
      .and.contain('• one page')
      .and.contain('• two pictures')
      .and.contain('1. Starting out')
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(words)?.[0] ?? ''
    const typed = await visitor.submit('/apply', { code: code.toLowerCase().replaceAll('-', ' ') })
    expect(typed.path).to.equal(`/apply/${rubricBadge}`)
    const wrong = await visitor.submit('/apply', { code: 'X4B2-9FGH-JKMN-P' })
    expect(wrong.status).to.equal(404)
    expect(wrong.html)
      .to.contain('X4B2-9FGH-JKMN-P')
      .and.contain('Check each letter on the poster')
      .and.not.contain('works only once')
  })

  it('is for staff who award, and for what is open: nothing is hung up that leads nowhere', async () => {
    const { stage, applications, achievementId } = { ...here, ...here.stage }
    const print = (who = stage.operator, organizationId = stage.museum) =>
      applications.poster(who, organizationId, achievementId, choice)
    const viewer = await stage.staff('viewer', 'viewer@museum.example')
    await expectRefusal(print(viewer), 'not-allowed')
    await expectRefusal(print(await stage.person('who@youth.example')), 'not-found')
    await expectRefusal(print(stage.operator, await stage.organization('Library')), 'not-found')
    await applications.openings.set(stage.operator, stage.museum, achievementId, {
      state: 'closed',
      who: 'anybody',
    })
    await expectRefusal(print(), 'applications-closed')
  })
})
