import Type from 'typebox'
import { closedObject, DateTimeZ, exactly, severalOf, Text, typeWith, Uri } from './parts.ts'
import { Profile } from './profile.ts'

const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]

/** A credential with its own proof, of whatever model its issuer wrote it in. */
const SignedCredential = Type.Object({
  '@context': Type.Array(Type.Unknown(), { minItems: 1 }),
  id: Uri,
  type: typeWith('VerifiableCredential'),
  proof: Type.Unknown(),
})

/** VC Data Model 2.0 §4.13: a compact JWT as a data address. */
const EnvelopedCredential = closedObject({
  '@context': exactly('https://www.w3.org/ns/credentials/v2'),
  id: Type.String({ pattern: '^data:application/vc\\+jwt,[\\w-]+\\.[\\w-]+\\.[\\w-]+$' }),
  type: exactly('EnvelopedVerifiableCredential'),
})

/** CLR 2.0 ClrSubject, as far as we assemble transcripts: the credentials, and nothing said about them. */
const ClrSubject = closedObject({
  id: Uri,
  type: typeWith('ClrSubject'),
  verifiableCredential: severalOf(Type.Union([EnvelopedCredential, SignedCredential])),
})

/** CLR 2.0 ClrCredential in the form of VC 2.0, as we issue it, before it is signed. */
export const IssuedClrCredential = closedObject({
  '@context': exactly(...contexts),
  id: Uri,
  type: exactly('VerifiableCredential', 'ClrCredential'),
  name: Text,
  description: Text,
  issuer: Profile,
  validFrom: DateTimeZ,
  partial: Type.Literal(true),
  credentialSubject: ClrSubject,
})
