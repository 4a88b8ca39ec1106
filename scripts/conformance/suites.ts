import type { TenantService } from './service.ts'

/** A published suite: where it is checked out, and what it is told of the service. */
export interface Suite {
  /** Folder under the folder of suites, as the repository is called. */
  readonly folder: string
  /** Owner and name of the repository. */
  readonly repository: string
  /** What is written into its `localConfig.cjs`. */
  readonly implementation?: (service: TenantService) => readonly Readonly<Record<string, unknown>>[]
  /** Files of its own that name implementations. */
  readonly files?: Readonly<Record<string, unknown>>
  /** Only tests with this in their title: the suite also brings another implementation. */
  readonly grep?: string
  /** What a reader should know beside the figures. */
  readonly note?: string
  /** It runs a command line in a container instead of asking a server. */
  readonly commandLine?: true
}

interface EndpointFacts {
  readonly tags: readonly string[]
  readonly options?: Readonly<Record<string, unknown>>
  readonly did?: string
  readonly more?: Readonly<Record<string, unknown>>
}

/** A DID by the prefix of its Multikey, and by its usual cryptosuite. */
const didOf = ({ issuers }: TenantService, prefix: string, suite?: string) =>
  issuers.find(
    ({ did, cryptosuite }) =>
      did.startsWith(`did:key:${prefix}`) && (suite === undefined || cryptosuite === suite),
  )?.did ?? ''
const ed25519 = (service: TenantService) => didOf(service, 'z6Mk')
const p256 = (service: TenantService) => didOf(service, 'zDna')
const p384 = (service: TenantService) => didOf(service, 'z82L')

const both = { supports: { vc: ['1.1', '2.0'] } }

function issuer(service: TenantService, { tags, options, did, more }: EndpointFacts) {
  const id = did ?? ed25519(service)
  return { id, endpoint: `${service.address}/credentials/issue`, tags, options, ...both, ...more }
}

function verifier(service: TenantService, { tags, options = {}, more }: EndpointFacts) {
  return {
    id: 'urn:waymark:verifier',
    endpoint: `${service.address}/credentials/verify`,
    tags,
    options,
    ...both,
    ...more,
  }
}

/** Without options: a suite writes its challenge into them and takes it for the next one's. */
function presentationVerifier(service: TenantService, { tags }: EndpointFacts) {
  return {
    id: 'urn:waymark:presentation-verifier',
    endpoint: `${service.address}/presentations/verify`,
    tags,
  }
}

const onlyProof = { options: { checks: ['proof'] } }

