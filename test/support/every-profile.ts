import type { Json } from '../../src/credentials/json.ts'

/** What is sent, and where each of it must be found: by the names of the standard, `[]` for any item of an array. */
export type Said = Readonly<Record<string, Json | RegExp>>

export const words = [
  'name',
  'description',
  'official',
  'familyName',
  'givenName',
  'additionalName',
]
export const moreWords = [
  'patronymicName',
  'honorificPrefix',
  'honorificSuffix',
  'familyNamePrefix',
]
const addressWords = [
  ...['addressCountry', 'addressRegion', 'addressLocality'],
  ...['streetAddress', 'postOfficeBoxNumber', 'postalCode'],
]

export const textsOf = (names: readonly string[], whose: string) =>
  Object.fromEntries(names.map((name) => [name, `${name} of ${whose}`]))

export const at = (place: string, facts: Readonly<Record<string, Json | RegExp>>): Said =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${place}.${name}`, value]))

function address(whose: string) {
  return {
    ...textsOf(addressWords, whose),
    addressCountryCode: 'ES',
    geo: { latitude: 43.37, longitude: -8.4 },
  }
}

export function saidAddress(place: string, whose: string): Said {
  return at(`${place}.address`, {
    ...textsOf(addressWords, whose),
    addressCountryCode: 'ES',
    'geo.latitude': 43.37,
    'geo.longitude': -8.4,
  })
}

export const identifiersOf = (whose: string) => [
  { identifier: `register of ${whose}`, identifierType: 'identifier' },
]

export function saidIdentifiers(place: string, whose: string): Said {
  return at(`${place}.otherIdentifier[]`, {
    identifier: `register of ${whose}`,
    identifierType: 'identifier',
  })
}

/** Everything that a Profile says and every Profile of ours takes. */
export function furtherProfile(whose: string) {
  return {
    ...textsOf([...words.slice(2), ...moreWords], whose),
    phone: '+34 600 000 001',
    imageCaption: `caption of ${whose}`,
    address: address(whose),
    otherIdentifiers: identifiersOf(whose),
  }
}

function someProfile(whose: string) {
  return {
    id: `https://${whose}.example/profile`,
    ...textsOf(words.slice(0, 2), whose),
    url: `https://${whose}.example/`,
    email: `${whose}@people.example`,
    image: `https://${whose}.example/logo.png`,
    ...furtherProfile(whose),
  }
}

export function saidProfile(place: string, whose: string): Said {
  return {
    ...at(place, {
      id: `https://${whose}.example/profile`,
      ...textsOf([...words, ...moreWords], whose),
      url: `https://${whose}.example/`,
      email: `${whose}@people.example`,
      phone: '+34 600 000 001',
      'image.id': `https://${whose}.example/logo.png`,
      'image.caption': `caption of ${whose}`,
    }),
    ...saidAddress(place, whose),
    ...saidIdentifiers(place, whose),
  }
}

export const withParents = (whose: string) => ({
  ...someProfile(whose),
  parentOrg: { ...someProfile(`${whose}-parent`), parentOrg: someProfile(`${whose}-top`) },
})

export const saidWithParents = (place: string, whose: string): Said => ({
  ...saidProfile(place, whose),
  ...saidProfile(`${place}.parentOrg`, `${whose}-parent`),
  ...saidProfile(`${place}.parentOrg.parentOrg`, `${whose}-top`),
})
