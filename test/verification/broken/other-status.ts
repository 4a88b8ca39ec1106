import { idOf, type Json, type JsonObject } from '../../../src/credentials/json.ts'
import { encodeStatusList } from '../../../src/credentials/status-list.ts'
import { rows, type BrokenGroup, type Hand, type World } from '../../support/broken.ts'
import { statusIndex, type Served } from '../../support/foreign-issuer.ts'

const address = 'https://badges.elsewhere.org/lists/2021'
const statusList2021 = 'https://w3id.org/vc/status-list/2021/v1'

/** A list of the older kind, in VC 1.1 and without the multibase letter. */
const oldList =
  (set: readonly number[], changes: JsonObject = {}, subject: JsonObject = {}) =>
  ({ issuer }: Pick<World, 'issuer'>): JsonObject => ({
    '@context': ['https://www.w3.org/2018/credentials/v1', statusList2021],
    id: address,
    type: ['VerifiableCredential', 'StatusList2021Credential'],
    issuer: issuer.did,
    issuanceDate: '2025-06-15T11:00:00Z',
    credentialSubject: {
      id: `${address}#list`,
      type: 'StatusList2021',
      statusPurpose: 'revocation',
      encodedList: encodeStatusList(set).slice(1),
      ...subject,
    },
    ...changes,
  })

/** A badge of VC 1.1 whose status stands in such a list. */
const over2021 =
  (make: (world: World) => Promise<string> | string, changes: JsonObject = {}): Hand =>
  async (world) => {
    const { issuer, badge, network } = world
    network.served.set(address, await make(world))
    const { validFrom, validUntil, ...rest } = badge
    return issuer.sign({
      ...rest,
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        statusList2021,
      ],
      issuanceDate: validFrom ?? '',
      expirationDate: validUntil ?? '',
      credentialStatus: {
        id: `${address}#${statusIndex}`,
        type: 'StatusList2021Entry',
        statusPurpose: 'revocation',
        statusListIndex: String(statusIndex),
        statusListCredential: address,
        ...changes,
      },
    })
  }
const signed = (list: (world: World) => JsonObject) => (world: World) =>
  world.issuer.sign(list(world))
const inJwt = (list: (world: World) => JsonObject) => (world: World) =>
  world.issuer.jwt({ ...list(world) })

const revocations = 'https://badges.elsewhere.org/revocations'
const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'

/** A badge whose status stands in a list of 1EdTech's kind. */
const overRevocations =
  (list: (world: World) => Served): Hand =>
  (world) => {
    const { issuer, badge, network } = world
    network.served.set(revocations, list(world))
    return issuer.sign({
      ...badge,
      '@context': [...(badge['@context'] as Json[]), extensions],
      credentialStatus: { id: revocations, type: '1EdTechRevocationList' },
    })
  }
const revoked = ({ issuer, badge }: World, ...entries: JsonObject[]): JsonObject => ({
  id: revocations,
  issuer: issuer.did,
  revokedCredential: [
    { id: 'https://badges.elsewhere.org/credentials/other' },
    ...entries.map((entry) => ({ id: badge['id'] ?? '', ...entry })),
  ],
})

/** The same address to OB 3.0, which compares what is left when percent-encoding is undone. */
const inOtherLetters = (id = '') => ` ${id.replace('/credentials/', '%2Fcredentials/')} `

/** StatusList2021, and the 1EdTech Revocation List Status Method. */
export const otherStatus: BrokenGroup = {
  name: 'status of other kinds',
  good: [
    { what: 'a badge over a StatusList2021', hand: over2021(signed(oldList([]))) },
    {
      what: 'a badge over a StatusList2021 in a JWT',
      hand: over2021(inJwt(oldList([statusIndex + 1]))),
    },
    {
      what: 'a badge that a revocation list does not name',
      hand: overRevocations((world) => revoked(world)),
    },
    {
      what: 'a badge of which the list says that it is not revoked',
      hand: overRevocations((world) => revoked(world, { revoked: false })),
    },
    {
      what: 'a badge over a list that names none',
      hand: overRevocations(() => ({ id: revocations })),
    },
  ],
  broken: [
    ...rows('status', 'failed', 'revoked', [
      [
        'an entry of StatusList2021 that is set',
        over2021(signed(oldList([statusIndex]))),
        'revoked',
      ],
      ['the same in a JWT', over2021(inJwt(oldList([statusIndex]))), 'revoked'],
      ['an entry in a revocation list', overRevocations((world) => revoked(world, {})), 'revoked'],
      [
        'an entry with a reason',
        overRevocations((world) =>
          revoked(world, { revoked: true, revocationReason: 'given twice' }),
        ),
        'revoked',
      ],
      [
        'an entry under the same id in other letters',
        overRevocations((world) => ({
          issuer: world.issuer.did,
          revokedCredential: inOtherLetters(idOf(world.badge)),
        })),
        'revoked',
      ],
    ]),
    ...rows('status', 'failed', 'could-not-check', [
      [
        'a StatusList2021 of another issuer',
        over2021(({ stranger }) => stranger.sign(oldList([])({ issuer: stranger }))),
        'status-list-of-another-issuer',
      ],
      [
        'a StatusList2021 for another purpose',
        over2021(signed(oldList([], {}, { statusPurpose: 'suspension' }))),
        'status-list-for-another-purpose',
      ],
      [
        'a bitstring list in place of a StatusList2021',
        over2021(({ issuer }) => issuer.statusList('revocation', [], { id: address })),
        'status-list-malformed',
      ],
      [
        'a revocation list of another issuer',
        overRevocations((world) => ({ ...revoked(world), issuer: { id: world.stranger.did } })),
        'status-list-of-another-issuer',
      ],
      [
        'a revocation list with entries that are none',
        overRevocations((world) => ({
          issuer: world.issuer.did,
          revokedCredential: [{ revoked: true }],
        })),
        'status-list-malformed',
      ],
      [
        'a revocation list that says yes in words',
        overRevocations((world) => revoked(world, { revoked: 'yes' })),
        'status-list-malformed',
      ],
      [
        'any JSON in place of a revocation list',
        overRevocations(() => ({ error: 'not today' })),
        'status-list-malformed',
      ],
    ]),
    ...rows('status', 'unknown', 'could-not-check', [
      [
        'a StatusList2021 that is over',
        over2021(signed(oldList([], { expirationDate: '2025-06-15T11:59:59Z' }))),
        'status-list-out-of-date',
      ],
      [
        'a revocation list that is not there',
        overRevocations(() => 410),
        'status-list-not-reached',
      ],
      [
        'a revocation list behind a private address',
        overRevocations(() => ({ refusal: 'refused-address' })),
        'status-list-not-reached',
      ],
      [
        'a web page in place of a revocation list',
        overRevocations(() => '<html>'),
        'status-list-unreadable',
      ],
    ]),
  ],
}
