import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { documentLoader, knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { rememberingSuite } from '../../src/credentials/cryptosuite.ts'
import { contextOfProof, hashOfProof } from '../../src/credentials/cryptosuites/rdfc.ts'
import { hash } from '../../src/credentials/cryptosuites/signature.ts'
import type { Canonize } from '../../src/credentials/cryptosuites/suite.ts'
import type { Json, JsonObject } from '../../src/credentials/json.ts'
import { generateKeyPair } from '../../src/credentials/keys.ts'
import { base58Of } from '../../src/credentials/multibase.ts'

/** Somebody with a wallet: a did:key that shows credentials. */
export interface Holder {
  readonly did: string
  readonly method: string
  presentation(credentials: readonly Json[], changes?: JsonObject): JsonObject
  /** With an embedded proof; `options` are members of the proof. */
  present(presentation: JsonObject, options?: JsonObject): Promise<JsonObject>
  /** As VC-JOSE-COSE has it; `claims` go beside the presentation. */
  jwt(presentation: JsonObject, claims?: JsonObject, header?: JsonObject): string
}

const canonize: Canonize = (document, messageDigestAlgorithm) =>
  rememberingSuite().canonize(document, {
    documentLoader: documentLoader(knownContexts()),
    messageDigestAlgorithm,
    safe: true,
    base: null,
  })

export async function createHolder(): Promise<Holder> {
  const pair = await generateKeyPair('Ed25519')
  const privateKey = createPrivateKey({
    key: Buffer.from(pair.privatePkcs8),
    format: 'der',
    type: 'pkcs8',
  })
  const multibase = pair.publicKeyMultibase ?? ''
  const did = `did:key:${multibase}`
  const method = `${did}#${multibase}`
  return {
    did,
    method,
    presentation: (credentials, changes = {}) => ({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: did,
      verifiableCredential: [...credentials],
      ...changes,
    }),
    present: (presentation, options = {}) => signed(presentation, options, method, privateKey),
    jwt(presentation, claims = {}, header = {}) {
      const encode = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const head = encode({ alg: 'EdDSA', typ: 'vp+jwt', kid: method, ...header })
      const text = `${head}.${encode({ ...presentation, ...claims })}`
      return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`
    },
  }
}

async function signed(
  document: JsonObject,
  options: JsonObject,
  verificationMethod: string,
  privateKey: KeyObject,
): Promise<JsonObject> {
  const proof: JsonObject = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2025-06-15T11:59:00Z',
    verificationMethod,
    proofPurpose: 'authentication',
    ...options,
  }
  const hashes = [
    await hashOfProof(contextOfProof(document), proof, canonize, 'SHA-256'),
    hash(await canonize(document, 'SHA-256'), 'SHA-256'),
  ]
  const proofValue = base58Of(sign(null, Buffer.concat(hashes), privateKey))
  return { ...document, proof: { ...proof, proofValue } }
}
