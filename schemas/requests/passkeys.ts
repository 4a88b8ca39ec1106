import Type, { type Static } from 'typebox'

const Base64url = Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 8_000 })

/** 1023 bytes at most (WebAuthn Level 3 §4, Credential ID). */
const CredentialId = Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 1_364 })

const common = {
  id: CredentialId,
  rawId: CredentialId,
  type: Type.Literal('public-key'),
}

/** What a browser answers that made a passkey (WebAuthn Level 3 §5.1, RegistrationResponseJSON); more members are let by. */
export const MadePasskey = Type.Object({
  ...common,
  response: Type.Object({ clientDataJSON: Base64url, attestationObject: Base64url }),
})
export type MadePasskey = Static<typeof MadePasskey>

/** What a browser answers that used one (AuthenticationResponseJSON). */
export const UsedPasskey = Type.Object({
  ...common,
  response: Type.Object({
    clientDataJSON: Base64url,
    authenticatorData: Base64url,
    signature: Base64url,
    userHandle: Base64url,
  }),
})
export type UsedPasskey = Static<typeof UsedPasskey>
