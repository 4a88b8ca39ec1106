import {
  idOf,
  isJsonObject,
  listOf,
  type Json,
  type JsonObject,
} from '../../src/credentials/json.ts'

/**
 * The rules by which 1EdTech's validator of Open Badges 2.0 (openbadges-validator-core) judges the members of Badge Objects,
 * as a table of our own: for each class its members, what each must be, and whether it must be there.
 */
type Kind =
  'iri' | 'url' | 'text' | 'text-or-number' | 'date-time' | 'email' | 'telephone' | 'boolean'
type Rule = readonly [
  member: string,
  kind: Kind | 'object' | 'linked',
  need?: 'required' | 'optional',
  many?: 'many',
]

const ofAll: readonly Rule[] = [
  ['version', 'text-or-number'],
  ['related', 'linked', 'optional', 'many'],
]

const rules: Readonly<Record<string, readonly Rule[]>> = {
  Assertion: [
    ['id', 'iri', 'required'],
    ['recipient', 'object', 'required'],
    ['badge', 'linked', 'required'],
    ['verification', 'object', 'required'],
    ['issuedOn', 'date-time', 'required'],
    ['expires', 'date-time'],
    ['image', 'linked'],
    ['narrative', 'text'],
    ['evidence', 'linked', 'optional', 'many'],
    ...ofAll,
  ],
  BadgeClass: [
    ['id', 'iri', 'required'],
    ['issuer', 'linked', 'required'],
    ['name', 'text', 'required'],
    ['description', 'text', 'required'],
    ['image', 'linked', 'required'],
    ['criteria', 'linked', 'required'],
    ['alignment', 'linked', 'optional', 'many'],
    ['tags', 'text', 'optional', 'many'],
    ...ofAll,
  ],
  Issuer: [
    ['id', 'url', 'required'],
    ['name', 'text', 'required'],
    ['description', 'text'],
    ['image', 'linked'],
    ['url', 'url', 'required'],
    ['email', 'email', 'required'],
    ['telephone', 'telephone'],
    ...ofAll,
  ],
  IdentityObject: [
    ['identity', 'text', 'required'],
    ['hashed', 'boolean', 'required'],
    ['salt', 'text'],
  ],
  Evidence: [
    ['id', 'iri'],
    ['narrative', 'text'],
    ['name', 'text'],
    ['description', 'text'],
    ['genre', 'text'],
    ['audience', 'text'],
  ],
  AlignmentObject: [
    ['targetName', 'text', 'required'],
    ['targetUrl', 'url', 'required'],
    ['targetDescription', 'text'],
    ['targetFramework', 'text'],
    ['targetCode', 'text'],
  ],
  Criteria: [
    ['id', 'iri'],
    ['narrative', 'text'],
  ],
}

const isText = (value: Json): value is string => typeof value === 'string'
const isUrl = (value: Json) => isText(value) && /^https?:\/\/\S+$/.test(value)
const isIri = (value: Json) => isUrl(value) || (isText(value) && /^(_:|urn:uuid:)\S+$/.test(value))

const kinds: Readonly<Record<Kind | 'object' | 'linked', (value: Json) => boolean>> = {
  iri: isIri,
  url: isUrl,
  text: isText,
  'text-or-number': (value) => isText(value) || typeof value === 'number',
  'date-time': (value) =>
    isText(value) &&
    /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  email: (value) => isText(value) && /^[^@\s]+@[^@\s]+$/.test(value),
  telephone: (value) => isText(value) && /^\+?[1-9]\d{1,14}(;ext=\d+)?$/.test(value),
  boolean: (value) => typeof value === 'boolean',
  object: isJsonObject,
  linked: (value) => isJsonObject(value) || isIri(value),
}

function problemsOf(name: string, object: Json | undefined): readonly string[] {
  if (!isJsonObject(object)) return []
  return (rules[name] ?? []).flatMap(([member, kind, need, many]) => {
    const value = object[member]
    const place = `${name}.${member}`
    if (value === undefined) return need !== 'required' ? [] : [`${place} is missing`]
    const values = listOf(value)
    if (values.length === 0) return [`${place} is empty`]
    if (values.length > 1 && many === undefined) return [`${place} has several values`]
    return values.every(kinds[kind]) ? [] : [`${place} is no ${kind}`]
  })
}

/** Everything in which the three documents of a hosted badge break the table, or do not belong to each other. */
export function openBadges2Problems(badgeObjects: {
  readonly assertion: JsonObject
  readonly badge: JsonObject
  readonly issuer: JsonObject
}): readonly string[] {
  const { assertion, badge, issuer } = badgeObjects
  const hostOf = (object: JsonObject) => new URL(idOf(object) ?? '').host
  const recipient = isJsonObject(assertion['recipient']) ? assertion['recipient'] : {}
  const criteria = badge['criteria']
  const relations: readonly (readonly [string, boolean])[] = [
    ['the Assertion is not of its type', assertion['type'] === 'Assertion'],
    ['the BadgeClass is not of its type', badge['type'] === 'BadgeClass'],
    ['the Issuer is not of its type', issuer['type'] === 'Issuer'],
    ['the Assertion names another BadgeClass', assertion['badge'] === badge['id']],
    ['the BadgeClass names another Issuer', badge['issuer'] === issuer['id']],
    ['the Assertion is hosted elsewhere', hostOf(assertion) === hostOf(issuer)],
    [
      'a hashed identity is no hash, or a plain one is',
      recipient['hashed'] === undefined ||
        recipient['hashed'] ===
          /^(md5\$[\da-f]{32}|sha256\$[\da-f]{64})$/i.test(idOf(recipient['identity']) ?? ''),
    ],
    [
      'the criteria say nothing',
      !isJsonObject(criteria) || 'id' in criteria || 'narrative' in criteria,
    ],
    [
      'a context is missing',
      [assertion, badge, issuer].every(
        (one) => one['@context'] === 'https://w3id.org/openbadges/v2',
      ),
    ],
  ]
  return [
    ...problemsOf('Assertion', assertion),
    ...problemsOf('IdentityObject', assertion['recipient']),
    ...listOf(assertion['evidence']).flatMap((one) => problemsOf('Evidence', one)),
    ...problemsOf('BadgeClass', badge),
    ...problemsOf('Criteria', criteria),
    ...listOf(badge['alignment']).flatMap((one) => problemsOf('AlignmentObject', one)),
    ...problemsOf('Issuer', issuer),
    ...relations.flatMap(([problem, holds]) => (holds ? [] : [problem])),
  ]
}
