import Type from 'typebox'
import {
  closedObject,
  Float,
  IdentifierEntry,
  Image,
  LanguageCode,
  severalOf,
  SignedEndorsement,
  Text,
  typeWith,
  Uri,
} from './parts.ts'
import { Profile } from './profile.ts'
import { achievementTypes, alignmentTargetTypes, extensible, resultTypes } from './terms.ts'

/** OB 3.0 §B.1.5 Alignment. */
export const Alignment = closedObject({
  type: typeWith('Alignment'),
  targetName: Text,
  targetUrl: Uri,
  targetCode: Type.Optional(Text),
  targetDescription: Type.Optional(Text),
  targetFramework: Type.Optional(Text),
  targetType: Type.Optional(Type.String({ pattern: extensible(alignmentTargetTypes) })),
})

/** OB 3.0 §B.1.23 RubricCriterionLevel. */
export const RubricCriterionLevel = closedObject({
  id: Uri,
  type: typeWith('RubricCriterionLevel'),
  name: Text,
  description: Type.Optional(Text),
  level: Type.Optional(Text),
  points: Type.Optional(Text),
  alignment: Type.Optional(severalOf(Alignment)),
})

/** OB 3.0 §B.1.22 ResultDescription. */
export const ResultDescription = closedObject({
  id: Uri,
  type: typeWith('ResultDescription'),
  name: Text,
  resultType: Type.String({ pattern: extensible(resultTypes) }),
  alignment: Type.Optional(severalOf(Alignment)),
  allowedValue: Type.Optional(severalOf(Text)),
  requiredLevel: Type.Optional(Uri),
  requiredValue: Type.Optional(Text),
  rubricCriterionLevel: Type.Optional(severalOf(RubricCriterionLevel)),
  valueMin: Type.Optional(Text),
  valueMax: Type.Optional(Text),
})

/** OB 3.0 §B.1.7 Criteria: an address, a text in Markdown, or both. */
export const Criteria = Type.Object(
  { id: Type.Optional(Uri), narrative: Type.Optional(Text) },
  { additionalProperties: false, minProperties: 1 },
)

/** OB 3.0 §B.1.21 Related. */
export const Related = closedObject({
  id: Uri,
  type: typeWith('Related'),
  inLanguage: Type.Optional(LanguageCode),
  version: Type.Optional(Text),
})

/** OB 3.0 §B.1.2 Achievement. */
export const Achievement = closedObject({
  id: Uri,
  type: typeWith('Achievement'),
  name: Text,
  description: Text,
  criteria: Criteria,
  achievementType: Type.Optional(Type.String({ pattern: extensible(achievementTypes) })),
  alignment: Type.Optional(severalOf(Alignment)),
  creator: Type.Optional(Profile),
  creditsAvailable: Type.Optional(Float),
  endorsement: Type.Optional(severalOf(SignedEndorsement)),
  fieldOfStudy: Type.Optional(Text),
  humanCode: Type.Optional(Text),
  image: Type.Optional(Image),
  inLanguage: Type.Optional(LanguageCode),
  otherIdentifier: Type.Optional(severalOf(IdentifierEntry)),
  related: Type.Optional(severalOf(Related)),
  resultDescription: Type.Optional(severalOf(ResultDescription)),
  specialization: Type.Optional(Text),
  tag: Type.Optional(severalOf(Text)),
  version: Type.Optional(Text),
})
