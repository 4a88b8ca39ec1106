import { expect } from 'chai'
import { learnerTable } from '../../src/learners/tables.ts'
import { setStage, type Stage } from '../app/stage.ts'

describe('looking for one of very many who share a name', () => {
  let stage: Stage
  before(async () => {
    stage = await setStage()
    const { learners } = stage.service.services
    const person = { name: 'Camper 0', language: 'en', ageBand: 'adult' } as const
    const { version: _, ...first } = await learners.add(stage.operator, stage.museum, person)
    const copies = Array.from({ length: 450 }, (_one, place) => ({
      ...first,
      id: `camper${String(place).padStart(16, '0')}`,
      name: `Camper ${String(place)}`,
      words: ['camper', String(place)],
    }))
    // Kept in the order of ids, so that nobody is found by luck.
    await stage.service.storage.open(learnerTable).insertMany(copies.toReversed())
  })
  after(() => stage.stop())

  const meant = (typed: string) =>
    stage.service.services.learners.meantBy(stage.operator, stage.museum, { typed, language: 'en' })

  it('finds whoever is told apart by another word, though few can be looked through', async () => {
    for (const name of ['Camper 7', 'Camper 44', 'Camper 449']) {
      expect((await meant(name)).rows[0]?.name).to.equal(name)
      expect((await meant(name.split(' ').toReversed().join(' '))).rows[0]?.name).to.equal(name)
    }
  })

  it('says whether there are more', async () => {
    expect((await meant('camper')).hasMore).to.equal(true)
    expect((await meant('camper 44')).hasMore).to.equal(false)
  })
})
