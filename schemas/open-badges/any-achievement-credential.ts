import Type from 'typebox'
import { classOf, endorsements, several, Text } from './definitions.ts'
import { endorsementCredential } from './endorsement-credential.ts'
import {
  openBadgesContext,
  statement,
  verifiableCredential,
  type DataModel,
  type Statement,
} from './statement.ts'

/** OB 3.0 §B.1.1 AchievementCredential, and §B.2 the same in VC 1.1, where its name must be there. */
function statementOf(model: DataModel): Statement {
  const credential = verifiableCredential(model, {
    context: [openBadgesContext],
    types: [['AchievementCredential', 'OpenBadgeCredential']],
    members: {
      name: model === 'v2' ? Type.Optional(Text) : Text,
      image: Type.Optional(classOf('Image')),
      credentialSubject: classOf('AchievementSubject'),
      ...endorsements,
      evidence: Type.Optional(several(classOf('Evidence'))),
    },
  })
  return statement(credential, { EndorsementCredential: endorsementCredential(model) })
}

/** The specification's AnyAchievementCredential: an AchievementCredential of either data model. */
export const AnyAchievementCredentialStatement = { v2: statementOf('v2'), v1: statementOf('v1') }
