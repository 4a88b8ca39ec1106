import { credentialsV2 } from '../../credentials/contexts/contexts.ts'
import { problem, type DataModelProblem } from '../../credentials/data-model/problem.ts'
import { listOf, type JsonObject } from '../../credentials/json.ts'
import { openSecured, type Secured } from '../../verification/secured.ts'

type Envelope = 'EnvelopedVerifiableCredential' | 'EnvelopedVerifiablePresentation'

/** The media types that a data address may name: those of VC-JOSE-COSE, and older ones that are about. */
const mediaTypes =
  /^data:application\/(?:vc|vp|vc-ld|vp-ld)?\+?jwt(?:;base64url)?,([\w-]+\.[\w-]+\.[\w-]+)$/

/**
 * A secured object as it was sent: with its proof inside, or an envelope, whose `id` is a data address of a token (VC Data
 * Model 2.0 §4.13.1, §4.13.2).
 * https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials
 */
export function openEnvelope(
  object: JsonObject,
  envelope: Envelope,
): { readonly secured: Secured } | { readonly problems: readonly DataModelProblem[] } {
  const token = tokenIn(object)
  if (!listOf(object['type']).includes(envelope)) {
    if (token !== undefined) return { problems: problem('/type', 'choice') }
    return { secured: { form: 'embedded', credential: object } }
  }
  const contexts = listOf(object['@context'])
  if (contexts[0] !== credentialsV2) return { problems: problem('/@context', 'choice') }
  if (token === undefined) return { problems: problem('/id', 'format') }
  const opened = openSecured(token)
  return opened.ok ? { secured: opened.secured } : { problems: problem('/id', 'format') }
}

/** The token in the id of an envelope; undefined for any other id. */
export function tokenIn({ id }: JsonObject): string | undefined {
  return typeof id === 'string' ? mediaTypes.exec(id)?.[1] : undefined
}
