import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import { findSaidTwice } from '../../credentials/said-twice.ts'
import type { Finding } from '../check.ts'
import { hasType, member, textOf } from '../json-values.ts'

const dataModels = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/2018/credentials/v1',
]
const openBadgesContext =
  /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.0\.\d)?\.json$/
const badgeTypes = ['AchievementCredential', 'OpenBadgeCredential']

/** OB 3.0 §9.1 step 1 and the data model of B.1: is this one Open Badge, with everything that the later steps read? */
export function checkStructure(credential: JsonObject): Finding {
  const type = listOf(member(credential, 'type'))
  if (type.includes('Assertion')) return { result: 'unknown', code: 'open-badges-2' }
  if (!badgeTypes.some((name) => type.includes(name))) {
    return bad('not-an-open-badge', '/type')
  }
  return problemOf(credential) ?? { result: 'passed', code: 'open-badge' }
}

function bad(code: string, path: string): Finding {
  return { result: 'failed', code, values: { path } }
}

function problemOf(credential: JsonObject): Finding | undefined {
  const context = listOf(member(credential, '@context'))
  if (!dataModels.some((model) => model === context[0]))
    return bad('data-model-not-known', '/@context/0')
  if (!context.some((entry) => typeof entry === 'string' && openBadgesContext.test(entry))) {
    return bad('open-badges-context-missing', '/@context')
  }
  if (!hasType(credential, 'VerifiableCredential')) return bad('member-missing', '/type')
  if (!isAddress(member(credential, 'id'))) return bad('member-malformed', '/id')
  if (!isAddress(idOf(member(credential, 'issuer')))) return bad('member-malformed', '/issuer')
  const from = context[0] === dataModels[0] ? ['validFrom'] : ['issuanceDate', 'validFrom']
  if (!from.some((name) => textOf(member(credential, name)) !== undefined)) {
    return bad('member-missing', `/${from[0] ?? ''}`)
  }
  return (
    subjectProblem(listOf(member(credential, 'credentialSubject'))) ??
    statusProblem(credential) ??
    idProblem(credential)
  )
}

/** Under an embedded proof, what two objects with one id say could have been exchanged between them. */
function idProblem(credential: JsonObject): Finding | undefined {
  const twice = findSaidTwice(credential, 'different')
  return twice === undefined ? undefined : bad('id-said-twice', twice.path)
}

function subjectProblem(subjects: readonly Json[]): Finding | undefined {
  const [subject] = subjects
  const at = '/credentialSubject'
  if (!isJsonObject(subject) || subjects.length !== 1) return bad('one-subject-expected', at)
  if (!hasType(subject, 'AchievementSubject')) return bad('member-malformed', `${at}/type`)
  const id = member(subject, 'id')
  const identifiers = listOf(member(subject, 'identifier'))
  if (id === undefined && identifiers.length === 0) return bad('recipient-missing', at)
  if (id !== undefined && !isAddress(id)) return bad('member-malformed', `${at}/id`)
  const achievement = member(subject, 'achievement')
  if (!isJsonObject(achievement)) return bad('member-missing', `${at}/achievement`)
  if (!hasType(achievement, 'Achievement')) return bad('member-malformed', `${at}/achievement/type`)
  const required = ['id', 'name', 'description'].find(
    (name) => textOf(member(achievement, name)) === undefined,
  )
  if (required !== undefined) return bad('member-missing', `${at}/achievement/${required}`)
  if (!isJsonObject(member(achievement, 'criteria')))
    return bad('member-missing', `${at}/achievement/criteria`)
  return undefined
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
