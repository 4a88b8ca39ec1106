import { isDeepStrictEqual } from 'node:util'
import { Check } from 'typebox/value'
import { WorkForm } from '../../schemas/requests/applications.ts'
import type { NewFile } from './handed-in.ts'
import { timesWritten, type SavedWork } from './in-hand.ts'
import type { Scale } from './sound-work.ts'
import type { Application, Work } from './tables.ts'
import { saysTheSame, typedMark, workInForm } from './typed-work.ts'

/** What was typed and chosen on the page, to be kept. */
export function savedFrom(form: WorkForm, files: readonly NewFile[]): SavedWork {
  const { words, links, levels, then, seen, shown, window } = form
  const sent = { isTyping: then === 'typing', seen, shown, window }
  return { words, links, levels, files: form.files, newFiles: files, form: sent }
}

/** Other words were kept than those before whoever sent the form: newer ones, from another window or device. */
export function hasNewerWords(form: WorkForm, { work }: Application): boolean {
  return !saysTheSame(workInForm(work, form), work)
}

/**
 * What the form goes on from: the last writing, where it shows just that, as after a button that saved it; else what it
 * was sent with.
 */
export function beginningOf(
  typed: Readonly<Record<string, unknown>>,
  application: Application,
): { readonly seen: number; readonly shown: string } {
  const { work } = application
  const last = { seen: timesWritten(application), shown: typedMark(work, work.files) }
  const { seen, shown } = typed
  const showsLast = Check(WorkForm, typed) && isDeepStrictEqual(workInForm(work, typed), work)
  if (showsLast || typeof seen !== 'number') return last
  return { seen, shown: typeof shown === 'string' ? shown : '' }
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
