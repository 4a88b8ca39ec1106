import { isDeepStrictEqual } from 'node:util'
import { Check } from 'typebox/value'
import { WorkForm } from '../../schemas/requests/applications.ts'
import type { NewFile } from './handed-in.ts'
import { staying, timesWritten, type SavedWork } from './in-hand.ts'
import { tidyWork, type Scale } from './sound-work.ts'
import type { Application, Work } from './tables.ts'

/** What was typed and chosen on the page, to be kept. */
export function savedFrom(form: WorkForm, files: readonly NewFile[]): SavedWork {
  const { words, links, levels, then, seen, window } = form
  const typing = then === 'typing' ? { typing: { seen, window } } : {}
  return { words, links, levels, files: form.files, newFiles: files, ...typing }
}

/**
 * Which writing the form goes on from: the last one, where it shows just that, as after a button that saved it; else
 * the one that it was sent with.
 */
export function seenIn(typed: Readonly<Record<string, unknown>>, application: Application): number {
  const last = timesWritten(application)
  const seen = typeof typed['seen'] === 'number' ? typed['seen'] : last
  if (!Check(WorkForm, typed)) return seen
  const { work } = application
  const shown: Work = { ...tidyWork(typed), files: staying(work, typed) }
  return isDeepStrictEqual(shown, work) ? last : seen
}

/** How the form begins: with what is kept. */
export function workValues({ words, links, levels, files }: Work, scales: readonly Scale[]) {
  return {
    ...(words === undefined ? {} : { words }),
    links,
    levels: scales.map(({ key }) => ({
      key,
      level: levels.find((one) => one.key === key)?.level ?? '',
    })),
    files: files.map(({ id, title }) => ({ id, title })),
  }
}

/** The files are those that are kept by now, each with what was typed of it: some may have come, and others gone. */
export function filesInForm(typed: unknown, { files }: Work): readonly object[] {
  const rows: readonly unknown[] = Array.isArray(typed) ? typed : []
  const typedOf = (id: string) => rows.filter(isTree).find((row) => Reflect.get(row, 'id') === id)
  return files.map(({ id, title }) => ({ id, title, ...(typedOf(id) ?? {}) }))
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
