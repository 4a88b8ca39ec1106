import { expect } from 'chai'
import { day, expectRefusal } from '../app/stage.ts'
import { pdf, phonePicture, setApplying, type Applying } from './applying.ts'

describe('whoever applies for a badge', () => {
  let here: Applying
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())
  const own = () => here.applications.own

  it('has one application open for a badge, however often they begin', async () => {
    const who = await here.stage.person('often@youth.example')
    const [one, other] = await Promise.all([here.begin(who), here.begin(who)])
    expect(one.id).to.equal(other.id)
    await own().withdraw(who, one.id)
    expect((await here.begin(who)).id).not.to.equal(one.id)
  })

  it('has one application open for a badge, also where the organization comes to know them meanwhile', async () => {
    const { stage } = here
    const who = await stage.person('known-meanwhile@youth.example')
    const draft = await here.begin(who)
    expect(draft.learnerId).to.equal(undefined)
    const { learnerId } = await stage.held(who, 'adult', 'Known Meanwhile')
    const again = await here.begin(who)
    expect(again).to.include({ id: draft.id, learnerId, nickname: 'Known Meanwhile' })
    await here.sent(who)
    expect((await here.begin(who)).id).to.equal(draft.id)
  })

  it('has one open for each child, also where that child becomes known meanwhile', async () => {
    const { stage } = here
    const rosa = await stage.person('rosa@family.example')
    const forChild = (nickname: string, achievementId = here.rubricBadge) =>
      own().begin(rosa, achievementId, { as: 'guardian', nickname, language: 'en' })
    const [mila, teo] = [await forChild('Mila'), await forChild('Teo')]
    expect(teo.id).not.to.equal(mila.id)
    const { id: first } = await forChild('Mila', stage.achievementId)
    await own().keep(rosa, first, { words: 'She did.' })
    await own().send(rosa, first)
    const { learnerId: childId = '' } = await here.approve(first)
    const known = { as: 'guardian', childId, language: 'en' } as const
    expect(await own().begin(rosa, here.rubricBadge, known)).to.include({
      id: mila.id,
      learnerId: childId,
    })
    expect((await own().begin(rosa, stage.achievementId, known)).id).not.to.equal(first)
  })

  it('keeps whatever they typed, and is told what is missing only when they send it', async () => {
    const who = await here.stage.person('draft@youth.example')
    const { id } = await here.begin(who)
    await expectRefusal(own().send(who, id), 'invalid-request')
    await own().keep(who, id, { links: [{ url: 'not an address' }, {}] })
    expect((await own().read(who, id)).work.links).to.deep.equal([{ url: 'not an address' }])
    await expectRefusal(own().send(who, id), 'invalid-request')
    await own().keep(who, id, { words: 'I did it.' })
    expect((await own().send(who, id)).state).to.equal('waiting')
  })

  it('sends it once: the same again changes nothing, and nothing is written in it any more', async () => {
    const who = await here.stage.person('once@youth.example')
    const sent = await here.sent(who)
    await Promise.all([own().send(who, sent.id), own().send(who, sent.id)])
    const { history, state } = await own().read(who, sent.id)
    expect(history.map(({ act }) => act)).to.deep.equal(['sent'])
    expect(state).to.equal('waiting')
    await expectRefusal(own().keep(who, sent.id, { words: 'More.' }), 'conflict')
  })

  it('hands in pictures without what a phone hides in them, and PDFs; nothing else', async () => {
    const who = await here.stage.person('files@youth.example')
    const { id } = await here.begin(who)
    const hand = (name: string, bytes: Uint8Array) => own().handIn(who, id, { name, bytes })
    const picture = await hand('folder/IMG_1.jpg', await phonePicture(4000, 100))
    expect(picture).to.include({ title: 'IMG_1', mediaType: 'image/jpeg' })
    const kept = await here.applications.readEvidence(who, picture.id)
    expect(Buffer.from(kept.bytes).includes('Zoe Secret')).to.equal(false)
    expect(Buffer.from(kept.bytes).includes('Exif')).to.equal(false)
    expect(await hand('notes.pdf', pdf)).to.include({ mediaType: 'application/pdf' })
    await expectRefusal(
      hand('page.html', Buffer.from('<script></script>')),
      'unsupported-media-type',
    )
    await expectRefusal(
      hand('a.jpg', Buffer.from('\u00ff\u00d8\u00ff\u00e0', 'latin1')),
      'unreadable-picture',
    )
    for (let more = 0; more < 3; more += 1) await hand('more.pdf', pdf)
    await expectRefusal(hand('sixth.pdf', pdf), 'invalid-request')
    const { work } = await own().read(who, id)
    expect(work.files).to.have.length(5)
    const others = work.files.slice(1).map((file) => ({ id: file.id, remove: true }))
    await own().keep(who, id, { files: others })
    await expectRefusal(here.applications.readEvidence(who, work.files[1]?.id ?? ''), 'not-found')
  })

  it('can say where they see themselves, on a scale that the badge has', async () => {
    const who = await here.stage.person('level@youth.example')
    const { id } = await here.begin(who, here.rubricBadge)
    await own().keep(who, id, { words: 'I did.', levels: [{ key: 'rubric', level: 7 }] })
    await expectRefusal(own().send(who, id), 'invalid-request')
    await own().keep(who, id, { words: 'I did.', levels: [{ key: 'rubric', level: 1 }] })
    expect((await own().send(who, id)).state).to.equal('waiting')
  })

  it('may be somebody whom only the organization knows, where it says so', async () => {
    const { stage, applications, rubricBadge } = here
    const achievementId = await stage.publish(stage.museum, 'Only Ours')
    const open = { state: 'open', who: 'learners' } as const
    await applications.openings.set(stage.operator, stage.museum, achievementId, open)
    const stranger = await stage.person('stranger@youth.example')
    await expectRefusal(here.begin(stranger, achievementId), 'learners-only')
    const known = await stage.person('known@youth.example')
    await stage.held(known, 'adult', 'Known Person')
    const { nickname, learnerId } = await here.begin(known, achievementId)
    expect(nickname).to.equal('Known Person')
    expect(learnerId).to.be.a('string')
    const child = { as: 'guardian', childId: learnerId ?? '', language: 'en' } as const
    await expectRefusal(own().begin(stranger, rubricBadge, child), 'not-found')
  })

  it('cannot begin or send after the last day, but may add what they were asked for', async () => {
    const { stage, applications, rubricBadge } = here
    const achievementId = await stage.publish(stage.museum, 'For A Day')
    const until = new Date(Date.now() + day).toISOString().slice(0, 10)
    const opening = { state: 'open', who: 'anybody', until } as const
    await applications.openings.set(stage.operator, stage.museum, achievementId, opening)
    const [late, asked] = [
      await stage.person('late@youth.example'),
      await stage.person('asked@youth.example'),
    ]
    const draft = await here.begin(late, achievementId)
    await own().keep(late, draft.id, { words: 'Soon.' })
    const returned = await here.sent(asked, achievementId)
    stage.service.pass(3 * day)
    await expectRefusal(own().send(late, draft.id), 'applications-closed')
    await expectRefusal(here.begin(stage.operator, achievementId), 'applications-closed')
    await applications.desk.decide(stage.operator, stage.museum, returned.id, {
      decision: 'return',
      words: 'More.',
    })
    expect((await own().send(asked, returned.id)).state).to.equal('waiting')
    expect(await applications.openings.isOpen(achievementId)).to.equal(false)
    expect(await applications.openings.isOpen(rubricBadge)).to.equal(true)
  })

  it('is the only one who sees it before it is sent, and after it was taken back', async () => {
    const { stage, applications } = here
    const who = await stage.person('secret@youth.example')
    const other = await stage.person('other@youth.example')
    const { id } = await here.begin(who)
    const read = () => applications.desk.read(stage.operator, stage.museum, id)
    await expectRefusal(read(), 'not-found')
    await expectRefusal(own().read(other, id), 'not-found')
    await own().keep(who, id, { words: 'Mine.' })
    await own().send(who, id)
    expect((await read()).handed?.words).to.equal('Mine.')
    await own().withdraw(who, id)
    await expectRefusal(read(), 'not-found')
  })

  it('writes on unseen while it is with them again: staff see what was sent', async () => {
    const { stage, applications } = here
    const who = await stage.person('again@youth.example')
    const { id } = await here.sent(who)
    await applications.desk.decide(stage.operator, stage.museum, id, {
      decision: 'return',
      words: 'Which day was it?',
    })
    await own().keep(who, id, { words: 'On Mon' })
    const read = () => applications.desk.read(stage.operator, stage.museum, id)
    expect((await read()).handed?.words).to.equal('I measured **twice**.')
    await own().keep(who, id, { words: 'On Monday.' })
    await own().send(who, id)
    expect((await read()).handed?.words).to.equal('On Monday.')
  })

  it('loses nothing that comes from another window: neither a file nor words', async () => {
    const who = await here.stage.person('windows@youth.example')
    const { id } = await here.begin(who)
    const before = await here.files()
    const picture = { name: 'IMG_2.jpg', bytes: await phonePicture() }
    here.afterNextRead(() => own().handIn(who, id, picture))
    await own().keep(who, id, { words: 'From the other window.', files: [] })
    const { fileIds } = await own().read(who, id)
    expect(fileIds).to.have.length(1)
    expect(await here.files()).to.have.members([...before, ...fileIds])

    here.afterNextRead(() => own().keep(who, id, { words: 'Typed meanwhile.' }))
    await own().takeBack(who, id, fileIds[0] ?? '')
    expect((await own().read(who, id)).work).to.deep.include({
      words: 'Typed meanwhile.',
      files: [],
    })
    expect(await here.files()).to.have.members([...before])
  })

  it('leaves no file behind that nothing leads to, however files come and go', async () => {
    const who = await here.stage.person('crossing@youth.example')
    const { id } = await here.begin(who)
    const before = await here.files()
    const picture = { name: 'IMG_2.jpg', bytes: await phonePicture() }
    const first = await own().handIn(who, id, picture)
    here.afterNextRead(() => own().handIn(who, id, picture))
    await own().keep(who, id, { files: [{ id: first.id, remove: true }], newFiles: [picture] })
    const { fileIds } = await own().read(who, id)
    expect(fileIds).to.have.length(2)
    expect(await here.files()).to.have.members([...before, ...fileIds])
  })

  it('leaves no file behind where the application goes while one is on its way', async () => {
    const { stage, applications } = here
    const who = await stage.person('leaving@youth.example')
    const { id } = await here.begin(who)
    const before = await here.files()
    const { files } = stage.service
    const { put } = files
    files.put = async (...file) => {
      files.put = put
      await applications.forget.ofAccount(who.accountId, { isLast: false })
      return put(...file)
    }
    const sent = own().handIn(who, id, { name: 'IMG_3.jpg', bytes: await phonePicture() })
    await expectRefusal(sent, 'not-found')
    expect(await here.files()).to.have.members([...before])
  })

  it('names a file whole letters long, whatever its name is made of', async () => {
    const who = await here.stage.person('letters@youth.example')
    const { id } = await here.begin(who)
    const name = `${'a'.repeat(99)}🌊🌊.jpg`
    const { title } = await own().handIn(who, id, { name, bytes: await phonePicture() })
    expect(title).to.equal('a'.repeat(99))
  })
})
