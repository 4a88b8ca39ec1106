import { parseJsonObject, type JsonObject } from '../../../src/credentials/json.ts'
import { encodeStatusList, statusListCredential } from '../../../src/credentials/status-list.ts'
import {
  overList,
  rows,
  where,
  type BrokenGroup,
  type Hand,
  type World,
} from '../../support/broken.ts'
import { statusIndex } from '../../support/foreign-issuer.ts'
import { without } from '../../support/verification.ts'

/** The issuer's list of a purpose, with something set and something changed. */
const list =
  (set: readonly number[], changes: JsonObject = {}) =>
  ({ issuer }: World) =>
    issuer.statusList('revocation', set, changes)

const withoutId = ({ issuer }: World) =>
  issuer.sign(
    without(
      statusListCredential({
        id: issuer.listUrl('revocation'),
        issuer: issuer.did,
        purpose: 'revocation',
        encodedList: encodeStatusList([]),
        validFrom: '2025-06-15T11:00:00Z',
        validUntil: '2025-06-16T11:00:00Z',
      }),
      'id',
    ),
  )

/** The same with another subject. */
const listOf = (subject: JsonObject) =>
  list([], {
    credentialSubject: {
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeStatusList([]),
      ...subject,
    },
  })

/** An old list whose subject has its own id: both are one thing, and the signature holds for both. */
const movedEnd = overList(async (world) => {
  const validUntil = '2025-06-15T11:59:59Z'
  const id = world.issuer.listUrl('revocation')
  const [type, statusPurpose] = ['BitstringStatusList', 'revocation']
  const credentialSubject = { id, type, statusPurpose, encodedList: encodeStatusList([]) }
  const signed = parseJsonObject(await list([], { validUntil, credentialSubject })(world))
  return JSON.stringify({
    ...without(signed, 'validUntil'),
    // The type brings the term, and is said of the one thing already.
    credentialSubject: { ...credentialSubject, type: [type, 'VerifiableCredential'], validUntil },
  })
})

/** A badge with one entry that is other than it should be; over whatever list there is. */
const entry =
  (changes: JsonObject, subject?: JsonObject): Hand =>
  async (world) => {
    const { issuer, badge, network } = world
    const address = issuer.listUrl('revocation')
    if (subject !== undefined) network.served.set(address, await listOf(subject)(world))
    const [first] = badge['credentialStatus'] as JsonObject[]
    return issuer.jwt({ ...badge, credentialStatus: { ...first, ...changes } })
  }

/** Entries of several bits: the number in the place of the badge. */
const numbered = (value: number, size: number) =>
  encodeStatusList(
    Array.from({ length: size }, (_, bit) => bit).flatMap((bit) =>
      (value >> (size - 1 - bit)) & 1 ? [statusIndex * size + bit] : [],
    ),
    131_072 * size,
  )
const messages = ['delivered', 'under review', 'disputed', 'replaced'].map((message, value) => ({
  status: `0x${value.toString(16)}`,
  message,
}))
const message = (value: number, changes: JsonObject = {}): Hand =>
  entry(
    { statusPurpose: 'message', statusSize: 2, statusMessage: messages, ...changes },
    { statusPurpose: ['message', 'revocation'], encodedList: numbered(value, 2) },
  )

