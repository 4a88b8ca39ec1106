import type { Json } from '../../../src/credentials/json.ts'
import { asJwt, rows, type BrokenGroup, type Change, type Hand } from '../../support/broken.ts'

const subject = ['credentialSubject'] as const
const achievement = [...subject, 'achievement'] as const
const published =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'
const named: Json = [{ id: published, type: '1EdTechJsonSchemaValidator2019' }]

/** A badge that names 1EdTech's schema. */
const naming = (...changes: readonly Change[]): Hand =>
  asJwt([['credentialSchema'], named], ...changes)

/** OB 3.0 §9.1 step 1: what a reader needs, and the schema that the badge names. */
export const schema: BrokenGroup = {
  name: 'schema',
  good: [
    { what: 'a badge that names 1EdTech’s schema', hand: naming() },
    { what: 'the same with terms of its own', hand: naming([[...achievement, 'colour'], 'blue']) },
    {
      what: 'a badge that names a schema which is not known here',
      hand: asJwt([['credentialSchema'], { id: 'https://own.example/s.json', type: 'JsonSchema' }]),
    },
  ],
  broken: [
    ...rows('schema', 'failed', 'invalid', [
      [
        'an alignment to nowhere',
        asJwt([[...achievement, 'alignment', 0, 'targetUrl'], undefined]),
        'schema-broken',
      ],
      [
        'an identifier of no kind',
        asJwt([[...subject, 'identifier'], { hashed: true }]),
        'schema-broken',
      ],
      ['criteria that say nothing', asJwt([[...achievement, 'criteria'], {}]), 'schema-broken'],
      ['a date of award that is none', asJwt([['awardedDate'], 'in spring']), 'schema-broken'],
      [
        'a schema without an id',
        asJwt([['credentialSchema'], { type: 'JsonSchema' }]),
        'schema-broken',
      ],
      [
        'an achievement type of its own',
        naming([[...achievement, 'achievementType'], 'Swim']),
        'named-schema-broken',
      ],
      [
        'a status of a result that is none',
        naming([[...subject, 'result', 0, 'status'], 'Done']),
        'named-schema-broken',
      ],
      [
        'an alignment that stands alone',
        naming([
          [...achievement, 'alignment'],
          { type: 'Alignment', targetName: 'a', targetUrl: 'https://a.example/' },
        ]),
        'named-schema-broken',
      ],
      [
        'evidence without a type',
        naming([['evidence', 0, 'type'], undefined]),
        'named-schema-broken',
      ],
      [
        'evidence as an address',
        naming([['evidence'], ['https://museum.example.org/1']]),
        'named-schema-broken',
      ],
      [
        'a language that is none',
        naming([[...achievement, 'inLanguage'], 'English']),
        'named-schema-broken',
      ],
      [
        'credits in words',
        naming([[...achievement, 'creditsAvailable'], 'three']),
        'named-schema-broken',
      ],
      [
        'a picture as an address',
        naming([[...achievement, 'image'], 'https://a.example/a.png']),
        'named-schema-broken',
      ],
      [
        'an identity with a further member',
        naming([[...subject, 'identifier', 0, 'note'], 'x']),
        'named-schema-broken',
      ],
      [
        'an endorsement in a JWT that is none',
        naming([['endorsementJwt'], ['x']]),
        'named-schema-broken',
      ],
      [
        'an issuer that is no Profile',
        naming([['issuer', 'type'], ['Organization']]),
        'named-schema-broken',
      ],
    ]),
  ],
}
