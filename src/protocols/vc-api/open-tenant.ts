import { createPrivateKey } from 'node:crypto'
import { knownContexts, type Contexts } from '../../credentials/contexts/contexts.ts'
import { idOf, parseJsonObject, type JsonObject } from '../../credentials/json.ts'
import { envelopedCredential } from '../../credentials/envelope.ts'
import { signVcJwt } from '../../credentials/jwt.ts'
import { generateKeyPair, type KeyAlgorithm, type Signer } from '../../credentials/keys.ts'
import { signCredential, type ProofSuite } from '../../credentials/sign.ts'
import { WaymarkError } from '../../errors.ts'
import { timestamp, type World } from '../../world.ts'
import type { SecuringOptions, VcApiIssuer } from './issuer.ts'
import { refusingUnsignable } from './unsignable.ts'

/** The context of examples in W3C specifications: any term means something under it, so it is only for the tenant. */
const examplesV2 = 'https://www.w3.org/ns/credentials/examples/v2'

export interface TenantIssuer {
  readonly did: string
  readonly cryptosuite: ProofSuite
}

export interface OpenTenant {
  /** The DIDs that it signs by, each with the cryptosuite that it signs with unless another is asked for. */
  issuers(): Promise<readonly TenantIssuer[]>
  /** Whose status lists there are. */
  owners(): Promise<readonly string[]>
  /** @throws WaymarkError not-allowed for an issuer that it does not hold the key of */
  ofCredential(credential: JsonObject): Promise<VcApiIssuer>
  /** By the name of its key. @throws WaymarkError not-found */
  ofKey(name: string): Promise<VcApiIssuer>
  readonly contexts: Contexts
}

/**
 * An issuer of anything for anybody, for the published test suites: did:key names, with keys that are made at first use
 * and speak for nobody. It is there only where the configuration says so.
 */
export function createOpenTenant(base: string, world: World): OpenTenant {
  const contexts: Contexts = new Map([
    ...knownContexts(),
    [examplesV2, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }],
  ])
  let making: Promise<readonly TenantKey[]> | undefined
  const keys = () => (making ??= Promise.all(keyNames.map(makeKey)))
  const issuerBy = async (isIt: (key: TenantKey) => boolean, code: 'not-allowed' | 'not-found') => {
    const key = (await keys()).find(isIt)
    if (key === undefined) throw new WaymarkError(code)
    return issuerOf(key, { base, world, contexts })
  }
  return {
    contexts,
    issuers: async () =>
      (await keys()).map(({ name, did }) => ({ did, cryptosuite: kinds[name].usual })),
    owners: async () => (await keys()).map(({ name }) => ownerOfKey(name)),
    ofCredential: (credential) => {
      const issuer = idOf(credential['issuer'])
      return issuerBy(({ did }) => did === issuer, 'not-allowed')
    },
    ofKey: (wanted) => issuerBy(({ name }) => name === wanted, 'not-found'),
  }
}

const kinds = {
  ed25519: { algorithm: 'Ed25519', usual: 'eddsa-rdfc-2022' },
  'p-256': { algorithm: 'P-256', usual: 'ecdsa-rdfc-2019' },
  'p-384': { algorithm: 'P-384', usual: 'ecdsa-rdfc-2019' },
  'p-256-sd': { algorithm: 'P-256', usual: 'ecdsa-sd-2023' },
} as const satisfies Record<string, { algorithm: KeyAlgorithm; usual: ProofSuite }>
const keyNames = ['ed25519', 'p-256', 'p-384', 'p-256-sd'] as const

interface TenantKey {
  readonly name: (typeof keyNames)[number]
  readonly did: string
  readonly signer: Signer
}

async function makeKey(name: TenantKey['name']): Promise<TenantKey> {
  const algorithm = kinds[name].algorithm
  const pair = await generateKeyPair(algorithm)
  const multibase = pair.publicKeyMultibase ?? ''
  const did = `did:key:${multibase}`
  const verificationMethod = `${did}#${multibase}`
  const privateKey = createPrivateKey({
    key: Buffer.from(pair.privatePkcs8),
    format: 'der',
    type: 'pkcs8',
  })
  return {
    name,
    did,
    signer: { algorithm, verificationMethod, keyUrl: verificationMethod, privateKey },
  }
}

const ownerOfKey = (name: TenantKey['name']) => `tenant:${name}`

interface Means {
  readonly base: string
  readonly world: World
  readonly contexts: Contexts
}

function issuerOf({ name, did, signer }: TenantKey, { base, world, contexts }: Means): VcApiIssuer {
  const { usual } = kinds[name]
  const listSuite = usual === 'ecdsa-sd-2023' ? 'ecdsa-rdfc-2019' : usual
  const sign = (
    document: JsonObject,
    { cryptosuite = usual, mandatoryPointers = [] }: SecuringOptions = {},
  ) => {
    const options = { cryptosuite, mandatoryPointers }
    return signCredential(document, signer, timestamp(world.now()), contexts, options)
  }
  return {
    did,
    owner: ownerOfKey(name),
    status: 'on-request',
    statusListAddress: (number, purpose) =>
      `${base}/open-tenant/status/${name}/${number}/${purpose}`,
    complete: (credential) => credential,
    requireAllowed: () => undefined,
    async secure(credential, options) {
      return refusingUnsignable(async () =>
        options.envelope === undefined
          ? parseJsonObject(await sign(credential, options))
          : envelopedCredential(signVcJwt(credential, signer, signer.verificationMethod)),
      )
    },
    // A list is not for showing in part, whatever its issuer's credentials are for.
    signList: (list) => sign(list, { cryptosuite: listSuite }),
    listKey: () => Promise.resolve(signer.verificationMethod),
  }
}
