import { expect } from 'chai'
import { parseJsonObject, type JsonObject } from '../../../src/credentials/json.ts'
import type { KeyAlgorithm } from '../../../src/credentials/keys.ts'
import { openBadgeCredential } from '../../../src/credentials/open-badge-credential.ts'
import { checkEmbeddedProof } from '../../../src/credentials/proof.ts'
import { deriveCredential, signCredential } from '../../../src/credentials/sign.ts'
import { fullFacts, makeKey, type TestKey } from '../../support/credential-facts.ts'
import { findAmong, stockHolds, suitesWithKeys } from '../../support/suites.ts'

const created = '2025-07-01T12:00:00Z'
const mandatoryPointers = ['/issuer', '/validFrom', '/credentialSubject/achievement/name']

describe('cryptosuites', () => {
  const keys = new Map<KeyAlgorithm, TestKey>()
  before(async () => {
    for (const algorithm of ['Ed25519', 'P-256', 'P-384'] as const) {
      keys.set(algorithm, await makeKey(algorithm))
    }
  })
  const find = () => findAmong([...keys.values()])

  for (const [cryptosuite, algorithm] of suitesWithKeys) {
    describe(`${cryptosuite} with ${algorithm}`, () => {
      let signed: JsonObject
      let shown: JsonObject
      before(async () => {
        const text = await signCredential(
          openBadgeCredential(fullFacts()),
          keys.get(algorithm)!.signer,
          created,
          undefined,
          { cryptosuite, mandatoryPointers },
        )
        signed = parseJsonObject(text)
        shown =
          cryptosuite === 'ecdsa-sd-2023'
            ? parseJsonObject(
                await deriveCredential(signed, ['/name', '/credentialSubject/id', '/evidence']),
              )
            : signed
      })
      it('is good by our own check', async () => {
        for (const one of [signed, shown]) {
          const answer = await checkEmbeddedProof(one, find())
          expect(answer).to.deep.include({ code: 'proof-good', cryptosuite, created })
        }
      })
      it('is good by the stock library', async () => {
        expect(await stockHolds(shown, cryptosuite, [keys.get(algorithm)!.listed])).to.equal(true)
      })
    })
  }
})
