import { classOf, Text } from './definitions.ts'
import {
  openBadgesContext,
  statement,
  verifiableCredential,
  type DataModel,
  type Statement,
} from './statement.ts'

/** OB 3.0 §B.1 EndorsementCredential: somebody's word about an achievement, an organization or a credential. */
export const endorsementCredential = (model: DataModel) =>
  verifiableCredential(model, {
    context: [openBadgesContext],
    types: [['EndorsementCredential']],
    members: { name: Text, credentialSubject: classOf('EndorsementSubject') },
  })

const statementOf = (model: DataModel): Statement =>
  statement(endorsementCredential(model), {
    EndorsementCredential: endorsementCredential(model),
  })

/** The EndorsementCredential by itself, in the form of VC 2.0 and of VC 1.1. */
export const EndorsementCredentialStatement = { v2: statementOf('v2'), v1: statementOf('v1') }
