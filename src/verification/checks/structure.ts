import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import { findSaidTwice } from '../../credentials/said-twice.ts'
import type { CredentialKind } from '../../credentials/schema.ts'
import type { Finding } from '../check.ts'
import { objectsInside } from '../inside.ts'
import { hasType, member, textOf, wordsOf } from '../json-values.ts'

const dataModels = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/2018/credentials/v1',
]
const openBadgesContext =
  /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.0\.\d)?\.json$/
const clrContext = /^https:\/\/purl\.imsglobal\.org\/spec\/clr\/v2p0\/context(-2\.0\.\d)?\.json$/

/** What is looked for in a credential of one kind. */
interface Kind {
  readonly types: readonly string[]
  readonly passed: string
  readonly otherwise: string
  readonly context: RegExp
  readonly subjectProblem: (subject: JsonObject) => Finding | undefined
}

const kinds: Readonly<Record<CredentialKind, Kind>> = {
  badge: {
    types: ['AchievementCredential', 'OpenBadgeCredential'],
    passed: 'open-badge',
    otherwise: 'not-an-open-badge',
    context: openBadgesContext,
    subjectProblem: achievementSubjectProblem,
  },
  endorsement: {
    types: ['EndorsementCredential'],
    passed: 'endorsement',
    otherwise: 'not-an-endorsement',
    context: openBadgesContext,
    subjectProblem: endorsementSubjectProblem,
  },
  clr: {
    types: ['ClrCredential'],
    passed: 'learner-record',
    otherwise: 'not-a-learner-record',
    context: clrContext,
    subjectProblem: clrSubjectProblem,
  },
}

/**
 * OB 3.0 §9.1 step 1 and the data models of OB 3.0 §B.1 and CLR 2.0 §B.1: is this one credential of the kind, with
 * everything that the later steps read?
 */
export function checkStructure(credential: JsonObject, kind: CredentialKind = 'badge'): Finding {
  const type = listOf(member(credential, 'type'))
  if (type.includes('Assertion')) return { result: 'unknown', code: 'open-badges-2' }
  const { types, passed, otherwise } = kinds[kind]
  if (!types.some((name) => type.includes(name))) return bad(otherwise, '/type')
  return problemOf(credential, kinds[kind]) ?? { result: 'passed', code: passed }
}

function bad(code: string, path: string): Finding {
  return { result: 'failed', code, values: { path } }
}

function problemOf(credential: JsonObject, { context, subjectProblem }: Kind): Finding | undefined {
  const contexts = listOf(member(credential, '@context'))
  if (!dataModels.some((model) => model === contexts[0]))
    return bad('data-model-not-known', '/@context/0')
  if (!contexts.some((entry) => typeof entry === 'string' && context.test(entry))) {
    return bad('open-badges-context-missing', '/@context')
  }
  if (!hasType(credential, 'VerifiableCredential')) return bad('member-missing', '/type')
  if (!isAddress(member(credential, 'id'))) return bad('member-malformed', '/id')
  if (!isAddress(idOf(member(credential, 'issuer')))) return bad('member-malformed', '/issuer')
  const from = contexts[0] === dataModels[0] ? ['validFrom'] : ['issuanceDate', 'validFrom']
  if (!from.some((name) => textOf(member(credential, name)) !== undefined)) {
    return bad('member-missing', `/${from[0] ?? ''}`)
  }
  const [subject, ...others] = listOf(member(credential, 'credentialSubject'))
  if (!isJsonObject(subject) || others.length > 0) return bad('one-subject-expected', at)
  return subjectProblem(subject) ?? statusProblem(credential) ?? idProblem(credential)
}

/**
 * Under an embedded proof, what two objects with one id say could have been exchanged between them. Credentials inside
 * are looked at when it is known which of them are proven by themselves ({@link checkIdsAcross}).
 */
function idProblem(credential: JsonObject): Finding | undefined {
  const twice = findSaidTwice(credential, 'different', new Set(objectsInside(credential)))
  return twice === undefined ? undefined : bad('id-said-twice', twice.path)
}

const at = '/credentialSubject'

function achievementSubjectProblem(subject: JsonObject): Finding | undefined {
  if (!hasType(subject, 'AchievementSubject')) return bad('member-malformed', `${at}/type`)
  const achievement = onlyOf(member(subject, 'achievement'))
  return (
    recipientProblem(subject) ??
    (isJsonObject(achievement)
      ? achievementProblem(achievement)
      : bad('member-missing', `${at}/achievement`))
  )
}

/** OB 3.0 §9.1 step 1: the subject has an id, an identifier, or both. */
function recipientProblem(subject: JsonObject): Finding | undefined {
  const id = member(subject, 'id')
  const identifiers = listOf(member(subject, 'identifier'))
  if (id === undefined && identifiers.length === 0) return bad('recipient-missing', at)
  return id !== undefined && !isAddress(id) ? bad('member-malformed', `${at}/id`) : undefined
}

function achievementProblem(achievement: JsonObject): Finding | undefined {
  if (!hasType(achievement, 'Achievement')) return bad('member-malformed', `${at}/achievement/type`)
  const required = ['id', 'name', 'description'].find((name) => {
    const value = member(achievement, name)
    return (name === 'id' ? textOf(value) : wordsOf(value)) === undefined
  })
  if (required !== undefined) return bad('member-missing', `${at}/achievement/${required}`)
  return isJsonObject(onlyOf(member(achievement, 'criteria')))
    ? undefined
    : bad('member-missing', `${at}/achievement/criteria`)
}

/** A value that stands alone, in an array or not; undefined where there are several. */
function onlyOf(value: Json | undefined): Json | undefined {
  const [only, ...others] = listOf(value)
  return others.length === 0 ? only : undefined
}

/** OB 3.0 §B.1.9 EndorsementSubject: what is endorsed has an id. */
function endorsementSubjectProblem(subject: JsonObject): Finding | undefined {
  if (!hasType(subject, 'EndorsementSubject')) return bad('member-malformed', `${at}/type`)
  return isAddress(member(subject, 'id')) ? undefined : bad('member-malformed', `${at}/id`)
}

/** CLR 2.0 §B.1 ClrSubject: the credentials of one person. Each is looked at by itself. */
function clrSubjectProblem(subject: JsonObject): Finding | undefined {
  if (!hasType(subject, 'ClrSubject')) return bad('member-malformed', `${at}/type`)
  return listOf(member(subject, 'verifiableCredential')).length === 0
    ? bad('member-missing', `${at}/verifiableCredential`)
    : recipientProblem(subject)
}

/** An entry without a type says nothing that can be looked up. */
function statusProblem(credential: JsonObject): Finding | undefined {
  const entries = listOf(member(credential, 'credentialStatus'))
  const broken = entries.findIndex(
    (entry) => !isJsonObject(entry) || textOf(member(entry, 'type')) === undefined,
  )
  return broken === -1 ? undefined : bad('member-malformed', `/credentialStatus/${broken}`)
}

/** A URI with a scheme; what stands behind it is not asked here. */
function isAddress(value: Json | undefined): boolean {
  return typeof value === 'string' && /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(value)
}
