import type { Json, JsonObject } from '../../src/credentials/json.ts'
import type { ForeignIssuer } from './foreign-issuer.ts'

/** A ClrCredential of another platform, before it is signed. */
export function unsignedTranscript(
  issuer: ForeignIssuer,
  verifiableCredential: readonly Json[],
  { subject = {}, members = {} }: { subject?: JsonObject; members?: JsonObject } = {},
): JsonObject {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: `${issuer.identifiers.base}/transcripts/1`,
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript of Ada',
    issuer: { id: issuer.did, type: ['Profile'], name: 'State archive of learning' },
    validFrom: '2025-03-01T10:00:00Z',
    ...members,
    credentialSubject: {
      id: 'urn:uuid:6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90',
      type: ['ClrSubject'],
      verifiableCredential: [...verifiableCredential],
      ...subject,
    },
  }
}
