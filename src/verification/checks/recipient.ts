import { createHash } from 'node:crypto'
import type { KnownRecipient } from '../../../schemas/requests/verification.ts'
import { idOf, listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { hasType, member, textOf } from '../json-values.ts'
import { isSameAddress } from '../same-address.ts'

/** Whether an identifier in the credential is the known one: undefined where it cannot be compared. */
type Comparison = boolean | undefined

/**
 * OB 3.0 §9.1 step 5 and §9.3: is the one who earned it whom the asker knows? A known id is compared with the id of the
 * subject, a known identifier with those of its type, hashed or plain. What was asked for goes into no answer.
 */
export function checkRecipient(
  credential: JsonObject,
  known: KnownRecipient,
  proven: boolean,
): Finding {
  // Anybody can write a name into a credential.
  if (!proven) return { result: 'unknown', code: 'recipient-not-compared' }
  const subject = listOf(member(credential, 'credentialSubject'))[0]
  const answers =
    'id' in known
      ? [byId(subject, known.id)]
      : [...byIdentifier(subject, known), byMail(subject, known)]
  if (answers.includes(true)) return { result: 'passed', code: 'recipient-matches' }
  return answers.includes(false)
    ? { result: 'failed', code: 'recipient-differs' }
    : { result: 'unknown', code: 'recipient-cannot-be-told' }
}

/** Of whom it is asked whether it is theirs, and what is known of the credential. */
export interface AskedFor {
  /** Whom the asker believes to have earned it. */
  readonly known: KnownRecipient | undefined
  /** Who has shown to present it. */
  readonly holder: string | undefined
  readonly proven: boolean
  /** Inside a transcript, which says itself whose it is: there only an address of somebody else tells anything. */
  readonly inTranscript: boolean
}

/** Whose it is, where that was asked or can be told; see {@link checkRecipient}, {@link checkShownByEarner}. */
export function checkWhose(
  credential: JsonObject,
  { known, holder, proven, inTranscript }: AskedFor,
): Finding | undefined {
  if (known === undefined) {
    return holder === undefined ? undefined : checkShownByEarner(credential, holder, proven)
  }
  if (inTranscript && 'id' in known) return undefined
  const finding = checkRecipient(credential, known, proven)
  return inTranscript && finding.result === 'unknown' ? undefined : finding
}

/**
 * Whether who shows a badge is who earned it, as far as their names tell: two DIDs can be compared, any other id of a subject
 * is its issuer's own name for somebody. Undefined where nothing can be told.
 */
function checkShownByEarner(
  credential: JsonObject,
  holder: string,
  proven: boolean,
): Finding | undefined {
  const id = idOf(listOf(member(credential, 'credentialSubject'))[0])
  if (!proven || id === undefined || ![id, holder].every((one) => /^\s*did:/i.test(one))) {
    return undefined
  }
  return isSameAddress(id, holder)
    ? { result: 'passed', code: 'shown-by-earner' }
    : { result: 'unknown', code: 'shown-by-another' }
}

function byId(subject: Json | undefined, known: string): Comparison {
  const id = idOf(subject)
  return id === undefined ? undefined : isSameAddress(id, known)
}

type KnownIdentifier = Extract<KnownRecipient, { identifier: string }>

/** Identifiers beyond these are not looked at: each costs a few hashes. */
const mostIdentifiers = 50

/** §9.3: identifiers of another type are passed over; the others are compared until one matches. */
function byIdentifier(
  subject: Json | undefined,
  { identifier, identifierType = 'emailAddress' }: KnownIdentifier,
): Comparison[] {
  const forms = formsOf(identifier, identifierType)
  return listOf(member(subject, 'identifier'))
    .slice(0, mostIdentifiers)
    .map((one) => {
      if (hasType(one, 'IdentifierEntry')) {
        if (member(one, 'identifierType') !== identifierType) return undefined
        return isPlain(textOf(member(one, 'identifier')), forms, identifierType)
      }
      if (member(one, 'identityType') !== identifierType) return undefined
      const said = textOf(member(one, 'identityHash'))
      if (member(one, 'hashed') !== true) return isPlain(said, forms, identifierType)
      return isHashOf(said, forms, textOf(member(one, 'salt')) ?? '')
    })
}

/** Some platforms put the mail address where the id belongs. */
function byMail(
  subject: Json | undefined,
  { identifier, identifierType = 'emailAddress' }: KnownIdentifier,
): Comparison {
  const address = /^mailto:(.+)$/i.exec(idOf(subject) ?? '')?.[1]
  if (address === undefined || identifierType !== 'emailAddress') return undefined
  return isPlain(address, formsOf(identifier, identifierType), identifierType)
}

/**
 * The forms under which an issuer may have hashed an identifier: as it is, as Unicode composes it, and, since mail providers
 * do not tell capitals apart, a mail address in lower case.
 */
function formsOf(identifier: string, type: string): readonly string[] {
  const typed = identifier.trim()
  const written = [typed, typed.normalize('NFC')]
  return type === 'emailAddress' ? written.flatMap((one) => [one, one.toLowerCase()]) : written
}

function isPlain(said: string | undefined, forms: readonly string[], type: string): Comparison {
  if (said === undefined) return undefined
  const written = said.trim().normalize('NFC')
  return forms.includes(type === 'emailAddress' ? written.toLowerCase() : written)
}

/** OB 3.0 §B.6.3 IdentityHash: the algorithm, a dollar sign, and the hash of the identifier with the salt behind it. */
function isHashOf(said: string | undefined, forms: readonly string[], salt: string): Comparison {
  const [, algorithm, digest] = /^(md5|sha256)\$([0-9a-f]+)$/i.exec(said ?? '') ?? []
  if (algorithm === undefined || digest === undefined) return undefined
  return forms.some(
    (form) =>
      createHash(algorithm.toLowerCase())
        .update(form + salt, 'utf8')
        .digest('hex') === digest.toLowerCase(),
  )
}
