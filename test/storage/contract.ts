import type { Storage, Table } from '../../src/storage/tables.ts'
import type { TestStorage } from '../support/storage.ts'
import { findsContract } from './contract-finds.ts'
import { keepingContract } from './contract-keeping.ts'
import { writesContract, type Deviations } from './contract-writes.ts'
import { modelContract } from './model.ts'
import { thingTable, type Thing, type ThingIndex } from './things.ts'

const none: Deviations = { noDuplicateOnReplace: false, noListInList: false, boundsMetApart: false }

/** What every engine owes its callers. `make` opens an empty store. */
export function storageContract(
  make: () => Promise<TestStorage>,
  deviations: () => Deviations = () => none,
): void {
  let made: TestStorage | undefined
  let table: Table<Thing, ThingIndex> | undefined

  before(async () => {
    made = await make()
    table = made.storage.open(thingTable)
    await made.storage.prepare()
  })
  after(() => made?.discard())

  const things = () => present(table)
  const storage = (): Storage => present(made).storage

  writesContract(things, deviations)
  findsContract(things, deviations)
  keepingContract(make, things, storage, deviations)
  modelContract(things, deviations)
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the store is not open')
  return value
}
