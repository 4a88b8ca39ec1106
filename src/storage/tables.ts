/**
 * The storage port: what the rest of the service knows of storage. Tables are declared; an engine
 * (sqlite.ts, mongo.ts) opens them. Nothing here or above knows which engine runs.
 */

/** Whatever is stored. `version` counts its changes and belongs to the store. */
export interface Entity {
  readonly id: string
  readonly version: number
}

/** An entity on its way in: the store gives it its version. */
export type New<E extends Entity> = Omit<E, 'version'> & { readonly id: string }

export type IndexValue = string | number | boolean

type Indexable<E> = {
  [K in keyof E]-?: Exclude<E[K], undefined> extends IndexValue ? K : never
}[keyof E] &
  string

type RequiredIndexable<E> = {
  [K in Indexable<E>]: undefined extends E[K] ? never : K
}[Indexable<E>]

type IndexableList<E> = {
  [K in keyof E]-?: Exclude<E[K], undefined> extends readonly string[] ? K : never
}[keyof E] &
  string

/**
 * `fields` in order, equality first, at most one range last. An entity that lacks one of the fields
 * is not in the index. A unique index takes required fields only (MongoDB would store null for a
 * missing one). `each` names a list field whose every value is an entry, after `fields`.
 */
export type Index<E extends Entity> =
  | { readonly fields: readonly Indexable<E>[]; readonly unique?: false; readonly each?: never }
  | {
      readonly fields: readonly RequiredIndexable<E>[]
      readonly unique: true
      readonly each?: never
    }
  | {
      readonly fields: readonly Indexable<E>[]
      readonly each: IndexableList<E>
      readonly unique?: false
    }

export interface Declaration<E extends Entity, I extends string> {
  readonly name: string
  /** The shape version of today's entities; an older one is upgraded when it is read. */
  readonly shape: number
  readonly upgrade?: (old: Readonly<Record<string, unknown>>, fromShape: number) => New<E>
  readonly indexes: Readonly<Record<I, Index<E>>>
  /** A field with an RFC 3339 time after which `sweep` may remove the entity. */
  readonly expiresAt?: Indexable<E>
}

/** Declares a table: `const awards = declare<Award>()({ name: 'awards', ... })`. */
export function declare<E extends Entity>() {
  return <I extends string>(declaration: Declaration<E, I>): Declaration<E, I> => declaration
}

export interface Query<E extends Entity, I extends string> {
  readonly index: I
  /** Values for a prefix of the index's fields. */
  readonly equals?: { readonly [K in keyof E]?: IndexValue }
  /** Bounds on the next field of the index (or on the values of `each`): from inclusive, to exclusive. */
  readonly from?: IndexValue
  readonly to?: IndexValue
  readonly order?: 'ascending' | 'descending'
  /** The `next` of the page before. Anything else is a WaymarkError `invalid-request`. */
  readonly after?: string
  /** How many at most, 1 to 1000. */
  readonly limit: number
}

export interface Page<E extends Entity> {
  readonly rows: readonly E[]
  /** Present where more rows follow: hand it back as `after`. */
  readonly next?: string
}

export type RowResult<E extends Entity> =
  | { readonly ok: true; readonly entity: E }
  | { readonly ok: false; readonly error: Duplicate | Stale }

export interface Table<E extends Entity, I extends string = string> {
  get(id: string): Promise<E | undefined>
  /** Those of the ids that exist, in the order asked for. */
  getMany(ids: readonly string[]): Promise<readonly E[]>
  /** @throws Duplicate when the id or a unique index is taken. */
  insert(entity: New<E>): Promise<E>
  /** Writes only if the stored version is still `entity.version`. @throws Stale, Duplicate */
  replace(entity: E): Promise<E>
  /**
   * Read, change, replace, again when somebody else was faster. `change` returns undefined to leave
   * the entity as it is, and may throw to refuse. Answers undefined when there is no such entity.
   */
  change(id: string, change: (entity: E) => New<E> | undefined): Promise<E | undefined>
  remove(id: string): Promise<boolean>
  insertMany(entities: readonly New<E>[]): Promise<readonly RowResult<E>[]>
  replaceMany(entities: readonly E[]): Promise<readonly RowResult<E>[]>
  /** Adds to a number field atomically (a missing field counts as 0); answers the new entity. */
  increment(id: string, field: Indexable<E>, by: number): Promise<E | undefined>
  /** By keyset over a declared index, never by offset. An `each` index answers in order of id. */
  find(query: Query<E, I>): Promise<Page<E>>
}

export interface Storage {
  readonly engine: 'sqlite' | 'mongodb'
  open<E extends Entity, I extends string>(declaration: Declaration<E, I>): Table<E, I>
  /** Builds what the opened tables need (indexes). Call once after all are open. */
  prepare(): Promise<void>
  /** Resolves when the engine answers, rejects when it does not. */
  ping(): Promise<void>
  /** Removes entities whose `expiresAt` lies before `now`; answers how many. */
  sweep(now: Date): Promise<number>
  /** Everything that is stored, for a backup taken while the service runs. */
  dump(): AsyncIterable<{ readonly table: string; readonly row: Readonly<Record<string, unknown>> }>
  /** Puts dumped rows back into an empty store, which nobody else uses meanwhile. */
  load(
    rows: AsyncIterable<{
      readonly table: string
      readonly row: Readonly<Record<string, unknown>>
    }>,
  ): Promise<number>
  close(): Promise<void>
}

/** The id or a unique index is taken. */
export class Duplicate extends Error {
  readonly index: string
  constructor(index: string) {
    super(`an entity with the same ${index} exists`)
    this.name = 'Duplicate'
    this.index = index
  }
}

/** Somebody else changed or removed the entity meanwhile. */
export class Stale extends Error {
  constructor() {
    super('the entity was changed meanwhile')
    this.name = 'Stale'
  }
}
