import Type, { type TProperties } from 'typebox'
import { extensible, identifierTypes } from './terms.ts'

/** Nothing but what is named: a member that we did not mean to issue is our fault. */
export function closedObject<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false })
}

/** A property that may have several values: always an array, never an empty one (OB 3.0 §8.1). */
export function severalOf<Item extends Type.TSchema>(item: Item) {
  return Type.Array(item, { minItems: 1 })
}

/** `type` of a thing that may have more types than the one it must have. */
export const typeWith = (name: string) =>
  Type.Array(Type.String({ minLength: 1 }), { minItems: 1, contains: { const: name } })

/** An array of just these strings in this order (the tuple of JSON Schema 2020-12). */
export function exactly(...values: string[]) {
  return Type.Unsafe<string[]>({
    type: 'array',
    prefixItems: values.map((value) => ({ const: value })),
    items: false,
    minItems: values.length,
  })
}

export const Text = Type.String({ minLength: 1, pattern: '\\S' })

/** A URI of any scheme, as JSON-LD ids are. */
export const Uri = Type.String({ format: 'uri' })

/** OB 3.0 DateTimeZ: with a time zone; we always write UTC with whole seconds. */
export const DateTimeZ = Type.String({
  format: 'date-time',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
})

/** OB 3.0 Float: a number as JSON has it. */
export const Float = Type.Number()

/** OB 3.0 LanguageCode: BCP 47 with a script and a region at most. */
export const LanguageCode = Type.String({
  pattern: '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$',
})

/** OB 3.0 CountryCode: ISO 3166-1, two letters. */
export const CountryCode = Type.String({ pattern: '^[A-Z]{2}$' })

export const Email = Type.String({ format: 'email' })

/** OB 3.0 §B.1.16 Image. */
export const Image = closedObject({
  id: Uri,
  type: Type.Literal('Image'),
  caption: Type.Optional(Text),
})

/** An EndorsementCredential inside another credential: it was held against its own statement before it was signed. */
export const SignedEndorsement = Type.Object({
  id: Uri,
  type: typeWith('EndorsementCredential'),
  proof: Type.Object({ type: Type.Literal('DataIntegrityProof') }),
})

/** OB 3.0 §B.1.13 IdentifierEntry: under what name others know a thing or an organization. */
export const IdentifierEntry = closedObject({
  type: Type.Literal('IdentifierEntry'),
  identifier: Text,
  identifierType: Type.String({ pattern: extensible(identifierTypes) }),
})
