import type {
  VerificationResult,
  VerifyPresentationBody,
} from '../../../schemas/requests/vc-api.ts'
import { checkPresentationJwt } from '../../credentials/check-presentation-jwt.ts'
import { rememberingSuite } from '../../credentials/cryptosuite.ts'
import { presentationProblems } from '../../credentials/data-model/credential.ts'
import { idOf, isJsonObject, listOf, type JsonObject } from '../../credentials/json.ts'
import { checkDocumentProof, type FindKey, type ProofAnswer } from '../../credentials/proof.ts'
import { assertionKeys } from '../../verification/listed-keys.ts'
import { boundedResolver, type Resolver } from '../../verification/resolve.ts'
import { envelopeProblems, jwtIn } from './envelope.ts'
import { objectOf } from './issue-credential.ts'
import { broken, resultOf, verifyCredential, type VerifyMeans } from './verify-credential.ts'

/** More than anybody shows at once; each is verified on its own. */
const mostCredentials = 10

type Options = NonNullable<VerifyPresentationBody['options']>

/**
 * VC-API §3.3.2 Verify Presentation: its data model, that its holder made it for this occasion, and each credential in
 * it.
 * https://w3c-ccg.github.io/vc-api/#verify-presentation
 */
export async function verifyPresentation(
  { verifiablePresentation, options = {} }: VerifyPresentationBody,
  means: VerifyMeans,
): Promise<VerificationResult> {
  const sent = objectOf(verifiablePresentation)
  const faults = envelopeProblems(sent, 'EnvelopedVerifiablePresentation')
  if (faults.length > 0) return broken(faults)

  const { answer, presentation } = await checkHolder(sent, options, means)
  if (presentation === undefined) return broken([{ path: '/id', rule: 'format' }])
  const problems = presentationProblems(presentation)
  if (problems.length > 0) return broken(problems)
  const inside = listOf(presentation['verifiableCredential'])
  if (inside.length > mostCredentials) {
    return broken([{ path: '/verifiableCredential', rule: 'too-many' }])
  }

  const checks = [{ check: 'proof', ...inItsTime(answer, means.now()) }]
  // Nobody's credentials are looked after for somebody who is not their holder.
  if (answer.result !== 'passed') return resultOf(checks)
  const results = await Promise.all(
    inside.map(async (credential, place) => {
      const { checks: found } = await verifyCredential(
        { verifiableCredential: isJsonObject(credential) ? credential : {}, options },
        means,
      )
      const at = `/verifiableCredential/${String(place)}`
      return found.map((one) => ({ ...one, path: `${at}${one.path ?? ''}` }))
    }),
  )
  return resultOf([...checks, ...results.flat()])
}

interface HolderCheck {
  readonly answer: ProofAnswer
  readonly presentation: JsonObject | undefined
}

async function checkHolder(
  sent: JsonObject,
  options: Options,
  means: VerifyMeans,
): Promise<HolderCheck> {
  const resolver = boundedResolver(means.resolver)
  const findKey = authenticationKeys(resolver, means.now())
  const { challenge, domain } = options
  const occasion = {
    ...(challenge === undefined ? {} : { challenge }),
    ...(domain === undefined ? {} : { domain }),
  }
  const token = jwtIn(sent)
  if (token !== undefined) {
    const { presentation, ...answer } = await checkPresentationJwt(token, { findKey, ...occasion })
    return { answer, presentation }
  }
  const answer = await checkDocumentProof(sent, {
    findKey,
    controller: await controllerOf(sent, findKey),
    purpose: 'authentication',
    ...occasion,
    contexts: means.contexts,
    suite: rememberingSuite(means.inTurn),
  })
  return { answer, presentation: sent }
}

/** The holder where one is named; otherwise whoever controls the key, for a presentation that names nobody. */
async function controllerOf(
  presentation: JsonObject,
  findKey: FindKey,
): Promise<string | undefined> {
  const holder = idOf(presentation['holder'])
  if (holder !== undefined) return holder
  const [proof] = listOf(presentation['proof'])
  const method = isJsonObject(proof) ? idOf(proof['verificationMethod']) : undefined
  return method === undefined ? undefined : (await findKey(method))?.controller
}

/** Keys that the document which their own name leads to lists for authentication. One that bears another name speaks for nobody. */
function authenticationKeys(resolver: Resolver, now: Date): FindKey {
  return async (name) => {
    const controller = name.split('#', 1)[0] ?? ''
    const answer = await resolver.resolve(controller)
    if (!answer.ok || answer.document['id'] !== controller) return undefined
    const keys = assertionKeys(answer.document, now, 'authentication') ?? []
    return keys.find((key) => key.id === name)
  }
}

/** A proof may have an end of its own (VC Data Integrity §2.1, VC-JOSE-COSE §3.1.3). */
function inItsTime({ result, code, notBefore, expires }: ProofAnswer, now: Date) {
  if (result !== 'passed') return { result, code }
  if (notBefore !== undefined && now < new Date(notBefore)) {
    return { result: 'failed', code: 'proof-not-yet-valid' } as const
  }
  if (expires !== undefined && new Date(expires) <= now) {
    return { result: 'failed', code: 'proof-expired' } as const
  }
  return { result, code }
}
