import Type from 'typebox'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { roles } from '../../schemas/requests/organizations.ts'
import { AuditPage } from '../../templates/organizations/audit.tsx'
import type { People } from '../accounts/people.ts'
import type { Audit, AuditEntry } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { Text } from '../text/text.ts'
import { page } from '../web/page.ts'
import type { Organizations } from './organizations.ts'

/** What an entry is about, by the names that whoever reads it may see. */
export interface EntryNames {
  readonly achievement?: string
  readonly learner?: string
  readonly group?: string
  readonly staff?: string
}

export type NamesOf = (
  caller: Caller,
  organizationId: string,
  entries: readonly AuditEntry[],
) => Promise<(entry: AuditEntry) => EntryNames>

export interface AuditPageDeps {
  readonly organizations: Pick<Organizations, 'requireRight'>
  readonly people: Pick<People, 'byIds'>
  readonly audit: Audit
  readonly namesOf: NamesOf
}

const params = Type.Object({ organizationId: Id }, closed)

/** The acts of the one who earned it: staff call them as they call the learner, not as the account is called. */
const ofLearner: ReadonlySet<AuditEntry['act']> = new Set([
  'award.claimed',
  'claim-card.claimed',
  'share.opened',
  'share.closed',
])

/** Who did what to what, for the owners of an organization. */
export function auditPages({ organizations, people, audit, namesOf }: AuditPageDeps) {
  return [
    page({
      path: '/console/:organizationId/audit',
      access: 'signed-in',
      params,
      query: Type.Object(Paging),
      async show({ caller, params: { organizationId }, query, text }) {
        await organizations.requireRight(caller, organizationId, 'audit.read')
        const { rows, next } = await audit.list(organizationId, query.after)
        const actors = await people.byIds([...new Set(rows.map((row) => row.actor))])
        const names = new Map(actors.map((account) => [account.id, account.name]))
        const namesIn = await namesOf(caller, organizationId, rows)
        return {
          title: text('organizations.audit.title'),
          body: (
            <AuditPage
              rows={rows.map((entry) => ({
                at: entry.at,
                actor: actorOf(text, entry, namesIn(entry), names),
                sentence: sentenceOf(text, entry, namesIn(entry)),
                ids: { actor: entry.actor, act: entry.act, object: entry.object },
              }))}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
    }),
  ]
}

/** Who acted, as staff may know them: a guardian is a guardian to them, whatever their account is called. */
function actorOf(
  text: Text,
  { act, actor, facts }: AuditEntry,
  { learner = '' }: EntryNames,
  names: ReadonlyMap<string, string>,
): string {
  if (facts['by'] === 'guardian') return text('audit.some.guardian')
  // Whoever applies may be nobody whom the organization knows yet.
  if (facts['by'] === 'learner') return learner || text('audit.some.learner')
  if (ofLearner.has(act)) return learner
  return names.get(actor) ?? actor
}

/** An act as a sentence. That each act has one is a matter of types. */
function sentenceOf(text: Text, { act, object, facts }: AuditEntry, names: EntryNames): string {
  const role = roles.find((one) => one === facts['role'])
  return text(`audit.acts.${act}`, {
    achievement: names.achievement ?? text('audit.some.achievement'),
    learner: names.learner || text('audit.some.learner'),
    group: names.group ?? text('audit.some.group'),
    learners: facts['learners'] ?? '',
    staff: names.staff || text('audit.some.staff'),
    role: role === undefined ? text('audit.some.role') : text(`organizations.roles.${role}`),
    object,
  })
}
