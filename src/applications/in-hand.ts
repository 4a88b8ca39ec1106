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
  /** The form that it comes from; without one it is simply written. */
  readonly form?: SentForm
}

export interface SentForm {
  /** Nobody pressed a button: a script saves it in a pause. */
  readonly isTyping: boolean
  /** How often what is typed had changed when the form was shown. */
  readonly seen?: number | undefined
  /** The mark of what stood in it then; absent where something was typed since. */
  readonly shown?: string | undefined
  /** In which window it is, where a script runs there. */
  readonly window?: string | undefined
}

/** Before it is sent, and after it came back, it is with whoever applies. */
export function isInHand({ state }: Pick<Application, 'state'>): boolean {
  return state === 'draft' || state === 'returned'
}

/** @throws WaymarkError conflict */
export function requireInHand(application: Application): void {
  if (!isInHand(application)) throw new WaymarkError('conflict')
}

/** How often what is typed in it was changed, for a form to say what it began from. */
export function timesWritten({ written }: Pick<Application, 'written'>): number {
  return written?.times ?? 0
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
