import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { simpleParser } from 'mailparser'
import { WaymarkError } from '../../../src/errors.ts'
import type { RowCells } from '../../../src/issuing/batches/tables.ts'
import { content, setStage, type Stage } from '../../app/stage.ts'
import { onEveryEngine } from '../../support/service.ts'

onEveryEngine('a row of a batch before it is sent', (engine) => {
  let stage: Stage
  let achievementId: string
  before(async () => {
    stage = await setStage(engine)
    const { achievements, learners } = stage.service.services
    const badge = await achievements.create(stage.operator, stage.museum, {
      ...content,
      name: 'Creek Guardian',
      rubric: { name: 'Steps', levels: [{ name: 'Starter' }, { name: 'Guide' }] },
    })
    achievementId = badge.id
    await achievements.publish(stage.operator, stage.museum, badge.id)
    await learners.forAward(stage.operator, stage.museum, {
      name: 'Ida',
      email: 'ida@rows.example',
      language: 'es',
      ageBand: 'minor',
    })
  })
  after(() => stage.stop())

  const batches = () => stage.service.services.issuing.batches
  const work = async () => {
    while ((await stage.service.services.worker.runDue()) > 0);
  }
  const batchOf = async (...cells: readonly RowCells[]) => {
    const { id } = await batches().create(stage.operator, stage.museum, {
      name: 'Class',
      achievementId,
      rows: cells.map((one) => ({ cells: one })),
    })
    await work()
    return id
  }
  const mailTo = async (address: string) => {
    const names = await readdir(stage.service.outbox)
    const all = await Promise.all(
      names.map(async (name) => simpleParser(await readFile(join(stage.service.outbox, name)))),
    )
    const found = all.find(({ to }) => [to ?? []].flat().some(({ text }) => text === address))
    if (found === undefined) throw new Error(`nothing was mailed to ${address}`)
    return found
  }
  const look = (id: string, number = 1) =>
    batches().preview(stage.operator, stage.museum, id, number)

  it('shows the very mail that goes out then, but for its links, in the language of whoever gets it', async () => {
    const id = await batchOf({ name: 'Ana', email: 'ana@rows.example', language: 'es' })
    const { mails, noMail, award } = await look(id)
    expect(noMail).to.equal(undefined)
    const [mail] = mails
    expect(mails).to.have.length(1)
    expect(mail).to.include({ to: 'learner', email: 'ana@rows.example', language: 'es' })
    expect(award).to.include({ recipientName: 'Ana', waits: false, hasCode: false })

    await batches().start(stage.operator, stage.museum, id, 0)
    await work()
    const sent = await mailTo('ana@rows.example')
    const bare = (text: string) =>
      text
        .replaceAll(/\/(claim|stop)\/\S+/gu, '/$1/…')
        .replaceAll(/\s+/gu, ' ')
        .trim()
    expect(sent.subject).to.equal(mail?.subject)
    expect(bare(sent.text ?? '')).to.equal(bare(mail?.text ?? ''))
  })

  it('stores, signs and mails nothing, however often it is looked at', async () => {
    const id = await batchOf({ name: 'Only Looked At', email: 'only@rows.example' })
    const { issuing, learners } = stage.service.services
    const before = (await issuing.list(stage.operator, stage.museum, {})).rows.length
    await look(id)
    await look(id)
    await work()
    expect((await issuing.list(stage.operator, stage.museum, {})).rows).to.have.length(before)
    const known = await learners.list(stage.operator, stage.museum, { search: 'Only Looked At' })
    expect(known.rows).to.deep.equal([])
  })

  it('shows the badge with level, words and work, and what stands beside it', async () => {
    const id = await batchOf(
      { name: 'Ben', level: '2', narrative: 'Measured.', evidenceUrl: 'https://example.org/b' },
      { name: 'Cem' },
    )
    const found = await look(id)
    expect(found.award?.statement).to.deep.include({ narrative: 'Measured.', level: 1 })
    expect(found.award?.statement.evidence).to.deep.equal([{ url: 'https://example.org/b' }])
    expect(found).to.include({ noMail: 'no-address', after: 2 })
    expect(found.award?.hasCode).to.equal(true)
    expect(await look(id, 2)).to.include({ before: 1 })
  })

  it('says who gets no mail and why: a guardian has to agree first, a mistake, left out', async () => {
    const id = await batchOf(
      { name: 'Ida', email: 'ida@rows.example' },
      { name: 'Wrong', email: 'no address' },
      { name: 'Twice' },
      { name: 'Twice' },
    )
    const child = await look(id, 1)
    expect(child).to.include({ noMail: 'consent-first' })
    expect(child.award).to.include({ waits: true })
    expect(child.mails).to.deep.equal([])
    const wrong = await look(id, 2)
    expect(wrong.award).to.equal(undefined)
    expect(wrong.problems).to.deep.equal([{ column: 'email', rule: 'format' }])
    expect((await look(id, 3)).isLeftOut).to.equal(false)
    expect((await look(id, 4)).isLeftOut).to.equal(true)
  })

  it('is none any more once it is awarded', async () => {
    const id = await batchOf({ name: 'Dea' })
    await batches().start(stage.operator, stage.museum, id, 0)
    await work()
    const error: unknown = await look(id).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error instanceof WaymarkError ? error.code : error).to.equal('conflict')
  })
})
