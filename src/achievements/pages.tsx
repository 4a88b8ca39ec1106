import Type from 'typebox'
import { achievementFacts, AlignmentBody, RubricBody } from '../../schemas/requests/achievements.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { EditAchievementPage } from '../../templates/achievements/edit.tsx'
import { AchievementPage, PublicAchievementPage } from '../../templates/achievements/show.tsx'
import { startWith, type Draft } from '../../templates/draft.ts'
import { picked } from '../credentials/members.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { action, formPage, page } from '../web/page.ts'
import { furtherFactsOf } from './achievement-facts.ts'
import type { AchievementDraft, Achievements } from './achievements.ts'
import type { AchievementContent } from './tables.ts'

export interface AchievementPageDeps {
  readonly achievements: Achievements
  readonly organizations: Organizations
}

const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, achievementId: Id }, closed)
const picture = { field: 'picture', maxBytes: 5_000_000 }

/** As the page sends it: keywords in one line, lists only where something was typed. */
const AchievementForm = Type.Object(
  {
    ...achievementFacts,
    tags: Type.Optional(Type.String({ maxLength: 1300 })),
    alignments: Type.Optional(Type.Array(AlignmentBody, { maxItems: 30 })),
    rubric: Type.Optional(RubricBody),
  },
  closed,
)

function draftOf(form: Type.Static<typeof AchievementForm>): AchievementDraft {
  const { tags = '', alignments = [], ...facts } = form
  const words = tags.split(',').map((tag) => tag.trim().slice(0, 60))
  return {
    ...facts,
    alignments,
    tags: [...new Set(words.filter((tag) => tag !== ''))].slice(0, 20),
  }
}

/**
 * What the page does not ask stays: of the whole, of an alignment, found again by its address, and of a level, found again
 * by its name.
 */
function keepUnshown(draft: AchievementDraft, before: AchievementContent): AchievementDraft {
  const known = new Map(before.alignments.map((alignment) => [alignment.targetUrl, alignment]))
  const alignments = draft.alignments.map((sent) => {
    const { targetType, targetDescription } = known.get(sent.targetUrl) ?? {}
    return {
      ...(targetType === undefined ? {} : { targetType }),
      ...(targetDescription === undefined ? {} : { targetDescription }),
      ...sent,
    }
  })
  const { rubric } = draft
  return {
    ...furtherFactsOf(before),
    ...draft,
    alignments,
    ...(rubric === undefined ? {} : { rubric: keepUnshownOfRubric(rubric, before.rubric) }),
  }
}

function keepUnshownOfRubric(sent: RubricBody, before: RubricBody | undefined): RubricBody {
  if (before === undefined) return sent
  const levels = sent.levels.map((level) => {
    const known = before.levels.find(({ name }) => name === level.name)
    return known === undefined ? level : { ...picked(known, 'level', 'alignments'), ...level }
  })
  const required = before.levels[before.requiredLevel ?? -1]?.name
  const requiredLevel = levels.findIndex(({ name }) => name === required)
  return {
    ...picked(before, 'alignments'),
    ...(requiredLevel === -1 ? {} : { requiredLevel }),
    ...sent,
    levels,
  }
}

function valuesOf(content: AchievementContent): Record<string, unknown> {
  return { ...content, tags: content.tags.join(', '), picture: undefined }
}

/** Three rows more than are filled in, so that there is always room. */
function rowsFor(draft: Draft, member: 'alignments' | 'levels'): number {
  const rubric: unknown = draft.values['rubric']
  const list: unknown =
    member === 'alignments' ? draft.values['alignments'] : Reflect.get(Object(rubric), 'levels')
  return (Array.isArray(list) ? list.length : 0) + 3
}

export function achievementPages({ achievements, organizations }: AchievementPageDeps) {
  const { requireRight } = organizations
  const base = (organizationId: string, achievementId: string) =>
    `/console/${organizationId}/achievements/${achievementId}`

  const form = (draft: Draft) => ({
    draft,
    alignmentRows: Math.min(30, rowsFor(draft, 'alignments')),
    levelRows: Math.min(12, rowsFor(draft, 'levels')),
  })

  return [
    formPage({
      path: '/console/:organizationId/achievements/new',
      access: 'signed-in',
      params,
      form: AchievementForm,
      files: picture,
      async show({ caller, params: { organizationId }, text, language }, draft) {
        await requireRight(caller, organizationId, 'achievement.change')
        const started = startWith(draft, { achievementType: 'Badge', language })
        return {
          title: text('achievements.edit.newTitle'),
          body: <EditAchievementPage {...form(started)} />,
        }
      },
      async act({ caller, params: { organizationId }, file }, sent) {
        const made = await achievements.create(caller, organizationId, draftOf(sent), file?.bytes)
        return { redirect: base(organizationId, made.id) }
      },
    }),
    formPage({
      path: '/console/:organizationId/achievements/:achievementId/edit',
      access: 'signed-in',
      params: oneParams,
      form: AchievementForm,
      files: picture,
      async show({ caller, params: { organizationId, achievementId } }, draft) {
        await requireRight(caller, organizationId, 'achievement.change')
        const { content } = await achievements.read(caller, organizationId, achievementId)
        return {
          title: content.name,
          body: (
            <EditAchievementPage
              {...form(startWith(draft, valuesOf(content)))}
              name={content.name}
              image={`/images/${content.picture.pngId}`}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, achievementId }, file }, sent) {
        const { content } = await achievements.read(caller, organizationId, achievementId)
        const draft = keepUnshown(draftOf(sent), content)
        await achievements.change(caller, organizationId, achievementId, draft, file?.bytes)
        return { redirect: base(organizationId, achievementId) }
      },
    }),
    page({
      path: '/console/:organizationId/achievements/:achievementId',
      access: 'signed-in',
      params: oneParams,
      async show({ caller, params: { organizationId, achievementId } }) {
        const role = await requireRight(caller, organizationId, 'achievement.read')
        const achievement = await achievements.read(caller, organizationId, achievementId)
        const { content, state, changed, publishedVersion } = achievement
        return {
          title: content.name,
          body: (
            <AchievementPage
              view={{ ...content, image: `/images/${content.picture.pngId}` }}
              achievementId={achievementId}
              organizationBase={`/console/${organizationId}`}
              state={state}
              changed={changed}
              publishedVersion={publishedVersion}
              may={{
                edit: roleHolds(role, 'achievement.change'),
                award: roleHolds(role, 'award.make'),
              }}
            />
          ),
        }
      },
    }),
    action({
      path: '/console/:organizationId/achievements/:achievementId/publication',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, achievementId } }) {
        await achievements.publish(caller, organizationId, achievementId)
        return { redirect: base(organizationId, achievementId) }
      },
    }),
    action({
      path: '/console/:organizationId/achievements/:achievementId/archival',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, achievementId } }) {
        await achievements.archive(caller, organizationId, achievementId)
        return { redirect: base(organizationId, achievementId) }
      },
    }),
    page({
      path: '/achievements/:achievementId/versions/:number',
      access: 'anyone',
      params: Type.Object({ achievementId: Id, number: Type.Integer({ minimum: 1 }) }, closed),
      async show({ params: { achievementId, number } }) {
        const { content, organizationId } = await achievements.version(achievementId, number)
        const { name } = await organizations.byId(organizationId)
        return {
          title: content.name,
          robots: 'index',
          body: (
            <PublicAchievementPage
              view={{ ...content, image: `/images/${content.picture.pngId}` }}
              organization={{ name, href: `/organizations/${organizationId}` }}
              versionNumber={number}
            />
          ),
        }
      },
    }),
  ]
}
