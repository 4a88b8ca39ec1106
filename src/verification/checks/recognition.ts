import type { Finding } from '../check.ts'

/** Answers the registries that name an issuer; undefined when no registry could be asked. */
export type Recognise = (issuerId: string) => Promise<readonly string[] | undefined>

/** Is the issuer in a registry that we know? Never needed for a good verdict: a stranger may be honest. */
export async function checkRecognition(
  issuerId: string | undefined,
  recognise: Recognise | undefined,
): Promise<Finding> {
  if (recognise === undefined || issuerId === undefined) {
    return { result: 'not-applicable', code: 'no-registry-known' }
  }
  const registries = await recognise(issuerId)
  if (registries === undefined) return { result: 'unknown', code: 'registry-not-reached' }
  if (registries.length === 0) return { result: 'not-applicable', code: 'in-no-known-registry' }
  return { result: 'passed', code: 'in-registry', values: { registries: registries.join(', ') } }
}
