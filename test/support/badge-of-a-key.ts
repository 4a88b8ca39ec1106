import { isJsonObject } from '../../src/credentials/json.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import { createForeignIssuer } from './foreign-issuer.ts'

interface Said {
  /** Of what was achieved. */
  readonly name?: string
  /** Without it, it names the address of the sample. */
  readonly namesNobody?: boolean
  readonly validUntil?: string
  readonly narrative?: string
}

/** A badge from elsewhere that can be checked without a network: whoever gave it is known by a key alone (did:key). */
export async function badgeOfAKey({
  name,
  validUntil,
  narrative,
  namesNobody = false,
}: Said = {}): Promise<string> {
  const issuer = await createForeignIssuer()
  const key = issuer.keys.Ed25519.publicKeyMultibase ?? ''
  const did = `did:key:${key}`
  const { credentialStatus: _status, validUntil: _end, ...sample } = issuer.unsigned()
  const { issuer: profile, credentialSubject: whole } = sample
  if (!isJsonObject(profile) || !isJsonObject(whole)) throw new Error('the sample is no badge')
  const { identifier: _identifier, ...nameless } = whole
  const { achievement } = whole
  if (!isJsonObject(achievement)) throw new Error('the sample has no achievement')
  const subject = {
    ...(namesNobody ? nameless : whole),
    achievement: name === undefined ? achievement : { ...achievement, name },
  }
  const unsigned = {
    ...sample,
    issuer: { ...profile, id: did },
    credentialSubject: { ...subject, ...(narrative === undefined ? {} : { narrative }) },
    ...(validUntil === undefined ? {} : { validUntil }),
  }
  const signer = { ...issuer.signers.Ed25519, verificationMethod: `${did}#${key}` }
  return signCredential(unsigned, signer, '2025-03-01T10:00:00Z')
}
