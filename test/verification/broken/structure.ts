import { asJson, asJwt, rows, withChanges, type BrokenGroup } from '../../support/broken.ts'

const subject = ['credentialSubject'] as const
const achievement = [...subject, 'achievement'] as const
const v2 = 'https://www.w3.org/ns/credentials/v2'
const openBadges = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

/** OB 3.0 §9.1 step 1. */
export const structure: BrokenGroup = {
  name: 'structure',
  good: [
    { what: 'a badge as JSON', hand: asJson() },
    { what: 'a badge as a JWT', hand: asJwt() },
    {
      what: 'a badge whose words carry their language',
      hand: asJson([[...achievement, 'name'], { '@value': 'Kennerin', '@language': 'de' }]),
    },
    {
      what: 'a badge in which single values stand without arrays',
      hand: ({ issuer, plain }) => {
        const [work = null] = plain['evidence'] as never[]
        return issuer.sign(
          withChanges(plain, [
            [['evidence'], work],
            [[...achievement, 'type'], 'Achievement'],
            [[...achievement, 'tag'], 'biology'],
            [['issuer', 'type'], 'Profile'],
          ]),
        )
      },
    },
    {
      what: 'a badge with evidence and picture as addresses',
      hand: asJwt(
        [['evidence'], 'https://museum.example.org/evidence/1'],
        [[...achievement, 'image'], 'https://museum.example.org/limpet.png'],
      ),
    },
    { what: 'a badge with terms of use', hand: asJwt([['termsOfUse'], { type: 'ext:Terms' }]) },
  ],
  broken: rows('structure', 'failed', 'invalid', [
    [
      'no type of a badge',
      asJwt([['type'], ['VerifiableCredential', 'Diploma']]),
      'not-an-open-badge',
    ],
    [
      'a type of a badge in other letters',
      asJwt([['type'], ['VerifiableCredential', 'openBadgeCredential']]),
      'not-an-open-badge',
    ],
    [
      'no type of a verifiable credential',
      asJwt([['type'], ['OpenBadgeCredential']]),
      'member-missing',
    ],
    ['contexts in another order', asJwt([['@context'], [openBadges, v2]]), 'data-model-not-known'],
    [
      'a first context of its own',
      asJwt([['@context', 0], 'https://own.example/v1']),
      'data-model-not-known',
    ],
    ['no context of Open Badges', asJwt([['@context'], [v2]]), 'open-badges-context-missing'],
    [
      'a context of Open Badges on another host',
      asJwt([['@context', 1], 'https://purl.example.org/spec/ob/v3p0/context.json']),
      'open-badges-context-missing',
    ],
    ['no id', asJson([['id'], undefined]), 'member-malformed'],
    ['an id that is no address', asJwt([['id'], 'badge 1']), 'member-malformed'],
    ['no start', asJson([['validFrom'], undefined]), 'member-missing'],
    [
      'two earners',
      ({ issuer, plain }) => {
        const one = plain['credentialSubject'] ?? null
        return issuer.sign({ ...plain, credentialSubject: [one, one] })
      },
      'one-subject-expected',
    ],
    ['an earner of another type', asJwt([[...subject, 'type'], ['Person']]), 'member-malformed'],
    [
      'neither an id nor an identifier of the earner',
      asJson([[...subject, 'id'], undefined], [[...subject, 'identifier'], undefined]),
      'recipient-missing',
    ],
    [
      'an id of the earner that is no address',
      asJwt([[...subject, 'id'], 'Mia']),
      'member-malformed',
    ],
    [
      'no achievement',
      asJson([achievement, undefined], [[...subject, 'result'], undefined]),
      'member-missing',
    ],
    [
      'two achievements',
      ({ issuer, plain }) => {
        const first = (plain['credentialSubject'] as { achievement: object }).achievement
        const both = [first, { ...first, id: 'urn:uuid:8' }]
        return issuer.jwt(withChanges(plain, [[achievement, both as never]]))
      },
      'member-missing',
    ],
    [
      'an achievement of another type',
      asJwt([[...achievement, 'type'], ['BadgeClass']]),
      'member-malformed',
    ],
    ['an achievement without an id', asJson([[...achievement, 'id'], undefined]), 'member-missing'],
    [
      'an achievement without a name',
      asJson([[...achievement, 'name'], undefined]),
      'member-missing',
    ],
    ['an achievement with an empty name', asJson([[...achievement, 'name'], '']), 'member-missing'],
    [
      'an achievement without a description',
      asJson([[...achievement, 'description'], undefined]),
      'member-missing',
    ],
    [
      'an achievement without criteria',
      asJson([[...achievement, 'criteria'], undefined]),
      'member-missing',
    ],
    [
      'a status entry without a type',
      asJwt([['credentialStatus'], { id: 'https://museum.example.org/s' }]),
      'member-malformed',
    ],
    [
      'two things under one id',
      asJson([['evidence', 1, 'id'], 'https://museum.example.org/evidence/1']),
      'id-said-twice',
    ],
  ]),
}
