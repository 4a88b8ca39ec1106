import type { Request } from 'express'
import { WaymarkError } from '../errors.ts'

/**
 * The page for a browser and for whoever takes anything; one of the other types where those are named and anything is only
 * the last resort: that is software asking for a form that there is not, which gets the first.
 *
 * @throws WaymarkError not-acceptable, with the types that there are
 */
export function wantedType<Type extends string>(
  request: Request,
  types: readonly [Type, ...Type[]],
): Type | 'page' {
  const accepted = request.accepts(['text/html', ...types])
  if (accepted === false) {
    throw new WaymarkError('not-acceptable', {
      values: { formats: ['text/html', ...types].join(', ') },
    })
  }
  const [first] = types
  if (accepted !== 'text/html') return types.find((type) => type === accepted) ?? first
  const named = request.accepts().filter((type) => type !== '*/*')
  return named.length === 0 || named.some((type) => type.startsWith('text/')) ? 'page' : first
}
