import { idOf, type JsonObject } from '../../credentials/json.ts'
import type { VerificationKey } from '../../credentials/proof.ts'
import type { Finding } from '../check.ts'
import { member, textOf } from '../json-values.ts'
import { assertionKeys, wellKnownKeys } from '../listed-keys.ts'
import { isTrialName } from '../public-name.ts'
import type { Resolver } from '../resolve.ts'

/** Who says to have issued, and the keys that this issuer's own document lists for assertions. */
export interface Identity {
  readonly id: string | undefined
  /** Undefined when the document could not be had or says nothing of keys. */
  readonly keys: readonly VerificationKey[] | undefined
  readonly trial: boolean
}

/** OB 3.0 §9.1 step 2, first half: does the issuer's id lead to a document that bears the same id? */
export async function checkIssuer(
  credential: JsonObject,
  resolver: Resolver,
  now: Date,
): Promise<{ readonly finding: Finding; readonly identity: Identity }> {
  const id = idOf(member(credential, 'issuer'))
  if (id === undefined) {
    const finding = { result: 'failed', code: 'issuer-missing' } as const
    return { finding, identity: { id, keys: undefined, trial: false } }
  }
  const trial = isTrialName(id)
  const answer = await resolver.resolve(id)
  const found = (finding: Finding, keys?: readonly VerificationKey[]) => ({
    finding: { values: { issuer: id }, source: answer.source, ...finding },
    identity: { id, keys, trial },
  })
  if (!answer.ok) {
    return found({
      result: 'unknown',
      code: answer.code === 'not-resolvable' ? 'issuer-kind-not-known' : 'issuer-not-reached',
      values: { issuer: id, reason: answer.code },
    })
  }
  if (textOf(member(answer.document, 'id')) !== id) {
    return found({ result: 'failed', code: 'issuer-document-names-another' })
  }
  const keys = assertionKeys(answer.document, now) ?? (await wellKnownKeys(id, resolver))
  return found({ result: 'passed', code: passedCode(id, trial) }, keys)
}

function passedCode(id: string, trial: boolean): string {
  if (/^did:(key|jwk):/.test(id)) return 'issuer-is-a-key'
  return trial ? 'trial-issuer' : 'issuer-found'
}
