import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import type { Role } from '../../schemas/requests/organizations.ts'
import { OrganizationHomePage } from '../../templates/organizations/home.tsx'
import type { StaffStep } from '../../templates/organizations/staff-steps.tsx'
import type { Achievements } from '../achievements/achievements.ts'
import type { Achievement } from '../achievements/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { page } from '../web/page.ts'
import type { World } from '../world.ts'
import { linkedLine, staffLines } from './award-lines.ts'
import type { Issuing } from './issuing.ts'

export interface HomePageDeps {
  readonly issuing: Issuing
  readonly achievements: Achievements
  readonly learners: Learners
  readonly organizations: Organizations
  readonly mayShow: MayShow
  readonly world: World
  readonly trial: boolean
  /** How many applications wait for an answer, counted up to twenty. */
  readonly countApplications: (organizationId: string) => Promise<number>
}

const mostAwards = 10
const mostDrafts = 5
const mostBadges = 12

/** Where staff begin: the console of their organization. */
export function homePages(deps: HomePageDeps) {
  const { issuing, achievements, learners, organizations } = deps
  return [
    page({
      path: '/console/:organizationId',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id }, closed),
      async show({ caller, params: { organizationId } }) {
        const role = await organizations.requireRight(caller, organizationId, 'organization.read')
        const { name, imageId } = await organizations.byId(organizationId)
        const { rows: badges } = await achievements.list(caller, organizationId, {})
        const published = { state: 'published' } as const
        const isAwardable =
          badges.some(isPublished) ||
          (await achievements.list(caller, organizationId, published)).rows.length > 0
        const { rows: awards } = await issuing.recipients.find(caller, organizationId, {})
        const mayEdit = roleHolds(role, 'achievement.change')
        const unsaved = mayEdit ? await achievements.unsaved.ofCaller(caller, organizationId) : []
        // Only their guide asks whether there are any.
        const hasLearners =
          role === 'awarder' && (await learners.list(caller, organizationId, {})).rows.length > 0
        const steps = stepsFor(role, {
          organizationId,
          badges,
          hasLearners,
          hasAwards: awards.length > 0,
        })
        const lines = await staffLines(awards.slice(0, mostAwards), deps)
        return {
          title: name,
          body: (
            <OrganizationHomePage
              organization={{
                id: organizationId,
                name,
                ...(imageId === undefined ? {} : { image: `/images/${imageId}` }),
              }}
              trial={deps.trial}
              role={role}
              may={{
                edit: mayEdit,
                award: roleHolds(role, 'award.make'),
                seeLearners: roleHolds(role, 'learner.read'),
                own: role === 'owner',
                addOrganization: caller.operator,
              }}
              {...(steps.every(({ isDone }) => isDone) ? {} : { steps })}
              attention={{
                ...(await issuing.recipients.attention(caller, organizationId)),
                applications: await deps.countApplications(organizationId),
              }}
              drafts={mayEdit ? badges.filter(isOpenDraft).slice(0, mostDrafts).map(lineOf) : []}
              unsaved={unsaved.map(({ achievementId, typed, keptAt }) => ({
                ...(achievementId === undefined ? {} : { id: achievementId }),
                name: typed['name'] ?? '',
                at: keptAt,
              }))}
              badges={badges.slice(0, mostBadges).map(lineOf)}
              hasMoreBadges={badges.length > mostBadges}
              isAwardable={isAwardable}
              awards={lines.map((line) => ({
                ...linkedLine(line, organizationId),
                recipient: line.recipient,
              }))}
            />
          ),
        }
      },
    }),
  ]
}

function lineOf({ id, state, content }: Achievement) {
  return { id, state, name: content.name, image: `/images/${content.picture.pngId}` }
}

function isPublished({ state }: Achievement): boolean {
  return state === 'published'
}

/** There is something in it that nobody can be awarded yet. */
function isOpenDraft({ state, changed }: Achievement): boolean {
  return state === 'draft' || (state === 'published' && changed)
}

/** The guide for whoever begins, by what they may do. */
function stepsFor(
  role: Role,
  {
    organizationId,
    badges,
    hasLearners,
    hasAwards,
  }: {
    readonly organizationId: string
    readonly badges: readonly Achievement[]
    readonly hasLearners: boolean
    readonly hasAwards: boolean
  },
): readonly StaffStep[] {
  const hasPublished = badges.some(({ publishedVersion }) => publishedVersion > 0)
  const draft = badges.find(({ state }) => state === 'draft')
  const award = { name: 'award', isDone: hasAwards, href: 'awards/new' } as const
  switch (role) {
    case 'owner':
    case 'editor':
      return [
        { name: 'design', isDone: badges.length > 0, href: 'achievements/new' },
        {
          name: 'publish',
          isDone: hasPublished,
          ...(draft === undefined ? {} : { href: `achievements/${draft.id}` }),
        },
        award,
      ]
    case 'awarder':
      return [
        { name: 'wait', isDone: hasPublished },
        { name: 'learners', isDone: hasLearners, href: 'roster-imports/new' },
        award,
      ]
    case 'viewer':
      return [
        { name: 'see', isDone: hasPublished },
        { name: 'seeAwards', isDone: hasAwards, href: 'awards' },
        {
          name: 'seePublic',
          isDone: hasPublished && hasAwards,
          href: `/organizations/${organizationId}`,
        },
      ]
  }
}
