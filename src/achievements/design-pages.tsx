import Type from 'typebox'
import { Check } from 'typebox/value'
import { BadgeDesignForm } from '../../schemas/requests/badge-designs.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { EditAchievementPage } from '../../templates/achievements/edit.tsx'
import { designFor, designOf, fieldsOf, surprise } from '../../templates/art/design.ts'
import { startWith, valueOf, type Draft } from '../../templates/draft.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Text } from '../text/text.ts'
import { coerceForm } from '../web/form.ts'
import { formPage } from '../web/page.ts'
import type { World } from '../world.ts'
import type { Achievements } from './achievements.ts'
import type { DrawBadge } from './art-routes.ts'
import { AchievementForm, draftOf, keepUnshown, valuesOf } from './design-form.ts'
import { differences } from './differences.ts'
import { draftMark } from './draft-mark.ts'
import { alignmentsOf, startKeys, startingPoints, startsFor } from './starting-points.ts'
import type { Achievement, AchievementContent, UnsavedDraft } from './tables.ts'

export interface DesignPageDeps {
  readonly achievements: Achievements
  readonly organizations: Organizations
  readonly drawBadge: DrawBadge
  readonly world: World
}

const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, achievementId: Id }, closed)
const picture = { field: 'picture', maxBytes: 5_000_000 }
/** Three rows more than are filled in, so that there is always room. */
function rowsFor(draft: Draft, prefix: string, most: number): number {
  const filled = Array.from({ length: most }, (_, place) => place).filter(
    (place) =>
      valueOf(draft, `${prefix}[${place}][${prefix === 'alignments' ? 'targetName' : 'name'}]`) !==
      '',
  )
  return Math.min(most, (filled.at(-1) ?? -1) + 4)
}

export function designPages({ achievements, organizations, drawBadge, world }: DesignPageDeps) {
  const { requireRight } = organizations
  const { unsaved } = achievements
  const base = (organizationId: string) => `/console/${organizationId}/achievements`

  /** What is shown of a form, whatever filled it. */
  const form = async (organizationId: string, draft: Draft, kept: UnsavedDraft | undefined) => {
    const { name: organization } = await organizations.byId(organizationId)
    return {
      draft,
      alignmentRows: rowsFor(draft, 'alignments', 30),
      levelRows: rowsFor(draft, 'rubric[levels]', 12),
      organization,
      notes: notesOf(drawBadge, draft),
      keeping: {
        known: kept?.keeps ?? 0,
        ...(kept !== undefined && draft.values === kept.typed ? { found: kept.keptAt } : {}),
      },
    }
  }
  const newSeed = () => world.newId()

  return [
    formPage({
      path: '/console/:organizationId/achievements/new',
      access: 'signed-in',
      params,
      query: Type.Object({ from: Type.Optional(Type.Enum([...startKeys])) }),
      form: AchievementForm,
      files: picture,
      again: 'show',
      async show({ caller, params: { organizationId }, query: { from }, text, language }, draft) {
        const kept = await unsaved.read(caller, organizationId)
        const { sector } = await organizations.byId(organizationId)
        const begun = { achievementType: 'Badge', language }
        const fresh = { ...begun, design: { ...fieldsOf(designFor('', newSeed())), mark: '' } }
        const chosen = from === undefined ? fresh : { ...begun, ...startValues(from, text) }
        const started = surprised(
          filled(draft, chosen, from === undefined ? kept : undefined),
          newSeed,
        )
        const starts = startsFor(sector).map(({ key, design, sectors }) => ({
          key,
          design,
          name: text(`educators.starts.${key}.name`),
          places: sectors.map((one) => text(`organizations.sectors.${one}`)).join(', '),
        }))
        return {
          title: text('achievements.edit.newTitle'),
          scripts,
          body: (
            <EditAchievementPage
              {...await form(organizationId, started, kept)}
              keepAt={`${base(organizationId)}/new/unsaved`}
              starts={starts}
              {...(from === undefined ? {} : { from: text(`educators.starts.${from}.name`) })}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId }, file }, sent) {
        const draft = draftOf(sent, designOf)
        const made = await achievements.create(caller, organizationId, draft, file?.bytes)
        await unsaved.drop(caller, organizationId)
        return { redirect: `${base(organizationId)}/${made.id}` }
      },
    }),
    formPage({
      path: '/console/:organizationId/achievements/:achievementId/edit',
      access: 'signed-in',
      params: oneParams,
      form: AchievementForm,
      files: picture,
      again: 'show',
      async show({ caller, params: { organizationId, achievementId } }, draft) {
        await requireRight(caller, organizationId, 'achievement.change')
        const achievement = await achievements.read(caller, organizationId, achievementId)
        const { content } = achievement
        const kept = await unsaved.read(caller, organizationId, achievementId)
        const started = surprised(filled(draft, storedValues(achievement), kept), newSeed)
        const isOverrun = draft.error?.code === 'changed-meanwhile'
        return {
          title: content.name,
          scripts,
          body: (
            <EditAchievementPage
              {...await form(organizationId, started, kept)}
              keepAt={`${base(organizationId)}/${achievementId}/unsaved`}
              name={content.name}
              saved={`${base(organizationId)}/${achievementId}`}
              // Whoever is told of the other's change and saves again has seen it.
              seen={
                isOverrun
                  ? draftMark(achievement)
                  : valueOf(started, 'seen') || draftMark(achievement)
              }
              {...(isOverrun ? { meanwhile: differencesFrom(draft, content) } : {})}
              {...(content.picture.design === undefined
                ? { image: `/images/${content.picture.pngId}` }
                : {})}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, achievementId }, file }, sent) {
        const { content } = await achievements.read(caller, organizationId, achievementId)
        const draft = keepUnshown(draftOf(sent, designOf), content)
        await achievements.change(
          caller,
          organizationId,
          achievementId,
          draft,
          file?.bytes,
          sent.seen,
        )
        await unsaved.drop(caller, organizationId, achievementId)
        return { redirect: `${base(organizationId)}/${achievementId}` }
      },
    }),
  ]
}

