import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { action } from '../web/page.ts'
import type { Achievements } from './achievements.ts'

const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, achievementId: Id }, closed)
/** A form that is kept is one long line of names and values. */
const KeepForm = Type.Object({
  typed: Type.String({ maxLength: 100_000 }),
  known: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
})

/** Where the script of the form of a badge keeps what is typed, again and again, and where it is thrown away. */
export function unsavedPages({ achievements }: { readonly achievements: Achievements }) {
  const { unsaved } = achievements
  const base = (organizationId: string) => `/console/${organizationId}/achievements`

  return [
    action({
      path: '/console/:organizationId/achievements/new/unsaved',
      access: 'signed-in',
      params,
      form: KeepForm,
      async act({ caller, params: { organizationId } }, { typed, known }) {
        await unsaved.keep(caller, organizationId, { typed: fieldsIn(typed), known })
        return { redirect: `${base(organizationId)}/new` }
      },
    }),
    action({
      path: '/console/:organizationId/achievements/:achievementId/unsaved',
      access: 'signed-in',
      params: oneParams,
      form: KeepForm,
      async act({ caller, params: { organizationId, achievementId } }, { typed, known }) {
        await achievements.read(caller, organizationId, achievementId)
        const kept = { achievementId, typed: fieldsIn(typed), known }
        await unsaved.keep(caller, organizationId, kept)
        return { redirect: `${base(organizationId)}/${achievementId}/edit` }
      },
    }),
    action({
      path: '/console/:organizationId/achievements/new/unsaved/removal',
      access: 'signed-in',
      params,
      async act({ caller, params: { organizationId } }) {
        await unsaved.drop(caller, organizationId)
        return { redirect: `${base(organizationId)}/new` }
      },
    }),
    action({
      path: '/console/:organizationId/achievements/:achievementId/unsaved/removal',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, achievementId } }) {
        await achievements.read(caller, organizationId, achievementId)
        await unsaved.drop(caller, organizationId, achievementId)
        return { redirect: `${base(organizationId)}/${achievementId}/edit` }
      },
    }),
  ]
}

/** Names and values as the script of the form wrote them; what is none of that is nothing. */
function fieldsIn(typed: string): Readonly<Record<string, string>> {
  const parsed = parse(typed)
  if (!Array.isArray(parsed)) return {}
  const pairs = parsed.slice(0, 400).flatMap((pair: unknown): [string, string][] => {
    if (!Array.isArray(pair)) return []
    const name: unknown = pair[0]
    const value: unknown = pair[1]
    const isField = typeof name === 'string' && /^[a-zA-Z]+(\[[a-zA-Z0-9]+\])*$/.test(name)
    return isField && typeof value === 'string' ? [[name.slice(0, 100), value]] : []
  })
  return Object.fromEntries(pairs)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
