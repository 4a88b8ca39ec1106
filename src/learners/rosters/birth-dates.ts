/** Which comes first where a date is written in numbers. */
export type DateOrder = 'day-first' | 'month-first'

/** A month of birth; the day is dropped where it is read. */
export interface BirthMonth {
  /** `YYYY-MM` */
  readonly month: string
  /** Day and month could be the other way round: the later month was taken, so that nobody is too old too soon. */
  readonly isUnclear: boolean
}

/**
 * Reads a date of birth as people write it: 2014-03-09, 9/3/2014, 9.3.14, March 9, 2014, 9 de marzo de 2014, 2014-03.
 * @param order where it is known; else what can be told from the numbers
 * @param today `YYYY-MM-DD`: nobody is born later, or more than 120 years before
 * @returns undefined where it is no such date
 */
export function birthMonthOf(
  text: string,
  order: DateOrder | undefined,
  today: string,
): BirthMonth | undefined {
  const readings = readingsOf(text.trim(), today)
    .filter(
      (reading) => reading.order === undefined || order === undefined || reading.order === order,
    )
    .filter(({ year, month, day }) => isPast(year, month, day, today))
    .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`)
    .toSorted()
  const latest = readings.at(-1)
  return latest === undefined ? undefined : { month: latest, isUnclear: latest !== readings[0] }
}

/** Which order the dates of a column have, where one of them tells. */
export function orderOf(texts: readonly string[]): DateOrder | undefined {
  const pairs = texts.flatMap((text) => {
    const [, first, second] = numbers.exec(text.trim()) ?? []
    return first === undefined ? [] : [{ first: Number(first), second: Number(second) }]
  })
  const dayFirst = pairs.some(({ first, second }) => first > 12 && second <= 12)
  const monthFirst = pairs.some(({ first, second }) => second > 12 && first <= 12)
  if (dayFirst === monthFirst) return undefined
  return dayFirst ? 'day-first' : 'month-first'
}

interface Reading {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly order?: DateOrder
}

const yearFirst = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]\d{2}:.*)?$/u
const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/u
const monthAndYear = /^(\d{1,2})[-/.](\d{4})$/u
const dayThenName =
  /^(\d{1,2})(?:st|nd|rd|th|º)?[ .-]+(?:de )?([\p{L}]{3,})\.?,?[ -]+(?:del? )?(\d{4})$/u
const nameThenDay = /^([\p{L}]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u

const monthNames = [
  ['jan', 'ene'],
  ['feb'],
  ['mar'],
  ['apr', 'abr'],
  ['may'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep', 'set'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
]

function readingsOf(text: string, today: string): readonly Reading[] {
  const iso = yearFirst.exec(text)
  if (iso !== null)
    return [{ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3] ?? 1) }]
  const short = monthAndYear.exec(text)
  if (short !== null) return [{ year: Number(short[2]), month: Number(short[1]), day: 1 }]
  const pair = numbers.exec(text)
  if (pair !== null) {
    const [first, second, year] = [Number(pair[1]), Number(pair[2]), yearOf(pair[3] ?? '', today)]
    return [
      { year, month: second, day: first, order: 'day-first' },
      { year, month: first, day: second, order: 'month-first' },
    ]
  }
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const [, day, named, year] = dayThenName.exec(plain) ?? []
  if (named !== undefined)
    return [{ year: Number(year), month: monthNamed(named), day: Number(day) }]
  const [, name, number, of] = nameThenDay.exec(plain) ?? []
  if (name !== undefined)
    return [{ year: Number(of), month: monthNamed(name), day: Number(number) }]
  return []
}

/** 0 where it is no month. */
function monthNamed(name: string): number {
  return monthNames.findIndex((starts) => starts.some((start) => name.startsWith(start))) + 1
}

/** '14' → 2014, '88' → 1988: nobody is born in a year to come. */
function yearOf(text: string, today: string): number {
  if (text.length === 4) return Number(text)
  const thisYear = Number(today.slice(0, 4))
  const century = thisYear - (thisYear % 100)
  const year = century + Number(text)
  return year > thisYear ? year - 100 : year
}

function isPast(year: number, month: number, day: number, today: string): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return (
    isDate && date.toISOString().slice(0, 10) <= today && year >= Number(today.slice(0, 4)) - 120
  )
}
