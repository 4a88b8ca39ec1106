import { formatDate } from '../../../src/text/dates.ts'

/** One datum of one person, found in an answer. */
export interface Sighting<D extends string = string> {
  readonly of: string
  readonly datum: D
}

/** A word that stands for one datum of one person, and can be nothing else, however it is written. */
export function mark(of: string, datum: string): string {
  return `Zq${of}zq${datum}zq`
}

export function markedAddress(of: string, datum: string): string {
  return `${mark(of, datum).toLowerCase()}@planted.example`
}

/** Finds what was planted: marked words, and what is no word of ours to choose (days, codes). */
export interface Marks {
  /** A code, as it is shown and as it is typed. */
  plantCode(of: string, datum: string, code: string): void
  /** A day, as machines and as people write it. */
  plantDay(of: string, datum: string, day: string): void
  find(text: string): readonly Sighting[]
}

export function createMarks(): Marks {
  const others = new Map<string, Sighting>()
  const plant = (of: string, datum: string, ...texts: readonly string[]) => {
    for (const text of texts) others.set(text, { of, datum })
  }
  return {
    plantCode: (of, datum, code) => plant(of, datum, code, code.replaceAll('-', '')),
    plantDay(of, datum, day) {
      plant(of, datum, day, formatDate('en', day), formatDate('es', day))
    },
    find(text) {
      const found = new Map<string, Sighting>()
      for (const [, of = '', datum = ''] of text.matchAll(/zq([a-z]+?)zq([a-z]+?)zq/gi)) {
        const name = of.toLowerCase()
        found.set(`${name} ${datum}`, { of: name, datum: datum.toLowerCase() })
      }
      for (const [planted, sighting] of others) {
        if (text.includes(planted)) found.set(`${sighting.of} ${sighting.datum}`, sighting)
      }
      return [...found.values()]
    },
  }
}
