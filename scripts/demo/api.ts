/** A program with an API key. */
export interface Api {
  call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
}

/** @throws Error with the problem document when the answer is no success */
export function createApi(base: string, key?: string): Api {
  return {
    async call(method, path, body) {
      const response = await fetch(new URL(path, base), {
        method,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      const parsed: unknown = text === '' ? {} : JSON.parse(text)
      return membersOf(parsed)
    },
  }
}

/** A member that must be text. */
export function textOf(value: Readonly<Record<string, unknown>>, name: string): string {
  const member = value[name]
  if (typeof member !== 'string') throw new Error(`${name} is missing in the answer`)
  return member
}

/** The members of a JSON object; none where it is something else. */
export function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
