import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { AuditEntry } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { EntryNames, NamesOf } from '../organizations/audit-pages.tsx'
import type { Issuing } from './issuing.ts'
import type { Award } from './tables.ts'

interface Deps {
  readonly people: Pick<People, 'byIds'>
  readonly achievements: Pick<Achievements, 'read'>
  readonly learners: Pick<Learners, 'byIds' | 'groups'>
  readonly issuing: Pick<Issuing, 'byId'>
  readonly mayShow: MayShow
}

/**
 * The log holds ids only, so that it can be kept when a person goes. Whoever reads it is told the names that
 * there are today, and that staff of the organization may see; where there is none, none.
 */
export function createNamesOf({ people, achievements, learners, issuing, mayShow }: Deps): NamesOf {
  return async (caller, organizationId, entries) => {
    const awards = await awardsOf(organizationId, entries)
    const badges = await achievementsOf(caller, organizationId, idsOf(entries, 'achievement.'))
    const accounts = await people.byIds(idsOf(entries, 'staff.'))
    const staff = new Map(accounts.map(({ id, name }) => [id, name]))
    const awarded = [...awards.values()].map(({ learnerId }) => learnerId)
    const groups = await groupsOf(organizationId, idsOf(entries, 'group.'))
    const kinds = ['learner.', 'guardian.', 'consent.', 'claim-card.']
    const about = kinds.flatMap((kind) => idsOf(entries, kind))
    const called = await learnersOf(organizationId, [...awarded, ...about])

    return ({ object }): EntryNames => {
      const award = awards.get(object)
      const achievement = award?.achievementName ?? badges.get(object)
      const learner = called.get(award?.learnerId ?? object)
      const group = groups.get(object)
      const member = staff.get(object)
      return {
        ...(achievement === undefined ? {} : { achievement }),
        ...(learner === undefined ? {} : { learner }),
        ...(group === undefined ? {} : { group }),
        ...(member === undefined ? {} : { staff: member }),
      }
    }
  }

  async function awardsOf(organizationId: string, entries: readonly AuditEntry[]) {
    const ids = [...idsOf(entries, 'award.'), ...idsOf(entries, 'share.')]
    const found = await Promise.all([...new Set(ids)].map((id) => issuing.byId(id)))
    const own = found.filter((award): award is Award => award?.organizationId === organizationId)
    return new Map(own.map((award) => [award.id, award]))
  }

  async function achievementsOf(caller: Caller, organizationId: string, ids: readonly string[]) {
    const found = await Promise.all(
      ids.map(async (id) => {
        try {
          return [[id, (await achievements.read(caller, organizationId, id)).content.name] as const]
        } catch (error) {
          // A key may read the log and no achievements, and an achievement may be gone.
          if (error instanceof WaymarkError) return []
          throw error
        }
      }),
    )
    return new Map(found.flat())
  }

  async function groupsOf(organizationId: string, ids: readonly string[]) {
    const found = await learners.groups.byIds(organizationId, ids)
    return new Map(found.map(({ id, name }) => [id, name]))
  }

  async function learnersOf(organizationId: string, ids: readonly string[]) {
    const viewer = { kind: 'staff', organizationId } as const
    const found = await learners.byIds([...new Set(ids)])
    const seen = found.filter((learner) => mayShow(viewer, 'recipient-name', learner))
    return new Map(seen.map(({ id, name }) => [id, name]))
  }
}

function idsOf(entries: readonly AuditEntry[], acts: string): readonly string[] {
  return [...new Set(entries.filter(({ act }) => act.startsWith(acts)).map(({ object }) => object))]
}