/** W3C Bitstring Status List §3.2. */
export const status: BrokenGroup = {
  name: 'status',
  good: [
    { what: 'a badge whose lists are empty', hand: overList(list([])) },
    {
      what: 'a badge whose neighbours were revoked',
      hand: overList(list([statusIndex - 1, statusIndex + 1])),
    },
    {
      what: 'a badge over a list of several purposes',
      hand: overList(listOf({ statusPurpose: ['refresh', 'revocation'] })),
    },
    {
      what: 'a badge over a list without an id',
      hand: overList(withoutId),
    },
    { what: 'a badge with the first of its messages', hand: message(0) },
    {
      what: 'a badge of which there is a newer copy',
      hand: entry(
        { statusPurpose: 'refresh' },
        { statusPurpose: 'refresh', encodedList: encodeStatusList([statusIndex]) },
      ),
    },
  ],
  broken: [
    ...rows('status', 'failed', 'revoked', [
      ['an entry that is set', overList(list([statusIndex])), 'revoked'],
      [
        'an entry of two bits that is set',
        entry({ statusSize: 2, statusMessage: messages }, { encodedList: numbered(3, 2) }),
        'revoked',
      ],
    ]),
    ...rows('status', 'failed', 'suspended', [
      [
        'an entry that is set for a while',
        overList(({ issuer }) => issuer.statusList('suspension', [statusIndex]), 'suspension'),
        'suspended',
      ],
    ]),
    ...rows('status', 'unknown', 'could-not-check', [
      [
        'a list that cannot be reached',
        where(
          ({ network, issuer }) => void network.served.delete(issuer.listUrl('revocation')),
          ({ issuer, badge }) => issuer.sign(badge),
        ),
        'status-list-not-reached',
      ],
      ['a list that is not there', overList(() => 404), 'status-list-not-reached'],
      ['a web page in place of a list', overList(() => '<html>'), 'status-list-unreadable'],
      [
        'a list that is over',
        overList(list([], { validUntil: '2025-06-15T11:59:59Z' })),
        'status-list-out-of-date',
      ],
      [
        'a list that has not begun',
        overList(list([], { validFrom: '2025-06-15T12:00:01Z' })),
        'status-list-out-of-date',
      ],
      ['a message', message(2), 'status-message'],
      [
        'a purpose that is not known',
        entry(
          { statusPurpose: 'remarks' },
          { statusPurpose: 'remarks', encodedList: encodeStatusList([statusIndex]) },
        ),
        'status-purpose-not-known',
      ],
      [
        'a kind of status that is not known',
        entry({ type: 'RevocationList2020Status' }),
        'status-kind-not-known',
      ],
    ]),
    ...rows('status', 'failed', 'could-not-check', [
      [
        'a list without a proof',
        overList(async (world) =>
          JSON.stringify({ ...JSON.parse(await list([])(world)), proof: undefined }),
        ),
        'status-list-not-genuine',
      ],
      [
        'a list that was changed',
        overList(async (world) =>
          (await list([statusIndex])(world)).replace(
            encodeStatusList([statusIndex]),
            encodeStatusList([]),
          ),
        ),
        'status-list-not-genuine',
      ],
      [
        'a list of another issuer',
        overList(({ issuer, stranger }) =>
          stranger.statusList('revocation', [], { id: issuer.listUrl('revocation') }),
        ),
        'status-list-of-another-issuer',
      ],
      [
        'a list that somebody else signed under the issuer’s name',
        overList(({ issuer, stranger }) =>
          stranger.statusList('revocation', [], {
            id: issuer.listUrl('revocation'),
            issuer: issuer.did,
          }),
        ),
        'status-list-not-genuine',
      ],
      [
        'a list for another purpose',
        overList(listOf({ statusPurpose: 'suspension' })),
        'status-list-for-another-purpose',
      ],
      [
        'another list of the issuer',
        overList(list([], { id: 'https://badges.elsewhere.org/lists/2' })),
        'status-list-malformed',
      ],
      [
        'a list of two, of which whoever serves it could choose the first',
        overList(
          list([], {
            credentialSubject: [[], [statusIndex]].map((set) => ({
              type: 'BitstringStatusList',
              statusPurpose: 'revocation',
              encodedList: encodeStatusList(set),
            })),
          }),
        ),
        'status-list-malformed',
      ],
      ['a list that is over, with its end moved out of sight', movedEnd, 'status-list-malformed'],
      [
        'a badge in place of a list',
        overList(({ issuer, plain }) => issuer.sign(plain)),
        'status-list-malformed',
      ],
      [
        'a list in no encoding',
        overList(listOf({ encodedList: 'hello' })),
        'status-list-malformed',
      ],
      [
        'a list that is cut off',
        overList(listOf({ encodedList: encodeStatusList([]).slice(0, 20) })),
        'status-list-malformed',
      ],
      [
        'a list that is too short',
        overList(listOf({ encodedList: encodeStatusList([], 65_536) })),
        'status-list-too-short',
      ],
      [
        'a list that is too short for entries of two bits',
        entry({ statusSize: 2, statusMessage: messages }, { encodedList: encodeStatusList([]) }),
        'status-list-too-short',
      ],
      [
        'a list that would fill the memory',
        overList(listOf({ encodedList: encodeStatusList([], 1_600_000_000) })),
        'status-list-too-large',
      ],
      [
        'a place outside of the list',
        entry({ statusListIndex: '131072' }),
        'status-index-out-of-range',
      ],
      [
        'a place far outside of the list',
        entry({ statusListIndex: '9'.repeat(400) }),
        'status-index-out-of-range',
      ],
      ['a place as a number', entry({ statusListIndex: statusIndex }), 'status-entry-malformed'],
      ['a place below zero', entry({ statusListIndex: '-1' }), 'status-entry-malformed'],
      ['an entry without a purpose', entry({ statusPurpose: '' }), 'status-entry-malformed'],
      [
        'an entry that is its own list',
        ({ issuer, badge }) => {
          const [first] = badge['credentialStatus'] as JsonObject[]
          return issuer.sign({
            ...badge,
            credentialStatus: { ...first, id: issuer.listUrl('revocation') },
          })
        },
        'status-entry-malformed',
      ],
      ['entries of no bits', entry({ statusSize: 0 }), 'status-entry-malformed'],
      ['entries of two bits without messages', entry({ statusSize: 2 }), 'status-entry-malformed'],
      [
        'fewer messages than numbers',
        message(0, { statusMessage: messages.slice(0, 2) }),
        'status-entry-malformed',
      ],
      [
        'a reference that is no address',
        message(0, { statusReference: 'here' }),
        'status-entry-malformed',
      ],
      [
        'more entries than there are purposes',
        ({ issuer, badge }) => {
          const [first = {}] = badge['credentialStatus'] as JsonObject[]
          return issuer.jwt({ ...badge, credentialStatus: [first, first, first, first, first] })
        },
        'status-entry-malformed',
      ],
    ]),
  ],
}
