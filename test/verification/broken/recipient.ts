import { createHash } from 'node:crypto'
import type { KnownRecipient } from '../../../schemas/requests/verification.ts'
import type { Json } from '../../../src/credentials/json.ts'
import { asJwt, type Broken, type BrokenGroup, type Good, type Hand } from '../../support/broken.ts'

const subjectId = 'urn:uuid:6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90'
const mail: KnownRecipient = { identifier: 'mia@example.org' }
const other: KnownRecipient = { identifier: 'leo@example.org' }

const hashed = (algorithm: 'md5' | 'sha256', identifier: string, salt?: string): Json => ({
  type: 'IdentityObject',
  hashed: true,
  identityHash: `${algorithm}$${createHash(algorithm)
    .update(identifier + (salt ?? ''))
    .digest('hex')}`,
  identityType: 'emailAddress',
  ...(salt === undefined ? {} : { salt }),
})
const plain = (identityHash: string, identityType = 'emailAddress'): Json => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash,
  identityType,
})

/** A badge with these identifiers of its earner. */
const earnedBy = (...identifiers: Json[]): Hand =>
  asJwt([['credentialSubject', 'identifier'], identifiers])

const theirs = (list: readonly (readonly [string, Hand, KnownRecipient])[]): readonly Good[] =>
  list.map(([what, hand, known]) => ({ what, hand, known }))

const notTheirs = (
  outcome: Pick<Broken, 'result' | 'code' | 'verdict'>,
  list: readonly (readonly [string, Hand, KnownRecipient])[],
): readonly Broken[] =>
  list.map(([what, hand, known]) => ({ what, hand, known, check: 'recipient', ...outcome }))

/** OB 3.0 §9.1 step 5 and §9.3. */
export const recipient: BrokenGroup = {
  name: 'recipient',
  good: theirs([
    ['a badge of the known id', asJwt(), { id: subjectId }],
    [
      'the same, with its id in other letters',
      asJwt(),
      { id: ` ${subjectId.replace('-', '%2D')}` },
    ],
    ['a badge of a salted address', earnedBy(hashed('sha256', 'mia@example.org', 'Kosher')), mail],
    ['a badge of an address in MD5', earnedBy(hashed('md5', 'mia@example.org', 'x')), mail],
    ['a badge of an address without salt', earnedBy(hashed('sha256', 'mia@example.org')), mail],
    [
      'a badge of an address, asked for in capitals',
      earnedBy(hashed('sha256', 'mia@example.org', 'x')),
      { identifier: ' Mia@Example.org ' },
    ],
    [
      'a badge of an address that was hashed with its capitals',
      earnedBy(hashed('sha256', 'Mia@Example.org', 'x')),
      { identifier: 'Mia@Example.org' },
    ],
    [
      'a badge of an address with an accent, written in two characters by who asks',
      earnedBy(hashed('sha256', 'zoë@example.org', 'x')),
      { identifier: 'zoe\u0308@example.org' },
    ],
    [
      'a badge of a plain address with an accent in two characters',
      earnedBy(plain('Zoe\u0308@example.org')),
      { identifier: 'zoë@example.org' },
    ],
    ['a badge of a plain address', earnedBy(plain('Mia@example.org')), mail],
    [
      'a badge of several addresses',
      earnedBy(plain('a@example.org'), hashed('sha256', 'mia@example.org', 'x')),
      mail,
    ],
    [
      'a badge of a school’s own number',
      earnedBy(plain('4711', 'sisSourcedId')),
      { identifier: '4711', identifierType: 'sisSourcedId' },
    ],
    [
      'a badge with an identifier entry',
      earnedBy({
        type: 'IdentifierEntry',
        identifier: 'mia@example.org',
        identifierType: 'emailAddress',
      }),
      mail,
    ],
    [
      'a badge whose id is an address',
      asJwt([['credentialSubject', 'id'], 'mailto:Mia@example.org']),
      mail,
    ],
  ]),
  broken: [
    ...notTheirs({ result: 'failed', code: 'recipient-differs', verdict: 'another-recipient' }, [
      ['another id', asJwt(), { id: 'urn:uuid:00000000-0000-4000-8000-000000000000' }],
      ['another salted address', earnedBy(hashed('sha256', 'mia@example.org', 'Kosher')), other],
      ['another address in MD5', earnedBy(hashed('md5', 'mia@example.org', 'x')), other],
      ['another plain address', earnedBy(plain('mia@example.org')), other],
      [
        'none of several addresses',
        earnedBy(plain('a@example.org'), hashed('sha256', 'mia@example.org', 'x')),
        other,
      ],
      [
        'another number',
        earnedBy(plain('4711', 'sisSourcedId')),
        { identifier: '4712', identifierType: 'sisSourcedId' },
      ],
      [
        'a number in other capitals',
        earnedBy(plain('a1', 'sisSourcedId')),
        { identifier: 'A1', identifierType: 'sisSourcedId' },
      ],
      [
        'somebody else’s expired badge',
        asJwt([['validUntil'], '2025-06-01T00:00:00Z']),
        { id: 'urn:uuid:9' },
      ],
    ]),
    ...notTheirs(
      { result: 'unknown', code: 'recipient-cannot-be-told', verdict: 'could-not-check' },
      [
        [
          'an address, of a badge that has only an id',
          asJwt([['credentialSubject', 'identifier'], undefined]),
          mail,
        ],
        [
          'an address, of a badge that has only a number',
          earnedBy(plain('4711', 'sisSourcedId')),
          mail,
        ],
        [
          'an address whose hash is of a kind that is not known',
          earnedBy({
            ...(hashed('sha256', 'mia@example.org') as object),
            identityHash: 'sha1$abcd',
          }),
          mail,
        ],
      ],
    ),
    ...notTheirs({ result: 'unknown', code: 'recipient-not-compared', verdict: 'invalid' }, [
      [
        'an address, of a badge that nobody signed',
        ({ plain: badge }) => JSON.stringify(badge),
        mail,
      ],
    ]),
  ],
}
