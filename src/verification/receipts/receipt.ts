import type { VerificationReport } from '../../../schemas/requests/verification.ts'
import type { JsonObject } from '../../credentials/json.ts'

/** Who writes receipts. */
export interface ReceiptWriter {
  readonly id: string
  readonly name: string
  readonly url: string
}

export const receiptType = 'VerificationReceipt'

/** What others wrote is cut at so many characters: a receipt tells a badge from others, it does not repeat it. */
const longestText = 500

/**
 * A receipt of a report, not yet signed: a Verifiable Credential of a type of its own, about a check rather than a person.
 * Whose badge it was is not in it, but by the digest of the text that was checked.
 *
 * Why this form: a person can read it in any editor and it may be laid out anew, since `eddsa-jcs-2022` signs the JSON
 * whatever its spaces; whoever checks Verifiable Credentials can check it without us, by the service's DID document. The
 * second context is W3C's own for terms that no vocabulary defines.
 * @param id a URI of this receipt
 */
export function receiptOf(
  report: VerificationReport,
  { id, writer }: { readonly id: string; readonly writer: ReceiptWriter },
): JsonObject {
  const { credential, verdict, verifiedAt, kind = 'badge' } = report
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://www.w3.org/ns/credentials/undefined-terms/v2',
    ],
    id,
    type: ['VerifiableCredential', receiptType],
    issuer: { ...writer },
    validFrom: verifiedAt,
    credentialSubject: {
      type: 'Verification',
      verdict,
      verifiedAt,
      kind,
      ...texts({
        digest: report.digest,
        credentialId: credential.id,
        name: credential.achievement?.name ?? credential.name,
        source: report.source,
      }),
      ...(credential.issuer === undefined
        ? {}
        : { awardedBy: texts({ id: credential.issuer.id, name: credential.issuer.name }) }),
      checks: report.checks.map(({ name, result, code, source }) => ({
        name,
        result,
        ...texts({ code, source }),
      })),
      ...(report.credentials === undefined
        ? {}
        : {
            inside: report.credentials.map((inside) => ({
              verdict: inside.verdict,
              ...texts({
                credentialId: inside.credential.id,
                name: inside.credential.achievement?.name ?? inside.credential.name,
                awardedBy: inside.credential.issuer?.name ?? inside.credential.issuer?.id,
              }),
            })),
          }),
    },
  }
}

function texts(members: Readonly<Record<string, string | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, signable(value)]],
    ),
  )
}

/** Half of a surrogate pair cannot be signed: it becomes the sign for what cannot be read. */
function signable(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text.slice(0, longestText)))
}
