import { BitstringStatusListEntry, contexts } from './achievement-credential.ts'
import { closedObject, DateTimeZ, exactly, severalOf, Text, typeWith, Uri } from './parts.ts'
import { Profile } from './profile.ts'

/** OB 3.0 §B.1 EndorsementSubject: the id of what is endorsed, and what is said of it. */
export const EndorsementSubject = closedObject({
  id: Uri,
  type: typeWith('EndorsementSubject'),
  endorsementComment: Text,
})

/** OB 3.0 §B.1 EndorsementCredential in the form of VC 2.0, as we issue it, before it is signed. */
export const IssuedEndorsementCredential = closedObject({
  '@context': exactly(...contexts),
  id: Uri,
  type: exactly('VerifiableCredential', 'EndorsementCredential'),
  name: Text,
  issuer: Profile,
  validFrom: DateTimeZ,
  credentialSubject: EndorsementSubject,
  credentialStatus: severalOf(BitstringStatusListEntry),
})
