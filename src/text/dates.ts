import { languageFiles } from './files.ts'
import type { Language } from './languages.ts'

/** A day as people write it: "November 23, 2025". @param time RFC 3339; what is no time is shown as it is. */
export function formatDate(language: Language, time: string): string {
  return format(
    time,
    new Intl.DateTimeFormat(languageFiles[language].locale, { dateStyle: 'long', timeZone: 'UTC' }),
  )
}

/** A day and a time of day, in UTC and saying so. @param time RFC 3339; what is no time is shown as it is. */
export function formatDateTime(language: Language, time: string): string {
  return format(
    time,
    new Intl.DateTimeFormat(languageFiles[language].locale, {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
      timeZoneName: 'short',
    }),
  )
}

/** An hour of a day, in UTC and saying so: "November 23, 2025, 14 – 15 UTC". @param time RFC 3339, its beginning */
export function formatHour(language: Language, time: string): string {
  const from = Number(time.slice(11, 13))
  const to = String(from + 1).padStart(2, '0')
  const day = formatDate(language, time)
  return `${day}, ${String(from).padStart(2, '0')}:00–${to}:00 UTC`
}

function format(time: string, formatter: Intl.DateTimeFormat): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : formatter.format(date)
}
