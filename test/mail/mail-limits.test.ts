import { expect } from 'chai'
import { awardLimits, createMailLimits } from '../../src/mail/mail-limits.ts'
import { expectRefusal } from '../app/stage.ts'

describe('the limits of mails that staff cause', () => {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const now = () => new Date(time)
  const pass = (seconds: number) => void (time += seconds * 1000)
  const done = async () => undefined

  it('slide: there is room again when the oldest is as old as the limit says', async () => {
    const limits = createMailLimits([{ per: 'address', most: 2, seconds: 100 }], now)
    const mail = () => limits.counted('museum', 'zoe@mail.example', done)
    await mail()
    pass(60)
    await mail()
    pass(39)
    await expectRefusal(mail(), 'too-many-requests')
    pass(1)
    await mail()
    await expectRefusal(mail(), 'too-many-requests')
  })

  it('hold for an address whichever organization mails it, however it is written', async () => {
    const limits = createMailLimits([{ per: 'address', most: 1, seconds: 100 }], now)
    await limits.counted('museum', 'zoe@mail.example', done)
    await expectRefusal(limits.counted('library', ' Zoe@Mail.example', done), 'too-many-requests')
    await limits.counted('library', 'ana@mail.example', done)
  })

  it('count what began at the same time, and nothing that failed', async () => {
    const limits = createMailLimits([{ per: 'organization', most: 3, seconds: 100 }], now)
    const fails = async () => Promise.reject(new Error('no mail server'))
    await limits.counted('museum', 'zoe@mail.example', fails).catch(() => undefined)
    const all = Array.from({ length: 5 }, (_, number) =>
      limits.counted('museum', `${number}@mail.example`, done),
    )
    const answers = await Promise.allSettled(all)
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(3)
  })

  it('leave a class, and a school in an hour, in peace', async () => {
    const limits = createMailLimits(awardLimits, now)
    for (let learner = 0; learner < 1500; learner += 1) {
      await limits.counted('school', `${learner}@mail.example`, done)
    }
    for (let badge = 0; badge < 30; badge += 1) {
      await limits.counted('school', 'zoe@mail.example', done)
    }
  })
})
