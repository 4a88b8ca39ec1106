import { WaymarkError } from '../errors.ts'
import type { SaidOfWork } from './sound-work.ts'
import type { NewFile } from './handed-in.ts'
import type { Application, Work } from './tables.ts'

/** What somebody says of their work on one save: files are kept by their ids, and new ones come along. */
export interface SavedWork extends SaidOfWork {
  /** What is said of files; whatever is not named here stays as it is: it may have come in from another window. */
  readonly files?: readonly {
    readonly id: string
    readonly title?: string | undefined
    readonly remove?: boolean | undefined
  }[]
  readonly newFiles?: readonly NewFile[]
  /** Where nobody pressed a button: how often it had been written when the form was shown, and in which window it is. */
  readonly typing?: { readonly seen?: number | undefined; readonly window?: string | undefined }
}

/** Before it is sent, and after it came back, it is with whoever applies. */
export function isInHand({ state }: Pick<Application, 'state'>): boolean {
  return state === 'draft' || state === 'returned'
}

/** @throws WaymarkError conflict */
export function requireInHand(application: Application): void {
  if (!isInHand(application)) throw new WaymarkError('conflict')
}

/** How often it was written, for a form to say what it began from. */
export function timesWritten({ written }: Pick<Application, 'written'>): number {
  return written?.times ?? 0
}

/**
 * Counts one more writing. What comes while somebody types has to begin from what is there, or from the same window; a
 * button always writes, and whatever was on its way from that window before comes too late.
 * @throws WaymarkError changed-meanwhile
 */
export function writtenAgain(
  application: Pick<Application, 'written'>,
  { typing }: Pick<SavedWork, 'typing'>,
): NonNullable<Application['written']> {
  const times = timesWritten(application)
  if (typing === undefined) return { times: times + 1 }
  const { seen, window } = typing
  const isSameWindow = window !== undefined && window === application.written?.window
  if (seen !== times && !isSameWindow) throw new WaymarkError('changed-meanwhile')
  return { times: times + 1, ...(window === undefined ? {} : { window }) }
}

/** Which files stay, and under which titles. */
export function staying({ files }: Work, { files: said = [] }: SavedWork): Work['files'] {
  return files.flatMap((file) => {
    const { title = file.title, remove = false } = said.find(({ id }) => id === file.id) ?? {}
    return remove ? [] : [{ ...file, title }]
  })
}

/** The application with other work, and the files of that. */
export function withWork(
  application: Application,
  work: Work,
  changedAt: string,
): Omit<Application, 'version'> {
  return { ...application, work, fileIds: work.files.map(({ id }) => id), changedAt }
}