const scripts = ['/scripts/design-badge.js', '/scripts/keep-draft.js']

/** What was typed now, else what was typed before and not saved, else what is there. */
function filled(
  draft: Draft,
  values: Record<string, unknown>,
  kept: UnsavedDraft | undefined,
): Draft {
  const started = startWith(draft, values)
  return started === draft || kept === undefined ? started : { ...draft, values: kept.typed }
}

/** "Surprise me" was pressed: another design in the place of the one that was chosen. */
function surprised(draft: Draft, newSeed: () => string): Draft {
  if (draft.values['show'] !== 'surprise') return draft
  const name = valueOf(draft, 'name')
  const words = valueOf(draft, 'design[words]')
  const design = { ...fieldsOf(surprise(name, newSeed())), mark: '', words }
  return { ...draft, values: { ...draft.values, design, pictureFrom: 'drawn' } }
}

function startValues(from: (typeof startKeys)[number], text: Text): Record<string, unknown> {
  const point = startingPoints.find(({ key }) => key === from)
  if (point === undefined) return {}
  return {
    achievementType: point.achievementType,
    name: text(`educators.starts.${from}.name`),
    description: text(`educators.starts.${from}.description`),
    criteria: text(`educators.starts.${from}.criteria`),
    tags: text(`educators.starts.${from}.tags`),
    alignments: alignmentsOf(point),
    design: fieldsOf(point.design),
  }
}

function storedValues(achievement: Achievement): Record<string, unknown> {
  const { content, id } = achievement
  const { design } = content.picture
  return {
    ...valuesOf(content),
    design: fieldsOf(design ?? designFor(content.name, id)),
    pictureFrom: design === undefined ? 'kept' : 'drawn',
    seen: draftMark(achievement),
  }
}

/** What is hard to see in the design of a form, where it is one. */
function notesOf(drawBadge: DrawBadge, draft: Draft) {
  const names = Object.keys(BadgeDesignForm.properties)
  const typed = Object.fromEntries(names.map((name) => [name, valueOf(draft, `design[${name}]`)]))
  const sent = coerceForm(BadgeDesignForm, typed)
  return Check(BadgeDesignForm, sent) ? drawBadge.notes(designOf(sent, valueOf(draft, 'name'))) : []
}

/** In which parts the form differs from what is saved now. */
function differencesFrom(draft: Draft, content: AchievementContent) {
  const sent = coerceForm(AchievementForm, draft.values)
  if (!Check(AchievementForm, sent)) return []
  const { design, ...mine } = keepUnshown(draftOf(sent, designOf), content)
  const picture = design === undefined ? content.picture : { ...content.picture, design }
  return differences({ ...mine, picture }, content)
}
