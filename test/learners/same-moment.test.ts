import { expect } from 'chai'
import { refusal, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('of two staff who do it in the same moment', (engine) => {
  let stage: Stage
  before(async () => void (stage = await setStage(engine)))
  after(() => stage.stop())

  const learners = () => stage.service.services.learners
  const add = async (name: string) =>
    learners().add(stage.operator, stage.museum, { name, language: 'en', ageBand: 'unknown' })
  const group = async (name: string) => learners().groups.create(stage.operator, stage.museum, name)

  /** So late that the other one is a step further on. */
  const steps = async (count: number) => {
    for (let step = 0; step < count; step += 1) await Promise.resolve()
  }

  it('one is told that the roster id is taken, and finds the record as it was', async () => {
    for (let round = 0; round < 30; round += 1) {
      const pair = [await add(`Ana ${round}`), await add(`Bo ${round}`)]
      const rosterId = `shared-${round}`
      const fates = await Promise.all(
        pair.map(async ({ id, name }, place) => {
          await steps(place * round)
          const person = { name: `${name} Rivera`, ageBand: 'unknown', rosterId } as const
          return refusal(learners().change(stage.operator, stage.museum, id, person))
        }),
      )
      expect(fates.toSorted()).to.deep.equal(['already-exists', 'nothing'])
      const after = await learners().byIds(pair.map(({ id }) => id))
      expect(after.filter((one) => one.rosterId === rosterId)).to.have.length(1)
      for (const [place, fate] of fates.entries()) {
        if (fate !== 'nothing') expect(after[place]?.name).to.equal(pair[place]?.name)
      }
    }
  })

  it('one is told that the name of a group is taken, whether they rename or reopen', async () => {
    for (let round = 0; round < 10; round += 1) {
      const name = `Class ${round}`
      const [old, other] = [await group(name), await group(`Other ${round}`)]
      await learners().groups.archive(stage.operator, stage.museum, old.id)
      const third = await group(`Third ${round}`)
      const fates = await Promise.all(
        [
          learners().groups.reopen(stage.operator, stage.museum, old.id),
          learners().groups.rename(stage.operator, stage.museum, other.id, name),
          learners().groups.rename(stage.operator, stage.museum, third.id, name),
        ].map(refusal),
      )
      expect(fates.filter((fate) => fate === 'nothing')).to.have.length(1)
      const open = (await learners().groups.list(stage.operator, stage.museum, {})).rows
      expect(open.filter((one) => one.name === name)).to.have.length(1)
    }
  })
})
