import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import fc from 'fast-check'
import { createClaimCodes } from '../../src/issuing/claim-code.ts'
import { awardTable } from '../../src/issuing/tables.ts'
import { day, expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'

describe('claim codes', () => {
  const codes = createClaimCodes(randomBytes(32))
  const letters = '23456789ABCDEFGHJKMNPRSTVWXYZ'
  const awardId = fc.string({ minLength: 1, maxLength: 30 })
  const plainOf = (id: string) => codes.code(id).replaceAll('-', '')

  it('any code reads back from however it was typed', () => {
    const typing = fc.record({
      id: awardId,
      separator: fc.constantFrom('', ' ', '-', '  ', '–', '.', '\t'),
      every: fc.integer({ min: 1, max: 5 }),
      lower: fc.boolean(),
      wide: fc.boolean(),
    })
    fc.assert(
      fc.property(typing, ({ id, separator, every, lower, wide }) => {
        const code = codes.code(id)
        const grouped = plainOf(id).replaceAll(
          new RegExp(`(.{${String(every)}})`, 'g'),
          `$1${separator}`,
        )
        const cased = lower ? grouped.toLowerCase() : grouped
        // As a Japanese keyboard types it.
        const typed = wide
          ? cased.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
          : cased
        expect(codes.read(` ${typed} `)).to.equal(code)
      }),
    )
  })

  it('one wrong letter anywhere is noticed', () => {
    const slip = fc.record({
      id: awardId,
      place: fc.nat(12),
      letter: fc.constantFrom(...letters.split('')),
    })
    fc.assert(
      fc.property(slip, ({ id, place, letter }) => {
        const plain = plainOf(id)
        fc.pre(plain[place] !== letter)
        expect(codes.read(plain.slice(0, place) + letter + plain.slice(place + 1))).to.equal(
          undefined,
        )
      }),
      { numRuns: 500 },
    )
  })

  it('two neighbours swapped are noticed', () => {
    fc.assert(
      fc.property(awardId, fc.nat(11), (id, place) => {
        const plain = plainOf(id)
        const [one = '', other = ''] = [plain[place], plain[place + 1]]
        fc.pre(one !== other)
        const swapped = plain.slice(0, place) + other + one + plain.slice(place + 2)
        expect(codes.read(swapped)).to.equal(undefined)
      }),
      { numRuns: 500 },
    )
  })

  it('hold no letter that is mistaken for another, and differ by award and by secret', () => {
    const other = createClaimCodes(randomBytes(32))
    fc.assert(
      fc.property(awardId, (id) => {
        expect(codes.code(id)).to.match(
          /^[2-9A-HJKMNPR-TV-Z]{4}(-[2-9A-HJKMNPR-TV-Z]{4}){2}-[2-9A-HJKMNPR-TV-Z]$/,
        )
        expect(codes.code(id)).not.to.equal(other.code(id))
        expect(codes.code(id)).not.to.equal(codes.code(`${id}x`))
      }),
    )
  })

  it('too few, too many and other letters are no code', () => {
    for (const typed of [
      '',
      'ABCD',
      '0000-0000-0000-0',
      'ABCD-ABCD-ABCD-AB',
      '\u0000',
      '🐟'.repeat(13),
    ]) {
      expect(codes.read(typed), typed).to.equal(undefined)
    }
  })
})

describe('claims', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const codeOf = async (awardId: string) =>
    (await stage.service.services.issuing.claimCode(stage.operator, stage.museum, awardId)) ?? ''
  const claims = () => stage.service.services.issuing.claims

  it('a code is stored only as a keyed hash', async () => {
    const { id } = await stage.award({ name: 'Otter' })
    const code = await codeOf(id)
    const stored = JSON.stringify(await stage.service.storage.open(awardTable).get(id))
    expect(code).to.have.length(16)
    expect(stored).not.to.contain(code).and.not.to.contain(code.replaceAll('-', ''))
  })

  it('of two who type one code in the same moment one has the badge', async () => {
    const { id, learnerId } = await stage.award({ name: 'Otter' })
    const code = await codeOf(id)
    const people = await Promise.all(
      ['one', 'two', 'three'].map((name) => stage.person(`${name}@claims.example`)),
    )
    const answers = await Promise.allSettled(
      people.map(({ accountId }) => claims().claimCode(code, accountId)),
    )
    const winners = people.filter((_person, place) => answers[place]?.status === 'fulfilled')
    expect(winners).to.have.length(1)
    const learner = await stage.service.services.learners.byId(learnerId)
    expect(learner?.accountId).to.equal(winners[0]?.accountId)
    expect(await codeOf(id)).to.equal('')
  })

  it('a code and the token of a link are not each other’s', async () => {
    const { id } = await stage.award({ name: 'Otter' })
    await expectRefusal(claims().readLink(await codeOf(id)), 'claim-code-unknown')
    await expectRefusal(claims().readLink('x'.repeat(43)), 'claim-code-unknown')
  })

  it('an award that is not signed yet cannot be taken', async () => {
    const { id } = await stage.award({ name: 'Otter' })
    const code = await codeOf(id)
    await stage.meddle(id, (award) => ({ ...award, state: 'pending' }))
    const { accountId } = await stage.person('early@claims.example')
    await expectRefusal(claims().claimCode(code, accountId), 'claim-code-unknown')
  })

  it('a mailed link makes an account for whoever has none', async () => {
    await stage.award({ name: 'New', email: 'new@claims.example' })
    const visitor = stage.service.visitor()
    const { path, html } = await visitor.submit(
      await stage.service.linkMailedTo('new@claims.example', '/claim/'),
      {},
    )
    expect(path).to.equal('/backpack')
    expect(html).to.contain('River Watcher')
  })

  it('a mailed link that was passed on opens nobody’s account: whoever has one signs in first', async () => {
    await stage.person('known@claims.example')
    const { learnerId } = await stage.award({ name: 'Known', email: 'known@claims.example' })
    const visitor = stage.service.visitor()
    const link = await stage.service.linkMailedTo('known@claims.example', '/claim/')
    const shown = await visitor.submit(link, {})
    expect(shown.path).to.equal(`/sign-in?next=${link}`)
    expect((await visitor.open('/account')).path).to.match(/^\/sign-in/)
    expect((await stage.service.services.learners.byId(learnerId))?.accountId).to.equal(undefined)
  })

  describe('a mailed link that is thirty days old', () => {
    const email = 'late@claims.example'
    const name = 'River Watcher'

    it('signs nobody in and makes no account: it shows what waits and asks to sign in', async () => {
      const { learnerId } = await stage.award({ name: 'Late', email })
      const link = await stage.service.linkMailedTo(email, '/claim/')
      stage.service.pass(30 * day)
      const finder = stage.service.visitor()
      const shown = await finder.open(link)
      expect(shown.html).to.contain(name).and.contain(`href="/sign-in?next=${link}"`)
      expect(shown.html).not.to.contain(email)
      expect((await finder.press('/verify', link)).path).to.equal(`/sign-in?next=${link}`)
      expect((await finder.open('/account')).path).to.match(/^\/sign-in/)
      const { accounts, learners } = stage.service.services
      expect(await accounts.people.byEmail(email)).to.equal(undefined)
      expect((await learners.byId(learnerId))?.accountId).to.equal(undefined)
    })

    it('lets whoever signs in with the address take the award as before', async () => {
      const { id } = await stage.award({ name: 'Later', email: 'later@claims.example' })
      const link = await stage.service.linkMailedTo('later@claims.example', '/claim/')
      stage.service.pass(400 * day)
      const owner = stage.service.visitor()
      await owner.submit(`/sign-in?next=${link}`, { email: 'Later@claims.example' })
      const back = await owner.submit(
        await stage.service.linkMailedTo('later@claims.example', '/sign-in/'),
        {},
      )
      expect(back.path).to.equal(link)
      const { path, html } = await owner.submit(link, {})
      expect(path).to.equal('/backpack')
      expect(html).to.contain(name)
      expect((await stage.service.services.issuing.byId(id))?.claimedAt).to.be.a('string')
    })

    it('gives it to no other account', async () => {
      const { id } = await stage.award({ name: 'Latest', email: 'latest@claims.example' })
      const link = await stage.service.linkMailedTo('latest@claims.example', '/claim/')
      stage.service.pass(30 * day)
      const other = await signIn(stage.service, 'other@claims.example')
      expect((await other.open(link)).html).to.contain('action="/sign-out"')
      expect((await other.press(link, link)).path).to.equal(link)
      expect((await stage.service.services.issuing.byId(id))?.claimedAt).to.equal(undefined)
    })
  })

  it('a mailed link is still good after twenty-nine days, and signs in nobody once it was used', async () => {
    await stage.award({ name: 'Slow', email: 'slow@claims.example' })
    const link = await stage.service.linkMailedTo('slow@claims.example', '/claim/')
    stage.service.pass(29 * day)
    expect((await stage.service.visitor().submit(link, {})).path).to.equal('/backpack')
    const finder = stage.service.visitor()
    await finder.press('/verify', link)
    expect((await finder.open('/account')).path).to.match(/^\/sign-in/)
  })
})
