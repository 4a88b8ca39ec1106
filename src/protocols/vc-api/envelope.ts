import { credentialsV2 } from '../../credentials/contexts/contexts.ts'
import { none, problem, type DataModelProblem } from '../../credentials/data-model/problem.ts'
import { tokenIn } from '../../credentials/envelope.ts'
import { listOf, type JsonObject } from '../../credentials/json.ts'

type Envelope = 'EnvelopedVerifiableCredential' | 'EnvelopedVerifiablePresentation'

const compactJwt = /^[\w-]+\.[\w-]+\.[\w-]+$/

/** The token in the id of an envelope; undefined for any other id, and for what is no compact JWT. */
export function jwtIn(object: JsonObject): string | undefined {
  const token = tokenIn(object)?.token
  return token !== undefined && compactJwt.test(token) ? token : undefined
}

/**
 * In what an envelope breaks VC Data Model 2.0 §4.13.1 and §4.13.2: the base context, the one type, and a data address as
 * its id. What is no envelope, and does not look like one, is not judged here.
 * https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials
 */
export function envelopeProblems(
  object: JsonObject,
  envelope: Envelope,
): readonly DataModelProblem[] {
  const isEnvelope = listOf(object['type']).includes(envelope)
  const hasToken = jwtIn(object) !== undefined
  if (!isEnvelope) return hasToken ? problem('/type', 'choice') : none
  return [
    ...(listOf(object['@context'])[0] === credentialsV2 ? none : problem('/@context', 'choice')),
    ...(hasToken ? none : problem('/id', 'format')),
  ]
}
