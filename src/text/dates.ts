import type { Language } from './languages.ts'

/** A day as people write it: "November 23, 2025". @param time RFC 3339; what is no time is shown as it is. */
export function formatDate(language: Language, time: string): string {
  return format(
    time,
    new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }),
  )
}

/** A day and a time of day, in UTC and saying so. @param time RFC 3339; what is no time is shown as it is. */
export function formatDateTime(language: Language, time: string): string {
  return format(
    time,
    new Intl.DateTimeFormat(locales[language], {
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

const locales: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-419' }

function format(time: string, formatter: Intl.DateTimeFormat): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : formatter.format(date)
}
