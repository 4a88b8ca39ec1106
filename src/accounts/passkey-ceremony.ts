import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server'
import {
  decodeAttestationObject,
  decodeClientDataJSON,
  isoBase64URL,
} from '@simplewebauthn/server/helpers'
import { Check } from 'typebox/value'
import { MadePasskey, UsedPasskey } from '../../schemas/requests/passkeys.ts'

/** What is kept of a key that a device made. */
export interface PasskeyKey {
  /** base64url, as the device chose it. */
  readonly credentialId: string
  /** COSE_Key (RFC 9052), base64url. */
  readonly publicKey: string
  /** How often the device said that it signed; always 0 where it does not count. */
  readonly counter: number
}

/** What a browser is asked, as `PublicKeyCredential.parse…OptionsFromJSON` takes it (WebAuthn Level 3 §5.1). */
export type CeremonyOptions = Readonly<Record<string, unknown>>

export interface PasskeyCeremony {
  /** What to ask a browser for that makes a passkey. @param known those that the person has already: their devices make no second */
  toMake(asked: {
    challenge: string
    accountId: string
    email: string
    known: readonly string[]
  }): CeremonyOptions
  /** What to ask one for that uses a passkey, whoever it may be of. */
  toUse(challenge: string): CeremonyOptions
  /** @param answer JSON, as the browser wrote it. @returns undefined where it is no good answer to this challenge */
  made(answer: string, challenge: string): Promise<PasskeyKey | undefined>
  /** The id that an answer names, before anything is shown of it. */
  named(answer: string): string | undefined
  /**
   * @param key that was made for `accountId`
   * @returns how far the device counted; undefined where it is no good answer by this key to this challenge
   */
  used(
    answer: string,
    challenge: string,
    key: PasskeyKey & { readonly accountId: string },
  ): Promise<number | undefined>
}

interface Deps {
  /** Where the pages are: passkeys work there and nowhere else (WebAuthn Level 3 §5.1.3). */
  readonly origin: string
  readonly service: string
}

/** Five minutes: so long may somebody look for their security key. */
const patience = 300_000
/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812): each device has one of them. */
const algorithms = [-8, -7, -257]

/** The two ceremonies of WebAuthn (Level 3 §7.1, §7.2): the device has to know its person, by finger, face or code. */
export function createPasskeyCeremony({ origin, service }: Deps): PasskeyCeremony {
  const rpId = new URL(origin).hostname
  const expected = {
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
  } as const

  return {
    toMake: ({ challenge, accountId, email, known }) => ({
      challenge,
      rp: { id: rpId, name: service },
      user: { id: handleOf(accountId), name: email, displayName: '' },
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: known.map((id) => ({ type: 'public-key', id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      timeout: patience,
    }),
    toUse: (challenge) => ({
      challenge,
      rpId,
      allowCredentials: [],
      userVerification: 'required',
      timeout: patience,
    }),
    async made(answer, challenge) {
      const parsed = parse(answer)
      if (!Check(MadePasskey, parsed)) return undefined
      return orNothing(async () => {
        if (isFramed(parsed.response) || !isUncertified(parsed)) return undefined
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          ...expected,
          response: { ...parsed, clientExtensionResults: {} },
          expectedChallenge: challenge,
          supportedAlgorithmIDs: algorithms,
        })
        if (!verified) return undefined
        const { id, publicKey, counter } = registrationInfo.credential
        return { credentialId: id, publicKey: isoBase64URL.fromBuffer(publicKey), counter }
      })
    },
    named(answer) {
      const parsed = parse(answer)
      return Check(UsedPasskey, parsed) ? parsed.id : undefined
    },
    async used(answer, challenge, key) {
      const parsed = parse(answer)
      if (!Check(UsedPasskey, parsed)) return undefined
      const { clientDataJSON, authenticatorData, signature, userHandle } = parsed.response
      return orNothing(async () => {
        // Nobody was named before: the device says whose key it is, and has to mean the same person (§7.2, step 6).
        if (userHandle !== handleOf(key.accountId) || isFramed(parsed.response)) return undefined
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          ...expected,
          response: {
            ...parsed,
            response: { clientDataJSON, authenticatorData, signature },
            clientExtensionResults: {},
          },
          expectedChallenge: challenge,
          credential: credentialOf(key),
        })
        return verified ? authenticationInfo.newCounter : undefined
      })
    },
  }
}

/**
 * Whether it comes without a certificate. None was asked for, and a certificate is not looked into: it may name an address
 * at which to ask whether it still holds, and that would be an address of whoever sent it.
 */
function isUncertified({ response }: MadePasskey): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject))
  const format = attestation.get('fmt')
  return (
    format === 'none' ||
    (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined)
  )
}

/** Under which a device keeps whose passkey it is. */
function handleOf(accountId: string): string {
  return Buffer.from(accountId).toString('base64url')
}

/** Whether it was asked for inside a page of somebody else's, where none of ours is ever shown. */
function isFramed({ clientDataJSON }: { readonly clientDataJSON: string }): boolean {
  return decodeClientDataJSON(clientDataJSON).crossOrigin === true
}

function credentialOf({ credentialId, publicKey, counter }: PasskeyKey): WebAuthnCredential {
  return { id: credentialId, publicKey: isoBase64URL.toBuffer(publicKey), counter }
}

function parse(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return undefined
  }
}

/** What does not hold is told by throwing, and so is what cannot be read: for us both are no good answer. */
async function orNothing<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await look()
  } catch {
    return undefined
  }
}
