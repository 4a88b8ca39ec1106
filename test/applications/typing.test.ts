import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { signIn } from '../journeys/people.ts'
import { pdf, setApplying, type Applying } from './applying.ts'

describe('what is saved while somebody types', () => {
  let here: Applying
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())

  const begun = async (email: string) => {
    const visitor = await signIn(here.stage.service, email)
    const { path } = await visitor.submit(`/apply/${here.stage.achievementId}`, {
      as: 'self',
      nickname: 'Zoe',
    })
    return { visitor, path, words: async () => (await here.stored(idIn(path)))?.work.words }
  }
  const idIn = (path: string) => path.split('/').at(-1) ?? ''
  const seenIn = (html: string) => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? ''
  /** A window that was opened now, and what its script sends. */
  const open = async (visitor: Visitor, path: string, window: string) => {
    const seen = seenIn((await visitor.open(path)).html)
    return {
      type: (words: string) => visitor.submit(path, { words, then: 'typing', seen, window }),
      press: (words: string, then: string) => visitor.submit(path, { words, then, seen }),
    }
  }

  it('is saved again and again from the window it is typed in', async () => {
    const { visitor, path, words } = await begun('one-window@youth.example')
    const { type } = await open(visitor, path, 'a')
    for (const typed of ['I', 'I went', 'I went there.']) {
      expect((await type(typed)).status).to.equal(200)
      expect(await words()).to.equal(typed)
    }
  })

  it('never takes the place of what was saved meanwhile in another window', async () => {
    const { visitor, path, words } = await begun('two-windows@youth.example')
    const first = await open(visitor, path, 'a')
    const second = await open(visitor, path, 'b')
    await first.type('The long story.')
    const told = await second.type('Short.')
    expect(told.status).to.equal(409)
    expect(await words()).to.equal('The long story.')
    const third = await open(visitor, path, 'c')
    await first.type('The long story, and more.')
    expect((await third.type('The long')).status).to.equal(409)
    expect(await words()).to.equal('The long story, and more.')
  })

  it('goes on in the window that was opened last, and no more in the one before', async () => {
    const { visitor, path, words } = await begun('moves@youth.example')
    const laptop = await open(visitor, path, 'a')
    await laptop.type('On the laptop.')
    const phone = await open(visitor, path, 'b')
    expect((await phone.type('On the phone.')).status).to.equal(200)
    expect((await laptop.type('On the laptop again.')).status).to.equal(409)
    expect(await words()).to.equal('On the phone.')
  })

  it('that was on its way when a button was pressed changes nothing any more', async () => {
    const { visitor, path, words } = await begun('in-flight@youth.example')
    const { type, press } = await open(visitor, path, 'a')
    await type('Half of')
    await press('All of it.', 'keep')
    expect((await type('Half of it')).status).to.equal(409)
    expect(await words()).to.equal('All of it.')
  })

  it('a button saves what stands before whoever presses it, and files from elsewhere stay', async () => {
    const { visitor, path, words } = await begun('presses@youth.example')
    const { press } = await open(visitor, path, 'a')
    const other = await open(visitor, path, 'b')
    await other.type('From the other window.')
    const person = await here.stage.person('presses@youth.example')
    const { id } = await here.applications.own.handIn(person, idIn(path), {
      name: 'a.pdf',
      bytes: pdf,
    })
    expect((await press('What I see.', 'keep')).status).to.equal(200)
    expect(await words()).to.equal('What I see.')
    expect((await here.stored(idIn(path)))?.fileIds).to.deep.equal([id])
  })

  it('goes on after a button that saved it and could not send it', async () => {
    const { visitor, path, words } = await begun('mends@youth.example')
    const { press } = await open(visitor, path, 'a')
    const fields = { words: 'See there.', 'links[0][url]': 'my page' }
    await press('See', 'keep')
    const refused = await visitor.submit(path, { ...fields, then: 'send' })
    expect(refused.status).to.equal(422)
    const typed = { ...fields, words: 'See there!', then: 'typing', window: 'b' }
    const again = await visitor.submit(path, { ...typed, seen: seenIn(refused.html) })
    expect(again.status).to.equal(200)
    expect(await words()).to.equal('See there!')
  })

  it('does not go on from a form that was refused before it was saved, where something newer is there', async () => {
    const { visitor, path, words } = await begun('refused@youth.example')
    const old = await open(visitor, path, 'a')
    await (await open(visitor, path, 'b')).type('Newer.')
    const seen = '0'
    const refused = await visitor.submit(path, { words: 'x'.repeat(10_001), then: 'keep', seen })
    expect(refused.status).to.equal(422)
    expect(seenIn(refused.html)).to.equal(seen)
    expect((await old.type('Older.')).status).to.equal(409)
    expect(await words()).to.equal('Newer.')
  })
})
