import { parseJsonObject } from '../../../src/credentials/json.ts'
import { signCredential } from '../../../src/credentials/sign.ts'
import {
  asJson,
  asJwt,
  changedAfter,
  rows,
  where,
  type BrokenGroup,
  type Hand,
  type World,
} from '../../support/broken.ts'

const didAddress = ({ issuer }: World) =>
  `${issuer.did.replace('did:web:', 'https://').replaceAll(':', '/').replace('https///', 'https://')}/did.json`

/** Another head or other claims in front of the same signature. */
const jwtWith =
  (part: 0 | 1, changes: object): Hand =>
  ({ issuer, plain }) => {
    const parts = issuer.jwt(plain).split('.')
    const value = {
      ...parseJsonObject(Buffer.from(parts[part] ?? '', 'base64url').toString()),
      ...changes,
    }
    parts[part] = Buffer.from(JSON.stringify(value)).toString('base64url')
    return parts.join('.')
  }

/** OB 3.0 §9.1 step 2. */
export const signer: BrokenGroup = {
  name: 'issuer and proof',
  good: [
    { what: 'a badge as JSON', hand: asJson() },
    { what: 'a badge as a JWT', hand: asJwt() },
  ],
  broken: [
    ...rows('issuer', 'unknown', 'could-not-check', [
      [
        'an issuer that cannot be reached',
        where((world) => void world.network.served.delete(didAddress(world))),
        'issuer-not-reached',
      ],
      [
        'an issuer whose document is no JSON',
        where((world) => void world.network.served.set(didAddress(world), '<html>')),
        'issuer-not-reached',
      ],
      [
        'an issuer of a kind that is not known',
        asJson([['issuer', 'id'], 'did:example:museum']),
        'issuer-kind-not-known',
      ],
    ]),
    ...rows('issuer', 'failed', 'invalid', [
      [
        'an issuer whose document names another',
        where(
          (world) => void world.network.served.set(didAddress(world), world.stranger.didDocument),
        ),
        'issuer-document-names-another',
      ],
    ]),
    ...rows('proof', 'failed', 'invalid', [
      [
        'a word that was changed',
        changedAfter([['credentialSubject', 'narrative'], 'Counted whales.']),
        'signature-invalid',
      ],
      [
        'a date that was changed',
        changedAfter([['validUntil'], '2099-01-01T00:00:00Z']),
        'signature-invalid',
      ],
      [
        'a recipient that was exchanged',
        changedAfter([['credentialSubject', 'id'], 'urn:uuid:9']),
        'signature-invalid',
      ],
      [
        'a piece of evidence that was taken away',
        changedAfter([['evidence', 1], undefined]),
        'signature-invalid',
      ],
      ['no proof', ({ plain }) => JSON.stringify(plain), 'proof-missing'],
      ['an empty list of proofs', changedAfter([['proof'], []]), 'proof-missing'],
      [
        'a proof for another purpose',
        changedAfter([['proof', 'proofPurpose'], 'authentication']),
        'proof-purpose',
      ],
      [
        'a proof without a value',
        changedAfter([['proof', 'proofValue'], undefined]),
        'proof-malformed',
      ],
      [
        'a proof by somebody else’s key',
        ({ plain, stranger }) => stranger.sign(plain),
        'key-not-listed-by-issuer',
      ],
      [
        'a proof by somebody else under the issuer’s key name',
        ({ plain, issuer, stranger }) =>
          signCredential(
            plain,
            { ...issuer.signers.Ed25519, privateKey: stranger.signers.Ed25519.privateKey },
            '2025-03-01T10:00:00Z',
          ),
        'signature-invalid',
      ],
      [
        'a key that the issuer lists no longer',
        where(
          (world) =>
            void world.network.served.set(didAddress(world), {
              ...world.issuer.didDocument,
              assertionMethod: [],
            }),
        ),
        'key-not-listed-by-issuer',
      ],
      [
        'a JWT with a word that was changed',
        jwtWith(1, { name: 'Whale counter' }),
        'signature-invalid',
      ],
      ['a JWT without an algorithm', jwtWith(0, { alg: 'none' }), 'jwt-algorithm'],
      ['a JWT with a shared secret', jwtWith(0, { alg: 'HS256' }), 'jwt-algorithm'],
      ['a JWT whose claims contradict it', jwtWith(1, { exp: 4_000_000_000 }), 'jwt-claims-differ'],
      [
        'a JWT by somebody else',
        where(
          ({ network, stranger }) =>
            void network.served.set(stranger.signers.RS256.keyUrl, stranger.keys.RS256.publicJwk),
          ({ plain, stranger }) => stranger.jwt(plain),
        ),
        'key-not-listed-by-issuer',
      ],
    ]),
    ...rows('proof', 'unknown', 'could-not-check', [
      [
        'a suite that is not known',
        changedAfter([['proof', 'cryptosuite'], 'own-2030']),
        'suite-unknown',
      ],
      [
        'words that are not known',
        changedAfter([['@context', 2], 'https://own.example/v1']),
        'context-unknown',
      ],
      [
        'a key that is nowhere to be had',
        changedAfter([['proof', 'verificationMethod'], 'https://badges.elsewhere.org/gone']),
        'key-unavailable',
      ],
    ]),
  ],
}
