import Type from 'typebox'
import {
  closedObject,
  Email,
  Image,
  severalOf,
  SignedEndorsement,
  Text,
  typeWith,
  Uri,
} from './parts.ts'

/** OB 3.0 §B.1.20 Profile, as far as we say things of an organization. */
export const Profile = closedObject({
  id: Uri,
  type: typeWith('Profile'),
  name: Type.Optional(Text),
  url: Type.Optional(Uri),
  phone: Type.Optional(Text),
  description: Type.Optional(Text),
  image: Type.Optional(Image),
  email: Type.Optional(Email),
  endorsement: Type.Optional(severalOf(SignedEndorsement)),
})
