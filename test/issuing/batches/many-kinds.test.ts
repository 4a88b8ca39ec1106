import { expect } from 'chai'
import { readRows } from '../../../src/issuing/batches/read-rows.ts'
import type { Award } from '../../../src/issuing/tables.ts'
import { content, minute, setStage, type Stage } from '../../app/stage.ts'
import { onEveryEngine } from '../../support/service.ts'

const file = [
  'Nombre;Correo;Insignia;Nivel;Relato;Enlace;Qué es;Inicio;Fin;Válido hasta',
  'Ana Núñez;ana@kinds.example;River Watcher;;"Contó efímeras;\ntres veces.";https://example.org/ana;Cuaderno;2026-05-01;2026-05-02;',
  'Ben;;Lake Keeper;Expert;;;;;;2099-12-31',
  'Cem;;Lake Keeper;1;;;;;;',
].join('\r\n')

onEveryEngine('a file with many kinds of rows', (engine) => {
  let stage: Stage
  before(async () => {
    stage = await setStage(engine, { bounces: new Set(['ana@kinds.example']) })
    const { achievements } = stage.service.services
    const { id } = await achievements.create(stage.operator, stage.museum, {
      ...content,
      name: 'Lake Keeper',
      rubric: {
        name: 'Care',
        levels: ['Beginner', 'Expert'].map((name) => ({ name, description: `${name}.` })),
      },
    })
    await achievements.publish(stage.operator, stage.museum, id)
  })
  after(() => stage.stop())

  const work = async () => {
    while ((await stage.service.services.worker.runDue()) > 0);
  }
  const batches = () => stage.service.services.issuing.batches
  let batchId: string
  const rows = async () => (await batches().rows(stage.operator, stage.museum, batchId, {})).rows
  const states = async () => (await rows()).map(({ state }) => state)

  it('is checked first, and nothing comes of that alone', async () => {
    const batch = await batches().create(stage.operator, stage.museum, {
      name: 'Summer',
      rows: [],
      lists: readRows(Buffer.from(file), undefined),
    })
    batchId = batch.id
    await work()
    expect(await states()).to.deep.equal(['valid', 'valid', 'valid'])
    expect((await batches().counts(batch)).mails).to.equal(1)
    const { issuing, learners } = stage.service.services
    expect((await issuing.list(stage.operator, stage.museum, {})).rows).to.have.length(0)
    expect((await learners.list(stage.operator, stage.museum, {})).rows).to.have.length(0)
  })

  it('awards to each what their row says: which badge, what they did, the work, the level, the days', async () => {
    await batches().start(stage.operator, stage.museum, batchId)
    await work()
    const { issuing } = stage.service.services
    const awards = await Promise.all(
      (await rows()).map(async ({ awardId }) => issuing.byId(awardId ?? '')),
    )
    const signed = awards.map((award: Award | undefined): unknown =>
      JSON.parse(award?.credential ?? ''),
    )
    expect(signed[0]).to.have.nested.property('credentialSubject.achievement.name', 'River Watcher')
    expect(signed[0]).to.deep.include({
      evidence: [{ id: 'https://example.org/ana', type: ['Evidence'], name: 'Cuaderno' }],
    })
    expect(signed[0]).to.have.property('credentialSubject').that.includes({
      narrative: 'Contó efímeras;\ntres veces.',
      activityStartDate: '2026-05-01T00:00:00Z',
      activityEndDate: '2026-05-02T00:00:00Z',
    })
    for (const [place, level] of [
      [1, 1],
      [2, 0],
    ] as const) {
      expect(signed[place]).to.have.nested.property(
        'credentialSubject.achievement.name',
        'Lake Keeper',
      )
      expect(awards[place]?.statement.level).to.equal(level)
      expect(signed[place]).to.have.nested.property('credentialSubject.result[0].achievedLevel')
    }
    expect(signed[1]).to.have.property('validUntil').that.contains('2099-12-31')
  })

  it('says of a mail that came back that it did, and that it was sent once the address is mended', async () => {
    stage.service.pass(16 * minute)
    await work()
    expect(await states()).to.deep.equal(['bounced', 'issued', 'issued'])
    const [ana] = await rows()
    const { issuing } = stage.service.services
    await issuing.mailAgain(
      stage.operator,
      stage.museum,
      ana?.awardId ?? '',
      'ana.nunez@kinds.example',
    )
    await work()
    expect(await states()).to.deep.equal(['mailed', 'issued', 'issued'])
  })
})
