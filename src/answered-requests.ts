/** One attempt at a request, taken hold of. */
export interface Attempt {
  /** The same for every attempt at this request. */
  readonly repeatId: string
  /** Keeps the answer for repeats. */
  answered(answer: string): Promise<void>
  /** Lets the next repeat perform it again. */
  failed(): Promise<void>
}

export type Begun =
  | { readonly kind: 'perform'; readonly attempt: Attempt }
  | { readonly kind: 'answered'; readonly answer: string }
  /** Under this key another request was made. */
  | { readonly kind: 'other-request' }
  | { readonly kind: 'running'; readonly seconds: number }
  /** It began and never ended: what it did, nobody knows. */
  | { readonly kind: 'fate-unknown' }
  /** It was answered by more than is kept. */
  | { readonly kind: 'not-kept' }

/** Remembers requests that came with a key, for a day. */
export interface AnsweredRequests {
  begin(request: {
    /** Whose key it is: an account at a browser, or one API key. */
    readonly owner: string
    readonly key: string
    /** Tells this request from any other; may hold personal data. */
    readonly content: string
    readonly resumable: boolean
  }): Promise<Begun>
}
