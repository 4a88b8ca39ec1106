import { expect } from 'chai'
import { arrange, search, type Arrangeable, type Arrangement } from '../../src/portfolio/arrange.ts'

const badge = (
  name: string,
  organization: string,
  date: string,
  ...competencies: readonly string[]
): Arrangeable => ({ name, organization, date, competencies })

const river = badge('Río Watcher', 'Museum of Rivers', '2025-03-20T10:00:00Z', 'Data', 'Maps')
const stars = badge('Star Finder', 'City Library', '2024-11-02', 'Maps', 'Maps')
const bread = badge('Baker', 'Museum of Rivers', '2025-05-01T10:00:00Z')
const all = [river, stars, bread]

describe('a full backpack', () => {
  const found = (wanted: string) => search(all, wanted).map(({ name }) => name)
  const laidOut = (by: Arrangement) =>
    arrange(all, by).map(({ heading, badges }) => [heading, ...badges.map(({ name }) => name)])

  it('is searched by every word of a name, an issuer or a competency, whatever its case or accents', () => {
    expect(found('rio museum')).to.deep.equal(['Río Watcher'])
    expect(found('MAPS')).to.deep.equal(['Río Watcher', 'Star Finder'])
    expect(found('museum stars')).to.deep.equal([])
    expect(found('  ')).to.have.length(3)
  })

  it('is laid out by year, the newest first', () => {
    expect(laidOut('time')).to.deep.equal([
      ['2025', 'Baker', 'Río Watcher'],
      ['2024', 'Star Finder'],
    ])
  })

  it('is laid out by issuer, in the order of their names', () => {
    expect(laidOut('issuer')).to.deep.equal([
      ['City Library', 'Star Finder'],
      ['Museum of Rivers', 'Baker', 'Río Watcher'],
    ])
  })

  it('is laid out by competency: once under each, and what names none comes last', () => {
    expect(laidOut('competency')).to.deep.equal([
      ['Data', 'Río Watcher'],
      ['Maps', 'Río Watcher', 'Star Finder'],
      [undefined, 'Baker'],
    ])
  })
})
