import { expect } from 'chai'
import { signIn } from '../journeys/people.ts'
import { pdf, setApplying, type Applying } from './applying.ts'
import { openOn } from './device.ts'

describe('an application that is open on a laptop and on a phone', () => {
  let here: Applying
  let people = 0
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())

  const begun = async () => {
    people += 1
    const email = `devices-${people}@youth.example`
    const { service, achievementId } = here.stage
    const visitor = await signIn(service, email)
    const { path } = await visitor.submit(`/apply/${achievementId}`, {
      as: 'self',
      nickname: 'Zoe',
    })
    const id = path.split('/').at(-1) ?? ''
    return {
      id,
      open: (window: string) => openOn(service, visitor, path, window),
      who: await here.stage.person(email),
      page: async (address = path) => (await visitor.open(address)).html,
      words: async () => (await here.stored(id))?.work.words,
      files: async () => (await here.stored(id))?.fileIds ?? [],
    }
  }

  it('takes a photo from the phone, and the laptop goes on: it is in the list at the next save', async () => {
    const { open, words, files } = await begun()
    const laptop = await open('laptop')
    expect(await laptop.type({ words: 'I went.' })).to.equal(303)
    const phone = await open('phone')
    expect((await phone.press('keep', { photo: true })).status).to.equal(303)
    expect(await laptop.type({ words: 'I went there.' })).to.equal(303)
    expect(await words()).to.equal('I went there.')
    await laptop.press('keep', { fields: { words: 'I went there. Twice.' } })
    expect(await words()).to.equal('I went there. Twice.')
    expect((await open('laptop-2')).files)
      .to.deep.equal(await files())
      .and.to.have.length(1)
  })

  for (const isScripted of [true, false]) {
    it(`keeps the newer words of the laptop when a phone with older ones adds a photo, ${isScripted ? 'with' : 'without'} scripts`, async () => {
      const { open, words, files, page } = await begun()
      await (await open('before')).press('keep', { fields: { words: 'A start.\nOf two lines.' } })
      const [laptop, phone] = [await open('laptop'), await open('phone')]
      await laptop.type({ words: 'A start, and all the rest.' })
      const { to } = await phone.press('keep', { photo: true, isScripted })
      expect(await words()).to.equal('A start, and all the rest.')
      expect(await files()).to.have.length(1)
      expect(await page(to))
        .to.contain('newer words')
        .and.to.contain('and all the rest.')
      expect(await laptop.type({ words: 'A start, and all the rest. And more.' })).to.equal(303)
      expect(await words()).to.equal('A start, and all the rest. And more.')
    })
  }

  it('does not send words that were not before whoever sends it', async () => {
    const { open, words, id, page } = await begun()
    const [laptop, phone] = [await open('laptop'), await open('phone')]
    await laptop.type({ words: 'Half a sent' })
    const { to } = await phone.press('send', { photo: true })
    expect((await here.stored(id))?.state).to.equal('draft')
    expect(await words()).to.equal('Half a sent')
    expect(await page(to)).to.contain('newer words')
    expect((await (await open('phone-2')).press('send')).status).to.equal(303)
    expect((await here.stored(id))?.handed?.words).to.equal('Half a sent')
  })

  it('tells the laptop where words were typed on the phone as well', async () => {
    const { open, words } = await begun()
    const [laptop, phone] = [await open('laptop'), await open('phone')]
    await laptop.type({ words: 'On the laptop.' })
    await phone.press('keep', { photo: true, fields: { words: 'On the phone.' } })
    expect(await laptop.type({ words: 'On the laptop again.' })).to.equal(409)
    expect(await words()).to.equal('On the phone.')
  })

  it('tells it where a link, or what a file shows, was typed there', async () => {
    const { open, id, who } = await begun()
    await here.applications.own.handIn(who, id, { name: 'a.pdf', bytes: pdf })
    const [laptop, phone] = [await open('laptop'), await open('phone')]
    await phone.press('keep', { fields: { 'files[0][title]': 'The map' } })
    expect(await laptop.type({ words: 'I drew.' })).to.equal(409)
    const again = await open('laptop-2')
    await phone.press('keep', { fields: { 'links[0][url]': 'https://example.org/' } })
    expect(await again.type({ words: 'I drew.' })).to.equal(409)
  })

  it('lets the laptop go on when a file was taken out on the phone', async () => {
    const { open, id, who, files, words } = await begun()
    await here.applications.own.handIn(who, id, { name: 'a.pdf', bytes: pdf })
    const [laptop, phone] = [await open('laptop'), await open('phone')]
    await phone.press('keep', { fields: { 'files[0][remove]': 'on' } })
    expect(await files()).to.deep.equal([])
    expect(await laptop.type({ words: 'Without it.' })).to.equal(303)
    expect(await words()).to.equal('Without it.')
    expect(await files()).to.deep.equal([])
  })

  it('keeps the newer words of the laptop when a file is taken out on a phone with older ones', async () => {
    const { open, id, who, files, words } = await begun()
    await here.applications.own.handIn(who, id, { name: 'a.pdf', bytes: pdf })
    const [laptop, phone] = [await open('laptop'), await open('phone')]
    await laptop.type({ words: 'Newer.' })
    await phone.press('keep', { fields: { 'files[0][remove]': 'on' } })
    expect(await words()).to.equal('Newer.')
    expect(await files()).to.deep.equal([])
  })

  it('takes what says the same from any window, and only looking takes no window’s turn', async () => {
    const { open, words } = await begun()
    const [laptop, phone] = [await open('laptop'), await open('phone')]
    await laptop.type({ words: 'Mine.' })
    expect(await phone.type()).to.equal(303)
    expect(await phone.type({ words: 'Mine.' })).to.equal(303)
    expect(await laptop.type({ words: 'Mine again.' })).to.equal(303)
    expect(await words()).to.equal('Mine again.')
  })

  it('keeps what was typed and taken back in one window, also by the button', async () => {
    const { open, words } = await begun()
    await (await open('before')).press('keep', { fields: { words: 'As it was.' } })
    const laptop = await open('laptop')
    await laptop.type({ words: 'As it was. Or not.' })
    expect(await laptop.type({ words: 'As it was.' })).to.equal(303)
    expect(await words()).to.equal('As it was.')
    await laptop.type({ words: 'As it was. Or not.' })
    await laptop.press('keep', { fields: { words: 'As it was.' } })
    expect(await words()).to.equal('As it was.')
  })

  it('what was on its way from a window when its button saved the same with a photo comes too late', async () => {
    const { open, words } = await begun()
    await (await open('before')).press('keep', { fields: { words: 'All of it.' } })
    const laptop = await open('laptop')
    await laptop.press('keep', { photo: true, fields: { words: 'All of it.' } })
    expect(await laptop.type({ words: 'All of' })).to.equal(409)
    expect(await words()).to.equal('All of it.')
  })
})
