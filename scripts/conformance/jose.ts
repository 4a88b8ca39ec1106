import { createPrivateKey } from 'node:crypto'
import { checkPresentationJwt } from '../../src/credentials/check-presentation-jwt.ts'
import {
  credentialProblems,
  presentationProblems,
} from '../../src/credentials/data-model/credential.ts'
import { isJsonObject, listOf, type Json, type JsonObject } from '../../src/credentials/json.ts'
import { signVcJwt, signVpJwt } from '../../src/credentials/jwt.ts'
import type { KeyAlgorithm, Signer } from '../../src/credentials/keys.ts'
import { checkJwt, type FindKey, type VerificationKey } from '../../src/credentials/proof.ts'
import { jwtIn } from '../../src/protocols/vc-api/envelope.ts'

export type Feature = 'credential_jose' | 'presentation_jose'

/** A token by the key of a verification method; undefined for what we do not sign, and keys that we do not sign with. */
export function issueToken(
  document: JsonObject,
  method: JsonObject,
  feature: Feature,
): string | undefined {
  const signer = signerOf(method)
  const isCredential = feature === 'credential_jose'
  const problems = isCredential ? credentialProblems(document) : presentationProblems(document)
  if (signer === undefined || problems.length > 0) return undefined
  const kid = signer.verificationMethod
  return isCredential ? signVcJwt(document, signer, kid) : signVpJwt(document, signer, {}, kid)
}

/** Whether a token is good by the key of a method; of a presentation, also each credential in it by one of `methods`. */
export async function verifyToken(
  token: string,
  method: JsonObject,
  methods: readonly JsonObject[],
  feature: Feature,
): Promise<boolean> {
  if (feature === 'credential_jose') return isGoodCredential(token, findKey([method]))
  const { result, presentation } = await checkPresentationJwt(token, {
    findKey: findKey([method]),
  })
  if (result !== 'passed' || presentation === undefined) return false
  if (presentationProblems(presentation).length > 0) return false
  const inside = listOf(presentation['verifiableCredential']).map((one) =>
    isJsonObject(one) ? jwtIn(one) : undefined,
  )
  const good = await Promise.all(
    inside.map(async (one) => one !== undefined && (await isGoodCredential(one, findKey(methods)))),
  )
  return good.every((one) => one)
}

async function isGoodCredential(token: string, find: FindKey): Promise<boolean> {
  const { result, credential } = await checkJwt(token, find)
  return (
    result === 'passed' && credential !== undefined && credentialProblems(credential).length === 0
  )
}

/** The suite's tokens name a key by its thumbprint, which its method carries as `kid`. */
function findKey(methods: readonly JsonObject[]): FindKey {
  return (name) => {
    const found = methods.find(
      (one) => one['id'] === name || jwkOf(one['publicKeyJwk'])?.['kid'] === name,
    )
    return Promise.resolve(found === undefined ? undefined : keyOf(found))
  }
}

function keyOf({ id, controller, publicKeyJwk }: JsonObject): VerificationKey | undefined {
  const publicJwk = jwkOf(publicKeyJwk)
  if (typeof id !== 'string' || typeof controller !== 'string' || publicJwk === undefined) {
    return undefined
  }
  return { id, controller, publicJwk }
}

const jwkOf = (value: Json | undefined) => (isJsonObject(value) ? value : undefined)

const algorithms: Readonly<Record<string, KeyAlgorithm>> = {
  Ed25519: 'Ed25519',
  'P-256': 'P-256',
  'P-384': 'P-384',
}

function signerOf({ id, secretKeyJwk }: JsonObject): Signer | undefined {
  const jwk = jwkOf(secretKeyJwk)
  if (jwk === undefined || typeof id !== 'string') return undefined
  const { kty, crv, x, y, d } = jwk
  const algorithm = typeof crv === 'string' ? algorithms[crv] : undefined
  if (algorithm === undefined) return undefined
  const key = Object.fromEntries(
    Object.entries({ kty, crv, x, y, d }).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
  return {
    algorithm,
    verificationMethod: id,
    keyUrl: id,
    privateKey: createPrivateKey({ key, format: 'jwk' }),
  }
}
