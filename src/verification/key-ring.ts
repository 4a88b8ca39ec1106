import { idOf, listOf, type JsonObject } from '../credentials/json.ts'
import { multikeyOf, verifyingKeyOf } from '../credentials/multikey.ts'
import type { FindKey, VerificationKey } from '../credentials/proof.ts'
import type { Identity } from './checks/issuer.ts'
import { member } from './json-values.ts'
import { keyOf } from './listed-keys.ts'
import type { Resolver } from './resolve.ts'

/** Two ways of finding the key that a proof names. Both answer it as the issuer's: who asks draws the conclusion. */
export interface KeyRing {
  /** Only keys that the issuer's own document lists for assertions. */
  readonly listed: FindKey
  /** Whatever stands under the name, so that integrity can be told when the signer cannot. */
  readonly any: FindKey
  /** Whether the issuer lists this very key, under whatever name. */
  lists(jwk: JsonObject | undefined): boolean
}

export function createKeyRing({ id, keys = [] }: Identity, resolver: Resolver): KeyRing {
  const named = (name: string) =>
    keys.find((key) => key.id === name || key.publicJwk?.['kid'] === name)
  const asIssuers = (key: VerificationKey) => ({ ...key, controller: id ?? key.controller })
  return {
    async listed(name) {
      const own = named(name)
      if (own !== undefined) return asIssuers(own)
      // The same key may stand under another address, such as that of its JWK.
      const elsewhere = keys.length === 0 ? undefined : await keyUnder(name, resolver)
      const same =
        elsewhere === undefined ? undefined : keys.find((key) => isSameKey(key, elsewhere))
      return same === undefined ? undefined : asIssuers({ ...same, id: name })
    },
    async any(name) {
      const found = await keyUnder(name, resolver)
      return found === undefined ? undefined : asIssuers(found)
    },
    lists: (jwk) =>
      jwk !== undefined &&
      keys.some((key) => isSameKey(key, { id: '', controller: '', publicJwk: jwk })),
  }
}

/** The key under an address: a bare JWK, or a method inside the document that the name leads to. */
async function keyUnder(name: string, resolver: Resolver): Promise<VerificationKey | undefined> {
  const answer = await resolver.resolve(name)
  if (!answer.ok) return undefined
  const { document } = answer
  const base = name.split('#', 1)[0] ?? name
  if (member(document, 'kty') !== undefined) return keyOf({ ...document, kid: name }, base)
  const methods = [document, ...listOf(member(document, 'verificationMethod'))]
  const wanted = methods.find((one) => {
    const methodId = idOf(one)
    return methodId !== undefined && (methodId === name || base + methodId === name)
  })
  return keyOf(wanted, base)
}

const keyMembers = ['kty', 'crv', 'x', 'y', 'n', 'e']

/** Whether two keys are one, whatever form each is written in. */
function isSameKey(one: VerificationKey, other: VerificationKey): boolean {
  const [some, another] = [verifyingKeyOf(one), verifyingKeyOf(other)]
  if (some !== undefined && another !== undefined) {
    return multikeyOf(some) === multikeyOf(another)
  }
  const [a, b] = [one.publicJwk, other.publicJwk]
  if (a?.['kty'] === undefined || b === undefined) return false
  return keyMembers.every((name) => a[name] === b[name])
}
