import {
  BroughtInPage,
  sumOf,
  type BroughtInProps,
  type LeftOutBadge,
} from '../../templates/portfolio/brought-in.tsx'
import type { WaymarkError } from '../errors.ts'
import type { Text } from '../text/text.ts'
import type { Shown } from '../web/shown.ts'
import type { BroughtIn, LeftOut } from './bring-in.ts'
import { importTile } from './import-tile.ts'

/** Longer texts are not sent round a second time. */
const longestAgain = 150_000

/**
 * Where somebody is led who brought badges in: to the one, to the backpack with all of them, or to what became of each.
 * @param pasted what it was that they typed, if they did
 */
export function afterBringingIn(
  { kept, leftOut }: BroughtIn,
  { text, now, pasted = '' }: { readonly text: Text; readonly now: Date; readonly pasted?: string },
): Shown {
  const [first, ...more] = kept
  if (leftOut.length === 0) {
    const isOne = first !== undefined && more.length === 0
    return { redirect: isOne ? `/backpack/imported/${first.id}` : '/backpack' }
  }
  const told = leftOut.map(leftOutBadge)
  const mayComeLater = told.some(({ reason }) => reason === 'not-reached' || reason === 'full')
  const props: BroughtInProps = {
    kept: kept.map((one) => importTile(one, text, now)),
    leftOut: told,
    ...(mayComeLater && pasted !== '' && pasted.length <= longestAgain ? { again: pasted } : {}),
  }
  return { title: sumOf(props, text), body: <BroughtInPage {...props} /> }
}

function leftOutBadge({ fault, ...told }: LeftOut): LeftOutBadge {
  return { ...told, reason: reasonOf(fault) }
}

function reasonOf({ code, values }: WaymarkError): LeftOutBadge['reason'] {
  switch (code) {
    case 'badge-not-genuine':
      return 'not-genuine'
    case 'badge-from-here':
      return 'from-here'
    case 'already-in-backpack':
      return 'there-already'
    case 'backpack-full':
      return 'full'
    case 'too-large':
      return 'too-large'
    default:
      return values['found'] === 'not-reached' ? 'not-reached' : 'unreadable'
  }
}
