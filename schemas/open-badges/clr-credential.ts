import Type from 'typebox'
import { classOf, compacted, endorsements, several, Text, Uri } from './definitions.ts'
import { endorsementCredential } from './endorsement-credential.ts'
import {
  clrContext,
  openBadgesContext,
  statement,
  verifiableCredential,
  type DataModel,
  type Statement,
} from './statement.ts'

/** CLR 2.0 AssociationTypeEnum. */
export const associationTypes = [
  'exactMatchOf',
  'isChildOf',
  'isParentOf',
  'isPartOf',
  'isPeerOf',
  'isRelatedTo',
  'precedes',
  'replacedBy',
] as const

/** CLR 2.0 Association: how two achievements of the record belong together. */
const Association = Type.Object({
  type: Type.Literal('Association'),
  associationType: Type.Enum([...associationTypes]),
  sourceId: Uri,
  targetId: Uri,
})

/** CLR 2.0 ClrSubject. Each credential inside stands for itself and is held against a statement of its own. */
const ClrSubject = Type.Object(
  {
    type: Type.Union([
      Type.Literal('ClrSubject'),
      Type.Array(Text, { minItems: 1, contains: { const: 'ClrSubject' } }),
    ]),
    verifiableCredential: Type.Array(Type.Object({ type: compacted(Text) }), { minItems: 1 }),
    id: Type.Optional(Uri),
    identifier: Type.Optional(several(classOf('IdentityObject'))),
    achievement: Type.Optional(several(classOf('Achievement'))),
    association: Type.Optional(several(classOf('Association'))),
  },
  {
    anyOf: [
      { required: ['id'] },
      { required: ['identifier'], properties: { identifier: { minItems: 1 } } },
    ],
  },
)

function statementOf(model: DataModel): Statement {
  const credential = verifiableCredential(model, {
    context: [clrContext, openBadgesContext],
    types: [['ClrCredential']],
    members: {
      name: Text,
      image: Type.Optional(classOf('Image')),
      credentialSubject: classOf('ClrSubject'),
      partial: Type.Optional(Type.Boolean()),
      ...endorsements,
    },
  })
  const further = { Association, ClrSubject, EndorsementCredential: endorsementCredential(model) }
  return statement(credential, further)
}

/** CLR 2.0 ClrCredential, in the form of VC 2.0 and of VC 1.1. */
export const ClrCredentialStatement = { v2: statementOf('v2'), v1: statementOf('v1') }
