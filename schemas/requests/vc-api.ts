import Type, { type Static } from 'typebox'

/** JSON of any shape: what it says is judged by the data model, not here. */
const AnyObject = Type.Record(Type.String(), Type.Unknown())

const Pointers = Type.Array(Type.String({ maxLength: 500, pattern: '^(/.*)?$' }), {
  maxItems: 200,
  description: 'JSON Pointers (RFC 6901) into the credential.',
})

const Purpose = Type.Union([Type.Literal('revocation'), Type.Literal('suspension')])

const StatusKind = Type.Object({
  type: Type.Optional(Type.Literal('BitstringStatusListEntry')),
  statusPurpose: Type.Optional(Purpose),
})

export const Cryptosuite = Type.Union([
  Type.Literal('eddsa-rdfc-2022'),
  Type.Literal('eddsa-jcs-2022'),
  Type.Literal('ecdsa-rdfc-2019'),
  Type.Literal('ecdsa-jcs-2019'),
  Type.Literal('ecdsa-sd-2023'),
])
export type Cryptosuite = Static<typeof Cryptosuite>

/** VC-API §3.2.1, body of `POST /credentials/issue`. */
export const IssueCredentialBody = Type.Object({
  credential: AnyObject,
  options: Type.Optional(
    Type.Object({
      cryptosuite: Type.Optional(Cryptosuite),
      envelope: Type.Optional(
        Type.Literal('vc+jwt', {
          description: 'An enveloping proof (VC-JOSE-COSE) in place of an embedded one.',
        }),
      ),
      mandatoryPointers: Type.Optional(Pointers),
      credentialStatus: Type.Optional(StatusKind),
    }),
  ),
})
export type IssueCredentialBody = Static<typeof IssueCredentialBody>

/** A credential with its proof: embedded, or enveloped in an object whose id is a data address. */
export const SecuredCredential = Type.Object({ verifiableCredential: AnyObject })

const Checks = Type.Optional(
  Type.Array(Type.String({ maxLength: 100 }), {
    maxItems: 20,
    description:
      'Any of `proof`, `issuer`, `credentialStatus` and `validity`; all of them when absent. The data model is judged in any case.',
  }),
)

/** VC-API §3.3.1, body of `POST /credentials/verify`. */
export const VerifyCredentialBody = Type.Object({
  verifiableCredential: AnyObject,
  options: Type.Optional(Type.Object({ checks: Checks })),
})
export type VerifyCredentialBody = Static<typeof VerifyCredentialBody>

/** VC-API §3.4.1, body of `POST /credentials/derive`. */
export const DeriveCredentialBody = Type.Object({
  verifiableCredential: AnyObject,
  options: Type.Optional(Type.Object({ selectivePointers: Type.Optional(Pointers) })),
})
export type DeriveCredentialBody = Static<typeof DeriveCredentialBody>

/** VC-API §3.3.2, body of `POST /presentations/verify`. */
export const VerifyPresentationBody = Type.Object({
  verifiablePresentation: AnyObject,
  options: Type.Optional(
    Type.Object({
      challenge: Type.Optional(Type.String({ maxLength: 1000 })),
      domain: Type.Optional(
        Type.Union([
          Type.String({ maxLength: 1000 }),
          Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 20 }),
        ]),
      ),
      checks: Checks,
    }),
  ),
})
export type VerifyPresentationBody = Static<typeof VerifyPresentationBody>

/** VC-API §3.2.2, body of `POST /credentials/status`. */
export const UpdateStatusBody = Type.Object({
  credentialId: Type.String({ minLength: 1, maxLength: 2000 }),
  credentialStatus: Type.Object({
    type: Type.Literal('BitstringStatusListEntry'),
    statusPurpose: Purpose,
  }),
  status: Type.Optional(
    Type.Boolean({ description: 'Whether the status is set; true when absent.' }),
  ),
})
export type UpdateStatusBody = Static<typeof UpdateStatusBody>

/** What the verification of a credential or presentation found. */
export const VerificationResult = Type.Object({
  verified: Type.Boolean(),
  checks: Type.Array(
    Type.Object({
      check: Type.String(),
      result: Type.Union([
        Type.Literal('passed'),
        Type.Literal('failed'),
        Type.Literal('unknown'),
        Type.Literal('not-applicable'),
      ]),
      code: Type.String({ description: 'Stable: why it came out as it did.' }),
      path: Type.Optional(Type.String({ description: 'JSON Pointer into what was sent.' })),
    }),
  ),
})
export type VerificationResult = Static<typeof VerificationResult>

/** A DID with whatever stands behind it, percent-encoded. */
export const IdentifierPath = Type.Object({
  did: Type.String({ minLength: 1, maxLength: 4000 }),
})

/** Options of DID resolution, and those of the did:key method. */
export const ResolutionOptions = Type.Object({
  publicKeyFormat: Type.Optional(Type.String({ maxLength: 100 })),
  enableExperimentalPublicKeyTypes: Type.Optional(Type.Boolean()),
  enableEncryptionKeyDerivation: Type.Optional(Type.Boolean()),
})
export type ResolutionOptions = Static<typeof ResolutionOptions>

/** DID Resolution §4: the document, and what is to be said of it and of its finding. */
export const ResolutionResult = Type.Object({
  '@context': Type.String(),
  didDocument: Type.Unknown(),
  didResolutionMetadata: Type.Optional(AnyObject),
  didDereferencingMetadata: Type.Optional(AnyObject),
  didDocumentMetadata: AnyObject,
})
