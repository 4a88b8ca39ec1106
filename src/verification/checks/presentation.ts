import { knownContexts } from '../../credentials/contexts/contexts.ts'
import { checkPresentationJwt } from '../../credentials/check-presentation-jwt.ts'
import { rememberingSuite } from '../../credentials/cryptosuite.ts'
import { idOf, listOf, parseJsonObject } from '../../credentials/json.ts'
import { checkDocumentProof, type ProofAnswer } from '../../credentials/proof.ts'
import type { Finding } from '../check.ts'
import { member, textOf } from '../json-values.ts'
import { createKeyRing } from '../key-ring.ts'
import { assertionKeys } from '../listed-keys.ts'
import type { Queue } from '../queue.ts'
import type { Presentation } from '../read-presentation.ts'
import type { Resolver } from '../resolve.ts'
import { findingOf, inItsTime } from './proof.ts'

/** For which occasion and for whom a presentation must have been made. */
export interface Occasion {
  /** The verifier's own, that nobody could know before. */
  readonly challenge?: string
  /** The verifier itself. */
  readonly domain?: string
}

export interface PresentationMeans extends Occasion {
  readonly resolver: Resolver
  readonly now: Date
  readonly inTurn: Queue
}

/** VC Data Model 2.0 §4.13: what a presentation must have to be one. */
export function checkPresentationStructure({ document, form }: Presentation): Finding {
  const [first] = listOf(member(document, '@context'))
  const models = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/2018/credentials/v1']
  const bad = (path: string): Finding => ({
    result: 'failed',
    code: 'presentation-malformed',
    values: { path },
  })
  // Credentials in a bare list are shown without any claim to be more than that.
  const isBare = form === 'unsigned' && member(document, '@context') === undefined
  if (!isBare && !models.some((model) => model === first)) return bad('/@context/0')
  const holder = member(document, 'holder')
  const id = idOf(holder)
  if (holder !== undefined && (id === undefined || !/^[a-z][a-z0-9+.-]*:\S+$/i.test(id))) {
    return bad('/holder')
  }
  return { result: 'passed', code: 'presentation' }
}

/**
 * Who shows it: a proof for `authentication` by a key that the holder's own document lists for it, made for this occasion
 * and for this verifier where they are asked for (VC Data Integrity §4.4; VC-JOSE-COSE §3.1.2). A holder that is not named
 * is whoever controls the key.
 */
export async function checkPresentation(
  presentation: Presentation,
  { resolver, now, inTurn, challenge, domain }: PresentationMeans,
): Promise<Finding> {
  const occasion = {
    ...(challenge === undefined ? {} : { challenge }),
    ...(domain === undefined ? {} : { domain }),
  }
  if (presentation.form === 'unsigned') {
    const asked = Object.keys(occasion).length > 0
    return { result: asked ? 'failed' : 'not-applicable', code: 'presentation-unsigned' }
  }
  const holder = presentation.holder ?? keyHolder(presentation)
  if (holder === undefined) return { result: 'failed', code: 'proof-malformed' }
  const answer = await resolver.resolve(holder)
  const values = { holder }
  if (!answer.ok) {
    return { result: 'unknown', code: 'holder-not-reached', values, source: answer.source }
  }
  if (textOf(member(answer.document, 'id')) !== holder) {
    return {
      result: 'failed',
      code: 'holder-document-names-another',
      values,
      source: answer.source,
    }
  }
  const keys = assertionKeys(answer.document, now, 'authentication')
  const { listed } = createKeyRing({ id: holder, keys, trial: false }, resolver)
  const expected = { findKey: listed, controller: holder, ...occasion }
  const proof: ProofAnswer =
    presentation.form === 'jwt'
      ? await checkPresentationJwt(presentation.token, { findKey: listed, ...occasion })
      : await checkDocumentProof(presentation.document, {
          ...expected,
          purpose: 'authentication',
          contexts: knownContexts(),
          suite: rememberingSuite(inTurn),
        })
  const finding = proof.result === 'passed' ? inItsTime(proof, now) : findingOf(proof)
  // A key that the holder does not list is anybody's.
  const code = finding.code === 'key-unavailable' ? 'key-not-listed-by-holder' : finding.code
  const result = code === 'key-not-listed-by-holder' ? 'failed' : finding.result
  return {
    ...finding,
    result,
    code: code === 'signed-by-issuer' ? 'shown-by-holder' : code,
    values: { ...finding.values, ...values },
    source: answer.source,
  }
}

function keyHolder(presentation: Presentation): string | undefined {
  const [proof] = listOf(member(presentation.document, 'proof'))
  const method =
    presentation.form === 'jwt'
      ? textOf(member(headerOf(presentation.token), 'kid'))
      : idOf(member(proof, 'verificationMethod'))
  return method?.startsWith('did:') === true ? method.split('#', 1)[0] : undefined
}

function headerOf(token: string) {
  return parseJsonObject(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'))
}
