import { WaymarkError } from '../errors.ts'
import type { SavedWork, SentForm } from './in-hand.ts'
import type { Application, Work } from './tables.ts'
import { saysTheSame } from './typed-work.ts'

type Written = NonNullable<Application['written']>

const never: Written = { times: 0 }

/**
 * Counts one more writing, where other words stand there than before: files come and go beside whoever types. What comes
 * while somebody types has to begin from what is there, or from the same window; a button always writes, and whatever
 * was on its way from that window before comes too late.
 * @param after the work as it is going to be
 * @throws WaymarkError changed-meanwhile
 */
export function writtenAgain(
  { written = never, work }: Pick<Application, 'written' | 'work'>,
  after: Work,
  { form }: SavedWork,
): Written {
  const { times, window, pressedIn } = written
  const isSame = saysTheSame(work, after)
  if (form?.isTyping !== true) {
    const lastPressed = form?.window ?? pressedIn
    return isSame ? writing(times, window, lastPressed) : writing(times + 1, undefined, lastPressed)
  }
  if (isSame) return written
  requireNotOvertaken(written, form)
  return writing(times + 1, form.window, pressedIn)
}

function requireNotOvertaken(written: Written, { seen, window }: SentForm): void {
  const isTooLate = window !== undefined && window === written.pressedIn
  const isSameWindow = window !== undefined && window === written.window
  if (isTooLate || (seen !== written.times && !isSameWindow)) {
    throw new WaymarkError('changed-meanwhile')
  }
}

function writing(times: number, window?: string, pressedIn?: string): Written {
  return {
    times,
    ...(window === undefined ? {} : { window }),
    ...(pressedIn === undefined ? {} : { pressedIn }),
  }
}
