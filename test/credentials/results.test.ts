import { expect } from 'chai'
import fc from 'fast-check'
import type { ResultDescriptionFacts } from '../../src/credentials/achievement.ts'
import { descriptionFaults, reachesRequired, resultFaults } from '../../src/credentials/results.ts'

const scored: ResultDescriptionFacts = {
  id: 'urn:x:score',
  name: 'Score',
  resultType: 'RawScore',
  valueMin: '-5',
  valueMax: '10.5',
  requiredValue: '9',
}
const graded: ResultDescriptionFacts = {
  id: 'urn:x:grade',
  name: 'Grade',
  resultType: 'LetterGrade',
  allowedValues: ['F', 'C', 'A'],
  requiredValue: 'C',
}
const levelled: ResultDescriptionFacts = {
  id: 'urn:x:level',
  name: 'Level',
  resultType: 'RubricCriterionLevel',
  levels: ['low', 'middle', 'high'].map((name) => ({ id: `urn:x:${name}`, name })),
  requiredLevel: 'urn:x:middle',
}
const all = [scored, graded, levelled]
const value = (described: ResultDescriptionFacts, said: string) => ({
  resultDescription: described.id,
  value: said,
})
const level = (name: string) => ({
  resultDescription: levelled.id,
  achievedLevel: `urn:x:${name}`,
})

describe('results', () => {
  it('follow their description', () => {
    for (const described of all) expect(descriptionFaults(described)).to.deep.equal([])
    expect(resultFaults(value(scored, '10.5'), all)).to.deep.equal([])
    expect(resultFaults(value(scored, '9'), all)).to.deep.equal([])
    // By number, not by text.
    expect(resultFaults(value(scored, '11'), all)).to.deep.equal(['value'])
    expect(resultFaults(value(graded, 'B'), all)).to.deep.equal(['value'])
    expect(resultFaults(level('high'), all)).to.deep.equal([])
    expect(resultFaults(level('highest'), all)).to.deep.equal(['achievedLevel'])
    expect(resultFaults({ resultDescription: 'urn:x:other', value: '1' }, all)).to.deep.equal([
      'resultDescription',
    ])
    expect(resultFaults({ value: 'Anything' }, all)).to.deep.equal([])
    expect(resultFaults({}, all)).to.deep.equal(['value'])
  })

  it('reach what is required from there upwards, in the order from low to high', () => {
    const reached = (names: readonly string[], is: (name: string) => boolean | undefined) =>
      names.map(is)
    expect(
      reached(['low', 'middle', 'high'], (name) => reachesRequired(level(name), levelled)),
    ).to.deep.equal([false, true, true])
    expect(
      reached(['F', 'C', 'A'], (name) => reachesRequired(value(graded, name), graded)),
    ).to.deep.equal([false, true, true])
    expect(
      reached(['8.9', '9', '10'], (name) => reachesRequired(value(scored, name), scored)),
    ).to.deep.equal([false, true, true])
  })

  it('are not told as reached or missed where nothing is required, or nothing can be compared', () => {
    const { requiredValue: _none, ...free } = scored
    expect(reachesRequired(value(free, '9'), free)).to.equal(undefined)
    const spoken = { id: 'urn:x:s', name: 'S', resultType: 'Result', requiredValue: 'Well done' }
    expect(reachesRequired(value(spoken, 'Rather well'), spoken)).to.equal(undefined)
    expect(reachesRequired(value(spoken, 'Well done'), spoken)).to.equal(true)
  })

  it('inside a range are never at fault, outside always', () => {
    const decimal = fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100)
    fc.assert(
      fc.property(decimal, decimal, decimal, (one, other, said) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const described = {
          ...{ id: 'urn:x:r', name: 'R', resultType: 'Percent' },
          valueMin: String(low),
          valueMax: String(high),
        }
        const faults = resultFaults(value(described, String(said)), [described])
        expect(faults.length === 0).to.equal(low <= said && said <= high)
      }),
    )
  })
})
