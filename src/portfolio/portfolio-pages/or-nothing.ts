import { WaymarkError } from '../../errors.ts'

/** What may not be shown is not there; a fault is a fault. */
export async function orNothing<Thing>(asked: Promise<Thing>): Promise<Thing | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof WaymarkError && error.status < 500) return undefined
    throw error
  }
}
