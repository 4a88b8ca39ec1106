import type { Table } from '../storage/tables.ts'
import type { Addressee } from './addressee.ts'
import type { Award } from './tables.ts'

/** One mail for each guardian and each thing to be told, however often it is tried. */
export function keyOf(award: Award, addressee: Addressee): string {
  const key = messageKey(award)
  return addressee.as === 'guardian' ? `${key}-${addressee.accountId}` : key
}

export function isTold({ told = [], ...award }: Award, addressee: Addressee): boolean {
  return told.includes(keyOf(award, addressee))
}

/** Where one guardian cannot be reached now, those who were told are not told again by the next attempt. */
export async function keepTold(
  awards: Pick<Table<Award>, 'change'>,
  award: Award,
  addressee: Addressee,
): Promise<void> {
  const key = keyOf(award, addressee)
  await awards.change(award.id, (found) =>
    found.told?.includes(key) === true
      ? undefined
      : { ...found, told: [...(found.told ?? []), key] },
  )
}

/** Another mail for each corrected copy, the same however often it is tried. */
function messageKey({ id, announces, earlier = [] }: Award): string {
  return announces === undefined ? id : `${id}-${String(earlier.length)}`
}
