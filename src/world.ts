/** Time and chance, handed to whatever needs them, so that a test can hold them still. */
export interface World {
  /** The present moment. */
  readonly now: () => Date
  /** `size` unpredictable bytes. */
  readonly random: (size: number) => Uint8Array
  /** An unguessable id of 128 bits, fit for URLs and DID paths: 22 characters of base64url. */
  readonly newId: () => string
  /** A version 4 UUID, bare. */
  readonly newUuid: () => string
}

/** RFC 3339 in UTC with whole seconds: the one form of time that is stored, signed and shown to machines. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}
