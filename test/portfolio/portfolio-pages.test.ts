import { expect } from 'chai'
import sharp from 'sharp'
import type { PartBody } from '../../schemas/requests/portfolio-pages.ts'
import type { Caller } from '../../src/caller.ts'
import { partMark } from '../../src/portfolio/portfolio-pages/parts.ts'
import { onEveryEngine } from '../support/service.ts'
import { expectRefusal, setStage, type Stage } from '../app/stage.ts'

onEveryEngine('portfolio pages', (engine) => {
  let stage: Stage
  let owner: Caller
  before(async () => {
    stage = await setStage(engine)
    owner = await stage.person('zoe@pages.example')
  })
  after(() => stage.stop())

  const pages = () => stage.service.services.portfolioPages
  const heading = (text: string) => ({ kind: 'heading', text }) as const
  const make = (parts: readonly PartBody[] = [], caller = owner) =>
    pages().make(caller, { title: 'What I build', parts })
  const wordsOf = async (pageId: string) =>
    (await pages().read(owner, pageId)).parts.map((part) =>
      'text' in part ? part.text : part.kind,
    )
  const photo = async () =>
    sharp({ create: { width: 300, height: 200, channels: 3, background: '#336644' } })
      .withExif({ IFD0: { Copyright: 'Taken at home' } })
      .jpeg()
      .toBuffer()

  it('are named, copied and deleted', async () => {
    const { id } = await make([heading('First')])
    await pages().rename(owner, id, 'What I made')
    const copy = await pages().copy(owner, id, 'For River College')
    expect(copy.parts.map((part) => 'text' in part && part.text)).to.deep.equal(['First'])
    await pages().remove(owner, id)
    await expectRefusal(pages().read(owner, id), 'not-found')
    expect((await pages().read(owner, copy.id)).title).to.equal('For River College')
  })

  it('hold parts in the order that their owner gives them', async () => {
    const { id } = await make([heading('one'), heading('two'), heading('three')])
    const [one, , three] = (await pages().read(owner, id)).parts
    await pages().move(owner, id, three?.id ?? '', 'up')
    expect(await wordsOf(id)).to.deep.equal(['one', 'three', 'two'])
    await pages().move(owner, id, one?.id ?? '', 'up')
    expect(await wordsOf(id), 'the first stays where it is').to.deep.equal(['one', 'three', 'two'])
    const ids = (await pages().read(owner, id)).parts.map((part) => part.id)
    await pages().order(owner, id, ids.toReversed())
    expect(await wordsOf(id)).to.deep.equal(['two', 'three', 'one'])
    await expectRefusal(pages().order(owner, id, ids.slice(1)), 'changed-meanwhile')
    await expectRefusal(
      pages().order(owner, id, [...ids.slice(1), ...ids.slice(1, 2)]),
      'changed-meanwhile',
    )
  })

  it('tell whoever saves after somebody else changed the same part, and let the others be', async () => {
    const { id } = await make([heading('mine'), heading('other')])
    const [mine, other] = (await pages().read(owner, id)).parts
    if (mine === undefined || other === undefined) throw new Error('two parts were made')
    const seen = partMark(mine)
    await pages().change(owner, id, mine.id, heading('from the phone'), seen)
    await expectRefusal(
      pages().change(owner, id, mine.id, heading('from here'), seen),
      'changed-meanwhile',
    )
    await pages().change(owner, id, other.id, heading('another part'), partMark(other))
    expect(await wordsOf(id)).to.deep.equal(['from the phone', 'another part'])
  })

  it('refuse a whole page written over a newer one', async () => {
    const { id, version } = await make([heading('one')])
    await pages().rename(owner, id, 'Renamed meanwhile')
    const late = { title: 'Late', parts: [], seen: version }
    await expectRefusal(pages().replace(owner, id, late), 'changed-meanwhile')
  })

  it('are nobody else’s to read, change, copy or delete', async () => {
    const { id, parts } = await make([heading('one')])
    const other = await stage.person('other@pages.example')
    const staff = stage.operator
    for (const caller of [other, staff]) {
      await expectRefusal(pages().read(caller, id), 'not-found')
      await expectRefusal(pages().rename(caller, id, 'Mine'), 'not-found')
      await expectRefusal(pages().add(caller, id, [heading('Mine')]), 'not-found')
      await expectRefusal(pages().removePart(caller, id, parts[0]?.id ?? ''), 'not-found')
      await expectRefusal(pages().copy(caller, id, 'Mine'), 'not-found')
      await expectRefusal(pages().remove(caller, id), 'not-found')
    }
  })

  it('take badges and evidence of one’s own backpack alone', async () => {
    const own = await stage.held(owner)
    const other = await stage.person('neighbour@pages.example')
    const theirs = await stage.held(other)
    const { id } = await make([{ kind: 'badge', awardId: own.id }])
    const foreign: readonly PartBody[] = [
      { kind: 'badge', awardId: theirs.id },
      { kind: 'imported', importId: 'x'.repeat(22) },
      { kind: 'award-evidence', awardId: own.id, evidence: 'x'.repeat(22) },
      { kind: 'award-evidence', awardId: theirs.id, evidence: 'x'.repeat(22) },
      { kind: 'picture', id: 'x'.repeat(22), alt: 'Somebody else’s' },
    ]
    for (const part of foreign) {
      await expectRefusal(pages().replace(owner, id, { title: 'Mine', parts: [part] }), 'not-found')
      await expectRefusal(make([part]), 'not-found')
    }
  })

  it('are full at sixty parts, thirty badges or twenty pictures, and say so', async () => {
    const { id } = await make(Array.from({ length: 60 }, (_, number) => heading(String(number))))
    await expectRefusal(pages().add(owner, id, [heading('one too many')]), 'page-full')
    const nearly = await make(Array.from({ length: 59 }, (_, number) => heading(String(number))))
    const several = [heading('the last one'), heading('one too many')]
    await expectRefusal(pages().add(owner, nearly.id, several), 'page-full')
    expect((await pages().read(owner, nearly.id)).parts, 'none of them').to.have.length(59)
    const { id: awardId } = await stage.held(owner)
    const badges = Array.from({ length: 31 }, () => ({ kind: 'badge', awardId }) as const)
    await expectRefusal(make(badges), 'page-full')
  })

  it('are thirty at the most', async () => {
    const collector = await stage.person('collector@pages.example')
    for (let made = 0; made < 30; made += 1) await make([], collector)
    await expectRefusal(make([], collector), 'portfolio-full')
  })

  describe('pictures', () => {
    const words = { alt: 'A bridge of balsa wood' }

    it('keep their shape and lose what the camera wrote into them', async () => {
      const { id } = await make()
      const part = await pages().addPicture(owner, id, await photo(), words)
      expect(part).to.include({ kind: 'picture', width: 300, height: 200, alt: words.alt })
      const file = await stage.service.services.pagePictures.own(owner, id, part.id)
      expect(file.contentType).to.equal('image/webp')
      expect(Buffer.from(file.bytes).toString('latin1')).not.to.contain('Taken at home')
    })

    it('go with their part and with their page; a copy has its own', async () => {
      const { id } = await make()
      const part = await pages().addPicture(owner, id, await photo(), words)
      const copy = await pages().copy(owner, id, 'Copy')
      const [copied] = copy.parts
      await pages().removePart(owner, id, part.id)
      const { pagePictures } = stage.service.services
      await expectRefusal(pagePictures.own(owner, id, part.id), 'not-found')
      expect((await pagePictures.own(owner, copy.id, copied?.id ?? '')).bytes).not.to.have.length(0)
      await pages().remove(owner, copy.id)
      await expectRefusal(pagePictures.own(owner, copy.id, copied?.id ?? ''), 'not-found')
    })

    it('are no programs, no drawings that could be, and nothing else', async () => {
      const { id } = await make()
      for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'MZ', '%PDF-1.7']) {
        const added = pages().addPicture(owner, id, Buffer.from(bytes), words)
        await expectRefusal(added, 'unsupported-media-type')
      }
      const broken = (await photo()).subarray(0, 300)
      await expectRefusal(pages().addPicture(owner, id, broken, words), 'unreadable-picture')
    })

    it('are found at no address but those of their page', async () => {
      const { id } = await make()
      const part = await pages().addPicture(owner, id, await photo(), words)
      if (part.kind !== 'picture') throw new Error('it is a picture')
      const answer = await fetch(`${stage.service.base}/images/${part.fileId}`)
      expect(answer.status).to.equal(404)
    })
  })

  it('go with an account, pictures and all', async () => {
    const leaver = await stage.person('leaver@pages.example')
    const { id } = await make([heading('one')], leaver)
    const part = await pages().addPicture(leaver, id, await photo(), { alt: 'A bridge' })
    await pages().forgetAccount(leaver.accountId)
    expect(await pages().list(leaver)).to.deep.equal([])
    await expectRefusal(stage.service.services.pagePictures.own(leaver, id, part.id), 'not-found')
  })

  it('go with every picture, though the first try to remove one fails', async () => {
    const { files } = stage.service
    const leaver = await stage.person('unlucky@pages.example')
    const { id } = await make([], leaver)
    const part = await pages().addPicture(leaver, id, await photo(), { alt: 'A bridge' })
    const fileId = part.kind === 'picture' ? part.fileId : ''
    const { remove } = files
    files.remove = async () => {
      files.remove = remove
      throw new Error('the disk is away')
    }
    expect(await pages().forgetAccount(leaver.accountId).catch(String)).to.contain('away')
    await pages().forgetAccount(leaver.accountId)
    expect(await files.get(fileId)).to.equal(undefined)
    expect(await pages().list(leaver)).to.deep.equal([])
  })

  it('have no two parts of one id: a badge is found by its own', async () => {
    const { id, parts } = await make([heading('one')])
    const [one] = parts
    const twice = [
      { ...heading('one'), id: one?.id ?? '' },
      { ...heading('two'), id: one?.id ?? '' },
    ]
    const sent = { title: 'Twice', parts: twice }
    await expectRefusal(pages().replace(owner, id, sent), 'invalid-request')
    await expectRefusal(make(twice), 'invalid-request')
  })

  it('answer the last one there is room for again where it is asked for again', async () => {
    const collector = await stage.person('again@pages.example')
    for (let made = 0; made < 29; made += 1) await make([], collector)
    const last = 'l'.repeat(22)
    await pages().make(collector, { title: 'The last' }, last)
    expect((await pages().make(collector, { title: 'The last' }, last)).id).to.equal(last)
  })

  describe('over the API', () => {
    it('are made once however often it is asked, read, changed and deleted', async () => {
      const key = await stage.key(owner, ['backpack:read', 'backpack:write', 'shares:write'])
      const ask = (
        method: string,
        path: string,
        body?: unknown,
        more: Record<string, string> = {},
      ) =>
        fetch(`${stage.service.base}/api/v1/portfolio-pages${path}`, {
          method,
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
      const once = { 'idempotency-key': '"page-1"' }
      const sent = { title: 'From a program', parts: [{ kind: 'text', text: '**Hello**' }] }
      const first = await ask('POST', '', sent, once)
      expect(first.status).to.equal(201)
      const page = (await first.json()) as { id: string; version: number; parts: { id: string }[] }
      expect(await (await ask('POST', '', sent, once)).json()).to.deep.equal(page)
      const picture = { file: (await photo()).toString('base64'), alt: 'A bridge' }
      expect((await ask('POST', `/${page.id}/pictures`, picture)).status).to.equal(201)
      const read = (await (await ask('GET', `/${page.id}`)).json()) as {
        parts: { address?: string }[]
      }
      const address = read.parts.at(-1)?.address ?? ''
      const bytes = await fetch(`${stage.service.base}${address}`, {
        headers: { authorization: `Bearer ${key}` },
      })
      expect(bytes.headers.get('content-type')).to.equal('image/webp')
      expect(JSON.stringify(read)).not.to.contain('page-picture-')
      const late = await ask('PUT', `/${page.id}`, { title: 'Late', parts: [], seen: page.version })
      expect(late.status).to.equal(409)
      expect((await ask('PUT', `/${page.id}`, { title: 'New', parts: [] })).status).to.equal(200)
      expect((await ask('POST', `/${page.id}/copies`, { title: 'Copy' })).status).to.equal(201)
      expect((await ask('DELETE', `/${page.id}`)).status).to.equal(204)
      expect((await ask('GET', `/${page.id}`)).status).to.equal(404)
    })

    it('name what is wrong, and are not for keys of organizations', async () => {
      const key = await stage.key(owner, ['backpack:read', 'backpack:write'])
      const tied = await stage.key(stage.operator, ['backpack:read'], stage.museum)
      const address = `${stage.service.base}/api/v1/portfolio-pages`
      const bad = await fetch(address, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ title: ' ', parts: [{ kind: 'video' }] }),
      })
      expect(bad.status).to.equal(400)
      const other = await fetch(address, { headers: { authorization: `Bearer ${tied}` } })
      expect(other.status).to.equal(403)
      expect((await fetch(address)).status).to.equal(401)
    })
  })
})
