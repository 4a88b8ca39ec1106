import Type from 'typebox'
import {
  closedObject,
  CountryCode,
  Email,
  Float,
  IdentifierEntry,
  Image,
  severalOf,
  SignedEndorsement,
  Text,
  typeWith,
  Uri,
} from './parts.ts'

/** OB 3.0 §B.1.12 GeoCoordinates. */
export const GeoCoordinates = closedObject({
  type: Type.Literal('GeoCoordinates'),
  latitude: Float,
  longitude: Float,
})

/** OB 3.0 §B.1.4 Address. */
export const Address = closedObject({
  type: typeWith('Address'),
  addressCountry: Type.Optional(Text),
  addressCountryCode: Type.Optional(CountryCode),
  addressRegion: Type.Optional(Text),
  addressLocality: Type.Optional(Text),
  streetAddress: Type.Optional(Text),
  postOfficeBoxNumber: Type.Optional(Text),
  postalCode: Type.Optional(Text),
  geo: Type.Optional(GeoCoordinates),
})

const members = {
  id: Uri,
  type: typeWith('Profile'),
  name: Type.Optional(Text),
  url: Type.Optional(Uri),
  phone: Type.Optional(Text),
  description: Type.Optional(Text),
  image: Type.Optional(Image),
  email: Type.Optional(Email),
  address: Type.Optional(Address),
  otherIdentifier: Type.Optional(severalOf(IdentifierEntry)),
  official: Type.Optional(Text),
  familyName: Type.Optional(Text),
  givenName: Type.Optional(Text),
  additionalName: Type.Optional(Text),
  patronymicName: Type.Optional(Text),
  honorificPrefix: Type.Optional(Text),
  honorificSuffix: Type.Optional(Text),
  familyNamePrefix: Type.Optional(Text),
  endorsement: Type.Optional(severalOf(SignedEndorsement)),
}

const ParentOfParent = closedObject(members)

const Parent = closedObject({ ...members, parentOrg: Type.Optional(ParentOfParent) })

/**
 * OB 3.0 §B.1.20 Profile of an organization, or of somebody who made or assessed something. `dateOfBirth` is the one
 * member that is never issued: a credential is for showing around, and a birth date cannot be taken back.
 * Parents go two up, as from school to district to state.
 */
export const Profile = closedObject({ ...members, parentOrg: Type.Optional(Parent) })
