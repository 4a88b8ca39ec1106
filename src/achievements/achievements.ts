import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Organization } from '../organizations/tables.ts'
import type { Page, Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { requireSeen } from './draft-mark.ts'
import { createPictureFor } from './picture-for.ts'
import type { Pictures } from './pictures.ts'
import {
  achievementTable,
  achievementVersionTable,
  unsavedDraftTable,
  type Achievement,
  type AchievementContent,
  type AchievementState,
  type AchievementVersion,
} from './tables.ts'
import { createUnsavedDrafts, type UnsavedDrafts } from './unsaved-drafts.ts'
import { createRequireSound, createVersions } from './versions.ts'

/** What an editor writes; the picture is uploaded beside it, or drawn by the design, or by the name. */
export type AchievementDraft = Omit<AchievementContent, 'picture'> & {
  readonly design?: BadgeDesign
}

export interface Achievements {
  /** @throws WaymarkError invalid-request for what contradicts itself, as do `change` and `publish` */
  create(
    caller: Caller,
    organizationId: string,
    draft: AchievementDraft,
    upload?: Uint8Array,
  ): Promise<Achievement>
  /**
   * Changes the draft; what was published stays as it was until it is published again.
   * @param seen the `draftMark` of what the editor had before them
   * @throws WaymarkError changed-meanwhile where the draft is another by now
   */
  change(
    caller: Caller,
    organizationId: string,
    achievementId: string,
    draft: AchievementDraft,
    upload?: Uint8Array,
    seen?: string,
  ): Promise<Achievement>
  /** Makes the draft the next version, which awards made from now on carry. */
  publish(caller: Caller, organizationId: string, achievementId: string): Promise<Achievement>
  archive(caller: Caller, organizationId: string, achievementId: string): Promise<Achievement>
  list(
    caller: Caller,
    organizationId: string,
    query: { state?: AchievementState; after?: string },
  ): Promise<Page<Achievement>>
  /** @throws WaymarkError not-found when it is not this organization's. */
  read(caller: Caller, organizationId: string, achievementId: string): Promise<Achievement>
  /** The newest published version, to be awarded. @throws WaymarkError achievement-not-published, not-found */
  awardable(organizationId: string, achievementId: string): Promise<AchievementVersion>
  /** What was published under a number is public. @throws WaymarkError not-found */
  version(achievementId: string, number: number): Promise<AchievementVersion>
  versions(achievementId: string): Promise<readonly AchievementVersion[]>
  /** What this organization awards now, which is public: the newest version of each, a page of it, the newest first. */
  awarded(
    organizationId: string,
    query: { readonly after?: string },
  ): Promise<Page<AchievementVersion>>
  readonly pictures: Pictures
  readonly unsaved: UnsavedDrafts
}

export interface AchievementsDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly requireRight: RequireRight
  readonly pictures: Pictures
  readonly identifiers: Identifiers
  readonly organization: (organizationId: string) => Promise<Organization>
}

