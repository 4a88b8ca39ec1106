import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Caller } from '../caller.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow, RelationTo } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Applications } from './applications.ts'
import { badgeOf } from './badge-of.ts'
import { shownStep } from './present.ts'
import { scalesOf } from './sound-work.ts'
import type { Application } from './tables.ts'

export interface OwnShownDeps {
  readonly applications: Pick<Applications, 'openings' | 'own' | 'knownAt'>
  readonly achievements: Pick<Achievements, 'awardable' | 'version'>
  readonly organizations: Pick<Organizations, 'byId' | 'byIds'>
  readonly issuing: Pick<Issuing, 'byId'>
  readonly learners: Pick<Learners, 'byId'>
  readonly relationTo: RelationTo
  readonly mayShow: MayShow
}

/** What whoever applies is shown of their applications. */
export function createOwnShown(deps: OwnShownDeps) {
  const { applications, achievements, organizations, issuing, learners, relationTo } = deps

  /** Said where it is for somebody else than the account itself. */
  const childName = async (caller: Caller, { as, nickname, accountId }: Application) =>
    as === 'guardian' || accountId !== caller.accountId ? { childName: nickname } : {}

  /** Where the badge is, or who has to agree before. */
  const outcomeOf = async (caller: Caller, { state, approval, learnerId }: Application) => {
    const award =
      state === 'given' && approval !== undefined ? await issuing.byId(approval.awardId) : undefined
    if (award === undefined) return { needsConsent: false }
    if (award.state !== 'waiting') {
      return { needsConsent: false, ...(isSigned(award) ? { award: `/backpack/${award.id}` } : {}) }
    }
    const learner = learnerId === undefined ? undefined : await learners.byId(learnerId)
    const relation = learner && (await relationTo(caller.accountId, learner))
    const page = relation === 'guardian' ? 'family' : 'consents'
    return { needsConsent: true, consents: `/${page}/${award.learnerId}` }
  }

  return {
    viewOf: ({ content }: AchievementVersion) => ({
      ...content,
      image: `/images/${content.picture.pngId}`,
    }),
    /** All of them, or those for one badge. */
    async lines(caller: Caller, achievementId?: string) {
      const all = await applications.own.list(caller)
      const asked = all.filter(
        (one) => achievementId === undefined || one.achievementId === achievementId,
      )
      const places = await organizations.byIds([
        ...new Set(asked.map(({ organizationId }) => organizationId)),
      ])
      const names = new Map(places.map(({ id, name }) => [id, name]))
      return Promise.all(
        asked.map(async (one) => ({
          id: one.id,
          state: one.state,
          achievementName: (await badgeOf(achievements, one)).content.name,
          organizationName: names.get(one.organizationId) ?? '',
          ...(await childName(caller, one)),
        })),
      )
    },
    async one(caller: Caller, application: Application) {
      const { id, achievementId, organizationId, state, history } = application
      const { content } = await badgeOf(achievements, application)
      const { name } = await organizations.byId(organizationId)
      const words = await wordsOf(achievementId)
      return {
        id,
        achievementName: content.name,
        image: `/images/${content.picture.pngId}`,
        organizationName: name,
        criteria: content.criteria,
        ...words,
        state,
        ...(await childName(caller, application)),
        ...(await outcomeOf(caller, application)),
        apply: `/apply/${achievementId}`,
        work: application.work,
        scales: scalesOf(content),
        history: history.map(shownStep),
      }
    },
  }

  async function wordsOf(achievementId: string): Promise<{ readonly words?: string }> {
    const opened = await applications.openings.of(achievementId).catch(() => undefined)
    const words = opened?.opening.words
    return words === undefined ? {} : { words }
  }
}
