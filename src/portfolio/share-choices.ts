import { WaymarkError, type FieldProblem } from '../errors.ts'
import type { ShareAudience } from '../learners/visibility.ts'
import type { New } from '../storage/tables.ts'
import { timestamp } from '../world.ts'
import type { NameForm, Share } from './tables.ts'

/** What whoever shares decides, and may decide anew while the share is not closed. */
export interface ShareChoices {
  readonly endsAt: string
  readonly nameForm: NameForm
  /** Everybody where nothing is said. */
  readonly audience?: ShareAudience
  readonly preparedFor?: string
  readonly nickname?: string
  readonly searchable?: boolean
}

/** A share lasts a year at the most; its end can be moved. */
const longestShareDays = 366

export function audienceOf({ audience = 'public' }: Pick<Share, 'audience'>): ShareAudience {
  return audience
}

/**
 * What fits together of what was chosen: who is for everybody has no addressee, who is called by another name needs no
 * nickname, and only an adult's share for everybody may be found by search engines.
 *
 * @throws WaymarkError invalid-request with every problem
 */
export function soundChoices(chosen: ShareChoices, now: Date, isAdult: boolean): ShareChoices {
  const { endsAt, nameForm, nickname, preparedFor, searchable = false } = chosen
  const audience = audienceOf(chosen)
  const latest = timestamp(new Date(now.getTime() + longestShareDays * 86_400_000))
  const problems: FieldProblem[] = []
  if (endsAt > latest) problems.push({ path: '/endsAt', rule: 'too-large' })
  if (endsAt <= timestamp(now)) problems.push({ path: '/endsAt', rule: 'too-small' })
  if (audience === 'third-party' && preparedFor === undefined) {
    problems.push({ path: '/preparedFor', rule: 'required' })
  }
  if (nameForm === 'nickname' && nickname === undefined) {
    problems.push({ path: '/nickname', rule: 'required' })
  }
  if (searchable && !(isAdult && audience === 'public')) {
    problems.push({ path: '/searchable', rule: 'choice' })
  }
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
  return {
    endsAt,
    nameForm,
    audience,
    ...(audience === 'third-party' && preparedFor !== undefined ? { preparedFor } : {}),
    ...(nameForm === 'nickname' && nickname !== undefined ? { nickname } : {}),
    ...(searchable ? { searchable } : {}),
  }
}

/**
 * What a share says with a change, and what of it is no choice. That search engines may list it was chosen for
 * everybody: it is not taken along to an audience that it does not fit.
 */
export function withChange(
  share: New<Share>,
  change: Partial<ShareChoices>,
): { readonly choices: ShareChoices; readonly rest: Omit<New<Share>, keyof ShareChoices> } {
  const { endsAt, nameForm, audience, preparedFor, nickname, searchable, ...rest } = share
  const choices = {
    endsAt,
    nameForm,
    ...(audience === undefined ? {} : { audience }),
    ...(preparedFor === undefined ? {} : { preparedFor }),
    ...(nickname === undefined ? {} : { nickname }),
    ...(searchable === undefined || change.audience === 'third-party' ? {} : { searchable }),
    ...change,
  }
  return { choices, rest }
}
