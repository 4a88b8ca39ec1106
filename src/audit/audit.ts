import { declare, type Entity, type Page, type Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'

/** Every act that is worth a line. The name says what happened to what. */
export type Act =
  | 'service.set-up'
  | 'account.signed-in'
  | 'account.signed-out-everywhere'
  | 'passkey.added'
  | 'passkey.removed'
  | 'api-key.created'
  | 'api-key.revoked'
  | 'organization.created'
  | 'organization.changed'
  | 'organization.proof-suite-chosen'
  | 'staff.invited'
  | 'staff.invitation-withdrawn'
  | 'staff.joined'
  | 'staff.role-changed'
  | 'staff.removed'
  | 'key.created'
  | 'key.retired'
  | 'key.compromised'
  | 'achievement.created'
  | 'achievement.changed'
  | 'achievement.published'
  | 'achievement.archived'
  | 'learner.added'
  | 'learner.changed'
  | 'group.created'
  | 'group.renamed'
  | 'group.archived'
  | 'group.reopened'
  | 'group.learners-added'
  | 'group.learners-removed'
  | 'roster.brought-in'
  | 'award.made'
  | 'award.issued'
  | 'award.claimed'
  | 'award.corrected'
  | 'award.revoked'
  | 'award.suspended'
  | 'award.reinstated'
  | 'award.mail-sent'
  | 'award.mail-given-up'
  | 'award.reminder-sent'
  | 'award.reminder-failed'
  | 'award.claim-renewed'
  | 'unclaimed.policy-changed'
  | 'mails.stopped'
  | 'mails.resumed'
  | 'award.mail-bounced'
  | 'award.mail-unclear'
  | 'award.undone'
  | 'batch.created'
  | 'batch.started'
  | 'batch.paused'
  | 'batch.resumed'
  | 'batch.undone'
  | 'credential.issued'
  | 'credential.status-changed'
  | 'endorsement.issued'
  | 'endorsement.revoked'
  | 'endorsement.accepted'
  | 'endorsement.declined'
  | 'claim-cards.made'
  | 'claim-cards.printed'
  | 'claim-cards.withdrawn'
  | 'claim-card.claimed'
  | 'claim-link.opened'
  | 'claim-link.closed'
  | 'claim-link.approved'
  | 'claim-link.declined'
  | 'application.opened'
  | 'application.closed'
  | 'application.sent'
  | 'application.withdrawn'
  | 'application.returned'
  | 'application.approved'
  | 'application.declined'
  | 'kiosk.opened'
  | 'kiosk.closed'
  | 'share.opened'
  | 'share.changed'
  | 'share.closed'
  | 'sharing.paused'
  | 'sharing.resumed'
  | 'guardianship.policy-changed'
  | 'guardian.joined'
  | 'guardian.invited'
  | 'guardian.ended'
  | 'group.slips-made'
  | 'consent.given'
  | 'consent.withdrawn'
  | 'learner.handed-over'
  | 'learner.removal-asked'
  | 'learner.removed'
  | 'learner.let-go'
  | 'retention.carried-out'
  | 'account.deleted'

/** Who did what to what, when. No names, no addresses: ids only, so that the log can be kept when a person goes. */
export interface AuditEntry extends Entity {
  readonly at: string
  /** The organization concerned, or 'service'. */
  readonly owner: string
  /** The account that acted, or 'service' when nobody did. */
  readonly actor: string
  readonly act: Act
  readonly object: string
  readonly facts: Readonly<Record<string, string | number>>
}

export interface AuditEvent {
  readonly owner: string
  readonly actor: string
  readonly act: Act
  /** The id of what was acted upon. */
  readonly object: string
  readonly facts?: Readonly<Record<string, string | number>>
}

export interface Audit {
  record(event: AuditEvent): Promise<void>
  /** Newest first, fifty a page. */
  list(owner: string, after?: string): Promise<Page<AuditEntry>>
}

const auditTable = declare<AuditEntry>()({
  name: 'audit',
  shape: 1,
  indexes: { byOwner: { fields: ['owner', 'at'] } },
})

/** The append-only log: there is no way to change or remove an entry. */
export function createAudit(storage: Storage, world: World): Audit {
  const entries = storage.open(auditTable)
  const nextId = idsInOrder(world)
  return {
    async record(event) {
      const at = timestamp(world.now())
      await entries.insert({ id: nextId(), at, ...event, facts: event.facts ?? {} })
    },
    list: (owner, after) =>
      entries.find({
        index: 'byOwner',
        equals: { owner },
        order: 'descending',
        limit: 50,
        ...(after === undefined ? {} : { after }),
      }),
  }
}

/** Ids that sort as they were given: `at` has whole seconds, and thirty acts may happen in one. */
function idsInOrder({ now, newId }: World): () => string {
  let given = 0
  return () => {
    given += 1
    const milliseconds = now().getTime().toString(36).padStart(9, '0')
    return `${milliseconds}${given.toString(36).padStart(7, '0')}-${newId()}`
  }
}
