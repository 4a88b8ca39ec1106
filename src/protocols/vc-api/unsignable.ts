import { WaymarkError } from '../../errors.ts'

/**
 * Signs what somebody else wrote: what the JSON-LD processor or the signing itself refuses about the document is an
 * answer to whoever sent it. Our own faults stay faults.
 * @throws WaymarkError invalid-request, with what is wrong as `values.reason`
 */
export async function refusingUnsignable<T>(sign: () => Promise<T>): Promise<T> {
  try {
    return await sign()
  } catch (cause) {
    const reason = reasonOf(cause)
    if (reason === undefined) throw cause
    throw new WaymarkError('invalid-request', {
      problems: [{ path: '/credential', rule: 'format' }],
      values: { reason },
      cause,
    })
  }
}

function reasonOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined
  if (error.name.startsWith('jsonld.')) return 'terms-not-covered'
  if (error instanceof TypeError && /cannot be signed: /.test(error.message)) {
    return error.message.split(': ').at(-1)
  }
  if (/^not known here: /.test(error.message)) return 'context-unknown'
  if (/Maximum deep iterations/.test(error.message)) return 'too-complex'
  return reasonOf(error.cause, depth + 1)
}
