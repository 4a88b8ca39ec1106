import { entriesOf, member } from '../hostile.ts'
import type { FoundRoute } from './found-routes.ts'
import type { Places } from './places.ts'

/** What is sent along: well-formed, so that a refusal is about who asks and not about what they ask. */
export type BodyFor = (
  route: FoundRoute,
  places: Places,
) => { readonly type: string; readonly text: string } | undefined

/** Fields of the forms that are refused only once they are filled in. `:name` is filled from the places. */
const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/console/:organizationId/achievements/new/unsaved': { typed: 'name=River', known: '0' },
  '/console/:organizationId/achievements/:achievementId/unsaved': {
    typed: 'name=River',
    known: '0',
  },
  '/apply/:achievementId': { as: 'self', nickname: 'Fox' },
  '/applications/:applicationId': { words: 'Mine now.', then: 'send' },
  '/console/:organizationId/achievements/:achievementId/applications': {
    state: 'closed',
    who: 'anybody',
  },
  '/console/:organizationId/applications/:applicationId': { decision: 'approve' },
  '/console/:organizationId/awards/:awardId': { reason: 'A mistake.' },
  '/console/:organizationId/kiosks': { achievementId: ':achievementId' },
  '/console/:organizationId/learners/:learnerId/groups': { groupId: ':groupId' },
  '/console/:organizationId/learners/:learnerId/guardianship/guardians/:accountId/end': {
    reason: 'A court.',
    takeBack: 'true',
  },
  '/console/:organizationId/staff': { email: 'new@planted.example', role: 'owner' },
  '/console/:organizationId/staff/:accountId/role': { role: 'owner' },
  '/console/:organizationId/unclaimed': { remindAfterDays: '1', expireAfterDays: '1' },
  '/console/:organizationId/unclaimed/reminders': { 'awardIds[0]': ':awardId' },
  '/organizations/new': { name: 'Mine', sector: 'museum', email: 'hello@planted.example' },
  '/portfolio/:pageId/order': { order: ':partId' },
  '/portfolio/:pageId/parts/:partId/moves': { direction: 'up' },
  '/backpack/:awardId': { audience: 'public', days: '30', nameForm: 'full' },
  '/console/:organizationId/batches/:batchId/undo': { reason: 'A mistake.' },
  '/console/:organizationId/batches/:batchId/rows/:number/undo': { reason: 'A mistake.' },
}

/** Words by the name of a member, where its schema asks for more than some text. */
const named: Readonly<Record<string, string>> = {
  email: 'new@planted.example',
  purposes: 'show-publicly',
  purpose: 'show-publicly',
  expiresOn: '2099-01-01',
  achievementType: 'Badge',
  language: 'en',
}

/** @param openApi the document in which the service says what its routes take */
export function createBodies(openApi: unknown): BodyFor {
  return ({ method, path }, places) => {
    const operation = member(
      member(member(openApi, 'paths'), path.replaceAll(/:(\w+)/g, '{$1}')),
      method.toLowerCase(),
    )
    if (operation === undefined) return { type: formType, text: formOf(path, places) }
    const [content] = entriesOf(member(member(operation, 'requestBody'), 'content'))
    if (content === undefined) return undefined
    const [type, described] = content
    if (type !== 'application/json') return { type: type.replace('*', 'csv'), text: 'Name\nAda' }
    const sample = sampleOf(member(described, 'schema'), '', { openApi, places })
    return { type, text: JSON.stringify(sample) }
  }
}

const formType = 'application/x-www-form-urlencoded'

function formOf(path: string, places: Places): string {
  const fields = Object.entries(forms[path] ?? {}).map(([name, value]): [string, string] => [
    name,
    value.startsWith(':') ? String(places[value.slice(1)]) : value,
  ])
  return new URLSearchParams(fields).toString()
}

interface Around {
  readonly openApi: unknown
  readonly places: Places
}

/** The least that a schema takes: what is required, the first of what can be chosen. */
function sampleOf(schema: unknown, name: string, around: Around): unknown {
  const reference = member(schema, '$ref')
  if (typeof reference === 'string') return sampleOf(referred(reference, around), name, around)
  const choices = member(schema, 'anyOf') ?? member(schema, 'oneOf') ?? member(schema, 'allOf')
  if (Array.isArray(choices)) return sampleOf(choices[0], name, around)
  const constant = member(schema, 'const') ?? list(member(schema, 'enum'))[0]
  if (constant !== undefined) return constant
  switch (member(schema, 'type')) {
    case 'object':
      return objectOf(schema, around)
    case 'array': {
      const least = Number(member(schema, 'minItems') ?? 0)
      if (least === 0) return []
      const item = sampleOf(member(schema, 'items'), name.replace(/s$/, ''), around)
      return Array.from({ length: least }, () => item)
    }
    case 'integer':
    case 'number':
      return member(schema, 'minimum') ?? 1
    case 'boolean':
      return true
    default:
      return textOf(schema, name, around)
  }
}

function objectOf(schema: unknown, around: Around): unknown {
  const required = list(member(schema, 'required')).map(String)
  const all = entriesOf(member(schema, 'properties'))
  const wanted = all.filter(([name]) => required.includes(name))
  const least = Number(member(schema, 'minProperties') ?? 0)
  const taken = wanted.length >= least ? wanted : all.slice(0, least)
  return Object.fromEntries(
    taken.map(([name, value]) => [name, sampleOf(value, name, around)] as const),
  )
}

function textOf(schema: unknown, name: string, { places }: Around): string {
  const place = places[name === 'id' ? 'learnerId' : name]
  if (typeof place === 'string') return place
  if (named[name] !== undefined) return named[name]
  switch (member(schema, 'format')) {
    case 'date':
      return '2026-01-01'
    case 'date-time':
      return '2027-01-01T00:00:00Z'
    case 'uri':
      return 'https://example.org/'
    case 'email':
      return 'new@planted.example'
    default:
      return /date|At$/.test(name) ? '2027-01-01T00:00:00Z' : 'Words'
  }
}

function referred(reference: string, { openApi }: Around): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((found, part) => member(found, part), openApi)
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
