import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { staying, type SavedWork } from './in-hand.ts'
import { tidyWork } from './sound-work.ts'
import type { Work } from './tables.ts'

type Typed = Omit<Work, 'files'>
type Titled = readonly { readonly id: string; readonly title?: string | undefined }[]

/** What of some work was typed or chosen, in one order: not which files there are, but what each is said to show. */
function typedOf({ words = '', links, levels }: Typed, files: Titled): readonly unknown[] {
  return [
    words.trim(),
    links.map(({ url = '', title = '' }) => [url, title]),
    levels.map(({ key, level }) => [key, level]).toSorted(byFirst),
    files.map(({ id, title = '' }) => [id, title]).toSorted(byFirst),
  ]
}

const byFirst = ([one]: readonly unknown[], [other]: readonly unknown[]) =>
  String(one).localeCompare(String(other))

/** Changes whenever what was typed does: a form carries it to tell that nothing was typed in it since it was shown. */
export function typedMark(work: Typed, files: Titled): string {
  const typed = JSON.stringify(typedOf(work, files))
  return createHash('sha256').update(typed).digest('base64url').slice(0, 22)
}

/** Whether two works say the same, whatever files came or went between them. */
export function saysTheSame(one: Work, other: Work): boolean {
  const among = ({ files }: Work) => files.filter(({ id }) => other.files.some(isCalled(id)))
  const back = other.files.filter(({ id }) => one.files.some(isCalled(id)))
  return isDeepStrictEqual(typedOf(one, among(one)), typedOf(other, back))
}

const isCalled = (id: string) => (file: { readonly id: string }) => file.id === id

/** Nothing was typed in the form since it was shown: somebody came to add a file, or to take one out. */
function isUntouched({ form, files = [], ...said }: SavedWork): boolean {
  return form?.shown !== undefined && form.shown === typedMark(tidyWork(said), files)
}

/** What the form says, as it would be work: its words, with the files that are there by now. */
export function workInForm(work: Work, saved: SavedWork): Work {
  return { ...tidyWork(saved), files: staying(work, saved) }
}

/** The work after a save, without files that are new: older words, in a form that nobody typed in, take no newer ones away. */
export function workAfter(work: Work, saved: SavedWork): Work {
  if (!isUntouched(saved)) return workInForm(work, saved)
  const removed = (saved.files ?? []).filter(({ remove }) => remove === true)
  return { ...work, files: work.files.filter(({ id }) => !removed.some(isCalled(id))) }
}