export function createAchievements(deps: AchievementsDeps): Achievements {
  const { storage, world, audit, requireRight, pictures } = deps
  const achievements = storage.open(achievementTable)
  const requireSound = createRequireSound(deps)
  const pictureFor = createPictureFor(pictures)
  const unsaved = createUnsavedDrafts({ ...deps, drafts: storage.open(unsavedDraftTable) })
  const versions = createVersions({
    versions: storage.open(achievementVersionTable),
    requireSound,
    world,
  })

  const own = async (organizationId: string, achievementId: string) => {
    const achievement = await achievements.get(achievementId)
    if (achievement?.organizationId !== organizationId) throw new WaymarkError('not-found')
    return achievement
  }

  const record = (
    caller: Caller,
    achievement: Achievement,
    act: `achievement.${'created' | 'changed' | 'published' | 'archived'}`,
  ) =>
    audit.record({
      owner: achievement.organizationId,
      actor: caller.accountId,
      act,
      object: achievement.id,
      facts: { version: achievement.publishedVersion },
    })

  const settle = async (
    caller: Caller,
    achievementId: string,
    act: `achievement.${'changed' | 'published' | 'archived'}`,
    change: (achievement: Achievement) => Omit<Achievement, 'version'> | undefined,
  ) => {
    const changed = await achievements.change(achievementId, change)
    if (changed === undefined) throw new WaymarkError('not-found')
    await record(caller, changed, act)
    return changed
  }

  return {
    pictures,
    unsaved,
    async create(caller, organizationId, { design, ...draft }, upload) {
      await requireRight(caller, organizationId, 'achievement.change')
      const id = world.newId()
      const createdAt = timestamp(world.now())
      const drawn = { pngId: id, origin: 'drawn' } as const
      const first = { achievementId: id, organizationId, number: 1 }
      await requireSound({ ...first, content: { ...draft, picture: drawn } })
      const picture = await pictureFor(id, draft.name, { upload, design })
      const achievement = await achievements.insert({
        id,
        organizationId,
        state: 'draft',
        content: { ...draft, picture },
        publishedVersion: 0,
        changed: true,
        createdAt,
        changedAt: createdAt,
      })
      await record(caller, achievement, 'achievement.created')
      return achievement
    },
    async change(caller, organizationId, achievementId, sent, upload, seen) {
      const { design, ...draft } = sent
      await requireRight(caller, organizationId, 'achievement.change')
      const before = await own(organizationId, achievementId)
      requireSeen(before, seen)
      const next = { achievementId, organizationId, number: before.publishedVersion + 1 }
      await requireSound({ ...next, content: { ...draft, picture: before.content.picture } })
      const picture = await pictureFor(
        achievementId,
        draft.name,
        { upload, design },
        before.content,
      )
      const changedAt = timestamp(world.now())
      return settle(caller, achievementId, 'achievement.changed', (achievement) => {
        requireSeen(achievement, seen)
        return { ...achievement, content: { ...draft, picture }, changed: true, changedAt }
      })
    },
    async publish(caller, organizationId, achievementId) {
      await requireRight(caller, organizationId, 'achievement.change')
      const before = await own(organizationId, achievementId)
      if (!before.changed && before.state === 'published') return before
      const number = before.publishedVersion + (before.changed ? 1 : 0)
      const published = before.changed
        ? await versions.publish(before, number)
        : await versions.numbered(achievementId, number)
      return settle(caller, achievementId, 'achievement.published', (achievement) => ({
        ...achievement,
        state: 'published',
        publishedVersion: number,
        // A change that came in between waits for the next version.
        changed: JSON.stringify(achievement.content) !== JSON.stringify(published.content),
        changedAt: timestamp(world.now()),
      }))
    },
    async archive(caller, organizationId, achievementId) {
      await requireRight(caller, organizationId, 'achievement.change')
      await own(organizationId, achievementId)
      const changedAt = timestamp(world.now())
      return settle(caller, achievementId, 'achievement.archived', (achievement) => ({
        ...achievement,
        state: 'archived',
        changedAt,
      }))
    },
    async list(caller, organizationId, { state, after }) {
      await requireRight(caller, organizationId, 'achievement.read')
      const paging = {
        order: 'descending',
        limit: 50,
        ...(after === undefined ? {} : { after }),
      } as const
      return state === undefined
        ? achievements.find({ index: 'byOrganization', equals: { organizationId }, ...paging })
        : achievements.find({ index: 'byState', equals: { organizationId, state }, ...paging })
    },
    async read(caller, organizationId, achievementId) {
      await requireRight(caller, organizationId, 'achievement.read')
      return own(organizationId, achievementId)
    },
    async awardable(organizationId, achievementId) {
      const achievement = await own(organizationId, achievementId)
      if (achievement.state !== 'published') throw new WaymarkError('achievement-not-published')
      return versions.numbered(achievementId, achievement.publishedVersion)
    },
    version: versions.numbered,
    versions: versions.all,
    async awarded(organizationId, { after }) {
      const equals = { organizationId, state: 'published' } as const
      const from = after === undefined ? {} : { after }
      const query = { index: 'byState', equals, order: 'descending', limit: 50, ...from } as const
      const { rows, next } = await achievements.find(query)
      const found = await versions.allNumbered(rows)
      const byId = new Map(found.map((version) => [version.achievementId, version]))
      return {
        rows: rows.flatMap(({ id }) => byId.get(id) ?? []),
        ...(next === undefined ? {} : { next }),
      }
    },
  }
}
