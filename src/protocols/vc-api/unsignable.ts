import { WaymarkError } from '../../errors.ts'

/**
 * Signs what somebody else wrote: what the JSON-LD processor or the signing itself refuses about the document is an
 * answer to whoever sent it. Our own faults stay faults.
 * @throws WaymarkError invalid-request, with what is wrong as `values.reason`
 */
export async function refusingUnsignable<T>(
  sign: () => Promise<T>,
  path = '/credential',
): Promise<T> {
  try {
    return await sign()
  } catch (cause) {
    const reason = reasonOf(cause)
    if (reason === undefined) throw cause
    throw new WaymarkError('invalid-request', {
      problems: [{ path, rule: 'format' }],
      values: { reason },
      cause,
    })
  }
}

const refusals =
  /cannot be signed|signed already|carries no embedded proof|pointer leads nowhere|needs a key of|nothing can be derived|no base proof/

const isOurs = (error: TypeError) => refusals.test(error.message)

function reasonOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined
  if (error.name.startsWith('jsonld.')) return 'terms-not-covered'
  // The signing refuses with a TypeError what does not go with the key, the suite or the pointers that were asked for.
  if (error instanceof TypeError && isOurs(error)) return error.message
  if (/^not known here: /.test(error.message)) return 'context-unknown'
  if (/Maximum deep iterations/.test(error.message)) return 'too-complex'
  return reasonOf(error.cause, depth + 1)
}
