import { declare, type Entity, type New } from '../../src/storage/tables.ts'

/** An entity with every kind of field that the port knows. */
export interface Thing extends Entity {
  readonly owner: string
  readonly at: string
  readonly list: string
  readonly place: number
  readonly words: readonly string[]
  readonly number?: number
  readonly open?: boolean
  readonly expiresAt?: string
  readonly extra?: unknown
}

export const thingTable = declare<Thing>()({
  name: 'things',
  shape: 1,
  indexes: {
    byOwner: { fields: ['owner', 'at'] },
    byNumber: { fields: ['owner', 'number'] },
    byOpen: { fields: ['owner', 'open', 'at'] },
    byPlace: { fields: ['list', 'place'], unique: true },
    byWord: { fields: ['owner'], each: 'words' },
  },
  expiresAt: 'expiresAt',
})

export type ThingIndex = keyof typeof thingTable.indexes

let made = 0

/** A thing that differs from every other in id and place, and is like them in the rest. */
export function thing(facts: Partial<Omit<Thing, 'version'>> = {}): New<Thing> {
  made += 1
  const id = `thing-${String(made).padStart(6, '0')}`
  return {
    id,
    owner: 'nobody',
    at: '2026-01-01T00:00:00Z',
    list: id,
    place: 1,
    words: [],
    ...facts,
  }
}

/** An owner whom no other test has. */
export function newOwner(): string {
  made += 1
  return `owner-${made}`
}

/** The thing without its number. */
export function withoutNumber<T extends Partial<Thing>>(numbered: T): Omit<T, 'number'> {
  const copy: { number?: unknown } & T = { ...numbered }
  Reflect.deleteProperty(copy, 'number')
  return copy
}