export const suites: readonly Suite[] = [
  {
    folder: 'vc-data-model-2.0-test-suite',
    repository: 'w3c/vc-data-model-2.0-test-suite',
    implementation: (service) => [
      {
        issuers: [
          issuer(service, { tags: ['vc2.0'] }),
          issuer(service, {
            tags: ['EnvelopingProof'],
            did: p256(service),
            options: { envelope: 'vc+jwt' },
          }),
        ],
        verifiers: [verifier(service, { tags: ['vc2.0', 'EnvelopingProof'] })],
        vpVerifiers: [presentationVerifier(service, { tags: ['vc2.0', 'EnvelopingProof'] })],
      },
    ],
  },
  {
    folder: 'vc-di-eddsa-test-suite',
    repository: 'w3c/vc-di-eddsa-test-suite',
    implementation: (service) => [
      {
        issuers: ['eddsa-rdfc-2022', 'eddsa-jcs-2022'].map((cryptosuite) =>
          issuer(service, { tags: [cryptosuite], options: { cryptosuite } }),
        ),
        verifiers: [verifier(service, { tags: ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] })],
      },
    ],
  },
  {
    folder: 'vc-di-ecdsa-test-suite',
    repository: 'w3c/vc-di-ecdsa-test-suite',
    implementation: (service) => [
      {
        issuers: [
          ...['ecdsa-rdfc-2019', 'ecdsa-jcs-2019'].flatMap((cryptosuite) =>
            [['P-256', p256(service)] as const, ['P-384', p384(service)] as const].map(
              ([curve, did]) =>
                issuer(service, {
                  tags: [cryptosuite],
                  did,
                  options: { cryptosuite },
                  more: { supportedEcdsaKeyTypes: [curve] },
                }),
            ),
          ),
          issuer(service, {
            tags: ['ecdsa-sd-2023'],
            // No options: the suite writes its pointers into them and takes them for the next one's.
            did: didOf(service, 'zDna', 'ecdsa-sd-2023'),
            more: { supportedEcdsaKeyTypes: ['P-256'] },
          }),
        ],
        verifiers: [
          verifier(service, {
            tags: ['ecdsa-rdfc-2019', 'ecdsa-jcs-2019'],
            more: { supportedEcdsaKeyTypes: ['P-256', 'P-384'] },
          }),
          verifier(service, {
            tags: ['ecdsa-sd-2023'],
            more: { supportedEcdsaKeyTypes: ['P-256'] },
          }),
        ],
      },
      {
        // The suite looks for the holder under this name.
        name: 'Digital Bazaar',
        vcHolders: [
          {
            id: 'urn:waymark:holder',
            endpoint: `${service.address}/credentials/derive`,
            tags: ['vcHolder'],
            supportedEcdsaKeyTypes: ['P-256'],
            ...both,
          },
        ],
      },
    ],
  },
  {
    folder: 'vc-bitstring-status-list-test-suite',
    repository: 'w3c/vc-bitstring-status-list-test-suite',
    implementation: (service) => [
      {
        issuers: [
          issuer(service, {
            tags: ['BitstringStatusList'],
            options: { credentialStatus: { type: 'BitstringStatusListEntry' } },
          }),
        ],
        verifiers: [
          verifier(service, {
            tags: ['BitstringStatusList'],
            options: { checks: ['proof', 'credentialStatus'] },
          }),
        ],
      },
    ],
  },
  {
    folder: 'di-ed25519signature2020-test-suite',
    repository: 'w3c-ccg/di-ed25519signature2020-test-suite',
    note: 'Verification alone: the suite of 2020 is read, never signed with.',
    implementation: (service) => [
      {
        issuers: [],
        verifiers: [verifier(service, { tags: ['Ed25519Signature2020'], ...onlyProof })],
      },
    ],
  },
  {
    folder: 'vc-api-issuer-test-suite',
    repository: 'w3c-ccg/vc-api-issuer-test-suite',
    note: 'The tests named JWT are for implementations that declare it and answer with an embedded proof all the same. A JWT of ours is an envelope, so nothing is declared for them.',
    implementation: (service) => [{ issuers: [issuer(service, { tags: ['vc-api'] })] }],
  },
  {
    folder: 'vc-api-verifier-test-suite',
    repository: 'w3c-ccg/vc-api-verifier-test-suite',
    note: 'The tests named JWT are for implementations that declare it and answer with an embedded proof all the same. A JWT of ours is an envelope, so nothing is declared for them.',
    implementation: (service) => [
      {
        issuers: [issuer(service, { tags: ['vc-api'] })],
        verifiers: [verifier(service, { tags: ['vc-api'] })],
      },
    ],
  },
  {
    folder: 'did-key-test-suite',
    repository: 'w3c-ccg/did-key-test-suite',
    implementation: (service) => [
      {
        didResolvers: [
          {
            id: 'urn:waymark:resolver',
            endpoint: `${service.address}/identifiers`,
            tags: ['did-key'],
          },
        ],
      },
    ],
  },
  {
    folder: 'vc-jose-cose-test-suite',
    repository: 'w3c/vc-jose-cose-test-suite',
    note: 'The suite runs a command line in a container; `scripts/conformance/adapter.ts` stands in for it with the functions of the service. The JOSE part is declared.',
    implementation: () => [
      {
        'jose-cose': { features: { credential_jose: true, presentation_jose: true } },
      },
    ],
    commandLine: true,
  },
  {
    folder: 'vc-json-schema-test-suite',
    repository: 'w3c/vc-json-schema-test-suite',
    note: 'The suite runs a command line in a container; `scripts/conformance/adapter.ts` stands in for it with the function that holds a credential against a schema at hand. The service fetches no schema.',
    grep: ' waymark ',
    files: {
      'implementations/waymark.json': {
        name: 'waymark',
        specs: Object.fromEntries(
          ['2020-12', '2019-09', 'Draft-7'].map((version) => [
            version,
            ['JsonSchema', 'JsonSchemaCredential'],
          ]),
        ),
      },
    },
    commandLine: true,
  },
]
