import Type, { type Static, type TObject } from 'typebox'
import { extensible, identifierTypes } from '../open-badges/terms.ts'
import { closed, Email, WebAddress } from './common.ts'

export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })

/** An id of any scheme: a DID, a `urn:`, an address. */
export const UriBody = Type.String({ format: 'uri', maxLength: 2000 })

export const LanguageTag = Type.String({
  pattern: '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$',
  description: 'BCP 47, as `en` or `pt-BR`.',
})

export const IdentifierEntryBody = Type.Object(
  {
    identifier: Words(500),
    identifierType: Type.String({
      pattern: extensible(identifierTypes),
      maxLength: 100,
      description: 'A term of Open Badges 3.0, or one of your own that starts with `ext:`.',
    }),
  },
  closed,
)

export const AddressBody = Type.Object(
  {
    addressCountry: Type.Optional(Words(200)),
    addressCountryCode: Type.Optional(
      Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1, two letters.' }),
    ),
    addressRegion: Type.Optional(Words(200)),
    addressLocality: Type.Optional(Words(200)),
    streetAddress: Type.Optional(Words(200)),
    postOfficeBoxNumber: Type.Optional(Words(100)),
    postalCode: Type.Optional(Words(50)),
    geo: Type.Optional(
      Type.Object(
        {
          latitude: Type.Number({ minimum: -90, maximum: 90 }),
          longitude: Type.Number({ minimum: -180, maximum: 180 }),
        },
        { ...closed, description: 'Degrees, WGS 84.' },
      ),
    ),
  },
  { ...closed, minProperties: 1 },
)

export const imageCaption = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 500,
    pattern: '\\S',
    description: 'Says in words what the picture shows.',
  }),
)

/** What a Profile can say beyond name, description, address of a page and e-mail address. */
const furtherFacts = {
  phone: Type.Optional(Words(60)),
  imageCaption,
  address: Type.Optional(AddressBody),
  otherIdentifiers: Type.Optional(
    Type.Array(IdentifierEntryBody, {
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      description: 'Under what names others know it.',
    }),
  ),
  official: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
      description: 'Name of an authorized official of the organization.',
    }),
  ),
  familyName: Type.Optional(Words(200)),
  givenName: Type.Optional(Words(200)),
  additionalName: Type.Optional(Words(200)),
  patronymicName: Type.Optional(Words(200)),
  honorificPrefix: Type.Optional(Words(100)),
  honorificSuffix: Type.Optional(Words(100)),
  familyNamePrefix: Type.Optional(Words(100)),
}

const facts = {
  id: UriBody,
  name: Type.Optional(Words(200)),
  url: Type.Optional(WebAddress),
  description: Type.Optional(Words(2000)),
  email: Type.Optional(Email),
  image: Type.Optional(WebAddress),
  ...furtherFacts,
}

const ParentOfParentBody = Type.Object(facts, closed)

export const ParentOrgBody = Type.Object(
  { ...facts, parentOrg: Type.Optional(ParentOfParentBody) },
  closed,
)

/** Somebody other than the organization. A birth date is never taken: a credential is for showing around. */
export const ProfileBody = Type.Object(
  { ...facts, parentOrg: Type.Optional(ParentOrgBody) },
  {
    ...closed,
    description:
      'A Profile of Open Badges 3.0: an organization or a person. Where somebody was described elsewhere in the credential, say the same or the id alone.',
  },
)

/** What an organization can say of itself through the API alone. */
export const furtherProfileFacts = {
  ...furtherFacts,
  parentOrg: Type.Optional(ParentOrgBody),
  credentialSchema: Type.Optional(
    Type.Boolean({
      description:
        'Credentials name the schema that 1EdTech publishes. They have a single status then, so they can be revoked and not suspended.',
    }),
  ),
}
export type FurtherProfileFacts = Static<TObject<typeof furtherProfileFacts>>
