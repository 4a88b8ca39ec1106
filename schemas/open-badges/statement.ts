import Type, { type TProperties } from 'typebox'
import { classes, classOf, compacted, DateTimeZ, Text, Uri } from './definitions.ts'

/** A JSON Schema by itself, in the draft for which 1EdTechJsonSchemaValidator2019 is named. */
export type Statement = Type.TSchema

/** The data models of W3C: what OB 3.0 is written for (§B.1), and the one before it (§B.2). */
export type DataModel = 'v2' | 'v1'

const firstContexts: Readonly<Record<DataModel, string>> = {
  v2: 'https://www.w3.org/ns/credentials/v2',
  v1: 'https://www.w3.org/2018/credentials/v1',
}

/** `@context`: an ordered set, of which the first ones are given. */
function contexts(model: DataModel, patterns: readonly string[]) {
  return Type.Unsafe<unknown[]>({
    type: 'array',
    minItems: 1 + patterns.length,
    items: [
      { const: firstContexts[model] },
      ...patterns.map((pattern) => ({ type: 'string', pattern })),
    ],
    additionalItems: { type: ['string', 'object'] },
  })
}

/** A URI in an ordered set: the version behind it may be missing. */
export const openBadgesContext =
  '^https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.\\d\\.\\d)?\\.json$'
export const clrContext =
  '^https://purl\\.imsglobal\\.org/spec/clr/v2p0/context(-2\\.\\d\\.\\d)?\\.json$'

/**
 * VerifiableCredential of the data model, with what a kind of credential adds to it. Credentials of VC 1.1 have the
 * whole Profile of their issuer, and a name.
 */
export function verifiableCredential(
  model: DataModel,
  {
    context,
    types,
    members,
  }: {
    /** Patterns of the contexts after the first. */
    readonly context: readonly string[]
    /** Of each of these, one must be among the types. */
    readonly types: readonly (readonly string[])[]
    readonly members: TProperties
  },
) {
  const dates =
    model === 'v2'
      ? { validFrom: DateTimeZ, validUntil: Type.Optional(DateTimeZ) }
      : { issuanceDate: DateTimeZ, expirationDate: Type.Optional(DateTimeZ) }
  const profile = classOf('Profile')
  return Type.Object({
    '@context': contexts(model, context),
    id: Uri,
    type: Type.Array(Text, {
      allOf: [['VerifiableCredential'], ...types].map((names) => ({ contains: { enum: names } })),
    }),
    issuer: model === 'v2' ? Type.Union([Uri, profile]) : profile,
    ...dates,
    description: Type.Optional(Text),
    awardedDate: Type.Optional(DateTimeZ),
    proof: Type.Optional(compacted(classOf('Proof'))),
    credentialSchema: Type.Optional(compacted(classOf('CredentialSchema'))),
    // The specification counts one; VC Data Model 2.0 §4.10 allows several, and a list has one purpose only.
    credentialStatus: Type.Optional(compacted(classOf('CredentialStatus'))),
    refreshService: Type.Optional(classOf('RefreshService')),
    termsOfUse: Type.Optional(compacted(classOf('TermsOfUse'))),
    ...members,
  })
}

/** A schema of JSON Schema 2019-09 around a root, with the classes that it leads to. */
export function statement(
  root: Type.TSchema,
  further: Readonly<Record<string, Type.TSchema>>,
): Statement {
  return Type.Unsafe<object>({
    $schema: 'https://json-schema.org/draft/2019-09/schema',
    ...root,
    $defs: { ...classes, ...further },
  })
}
