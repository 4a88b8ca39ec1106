import { formatDate } from '../../../src/text/dates.ts'
import { whoSees, type Datum } from './who-sees.ts'

/** One datum of one person, found in an answer. */
export interface Sighting {
  readonly of: string
  readonly datum: Datum
}

/** A word that stands for one datum of one person, and can be nothing else, however it is written. */
export function mark(of: string, datum: Datum): string {
  return `Zq${of}zq${datum}zq`
}

export function markedAddress(of: string, datum: Datum): string {
  return `${mark(of, datum).toLowerCase()}@planted.example`
}

/** Finds what was planted: marked words, and what is no word of ours to choose (days, codes). */
export interface Marks {
  /** A code, as it is shown and as it is typed. */
  plantCode(of: string, datum: Datum, code: string): void
  /** A day, as machines and as people write it. */
  plantDay(of: string, datum: Datum, day: string): void
  find(text: string): readonly Sighting[]
}

const data = Object.keys(whoSees).filter((name): name is Datum => name in whoSees)
const marked = new RegExp(`zq([a-z]+?)zq(${data.join('|')})zq`, 'gi')

export function createMarks(): Marks {
  const others = new Map<string, Sighting>()
  const plant = (of: string, datum: Datum, ...texts: readonly string[]) => {
    for (const text of texts) others.set(text, { of, datum })
  }
  return {
    plantCode: (of, datum, code) => plant(of, datum, code, code.replaceAll('-', '')),
    plantDay(of, datum, day) {
      plant(of, datum, day, formatDate('en', day), formatDate('es', day))
    },
    find(text) {
      const found = new Map<string, Sighting>()
      for (const [, name = '', word = ''] of text.matchAll(marked)) {
        const of = name.toLowerCase()
        const datum = data.find((one) => one === word.toLowerCase())
        if (datum !== undefined) found.set(`${of} ${datum}`, { of, datum })
      }
      for (const [planted, sighting] of others) {
        if (text.includes(planted)) found.set(`${sighting.of} ${sighting.datum}`, sighting)
      }
      return [...found.values()]
    },
  }
}
