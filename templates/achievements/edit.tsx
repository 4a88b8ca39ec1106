import { achievementTypes } from '../../schemas/open-badges/terms.ts'
import { formatDateTime } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Details } from '../components/details.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { ActionForm, FieldSet, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { valueOf, type Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { designerParts, type DesignerProps } from './designer.tsx'
import { StartingPoints, type StartLine } from './starts.tsx'
import { partNames, type Part } from './versions.tsx'
import { isLanguage, languageOptions } from '../../src/text/languages.ts'

export interface EditAchievementProps {
  readonly draft: Draft
  readonly name?: string
  /** The picture that is there and was not designed here. */
  readonly image?: string
  readonly organization: string
  readonly notes: DesignerProps['notes']
  /** How many alignment and level rows the form offers. */
  readonly alignmentRows: number
  readonly levelRows: number
  /** Where what is typed is kept by the script, how often it was, and since when what is shown here. */
  readonly keepAt: string
  readonly keeping: { readonly known: number; readonly found?: string }
  /** Badges to begin with, and the name of the one that was chosen. */
  readonly starts?: readonly StartLine[]
  readonly from?: string
  /** The page of the saved draft, its mark, and what in it somebody else changed meanwhile. */
  readonly saved?: string
  readonly seen?: string
  readonly meanwhile?: readonly Part[]
}

/** One form for a new achievement and for the next version of one. */
export function EditAchievementPage(props: EditAchievementProps) {
  const { draft, name, alignmentRows, levelRows, keepAt, keeping, starts, from } = props
  const text = useText()
  return (
    <section class="editing">
      <ConsoleTrail here={name ?? text('achievements.edit.newTitle')} />
      <h1>{name ?? text('achievements.edit.newTitle')}</h1>
      <p class="lead">{text('achievements.edit.lead')}</p>
      <KeptNotice keepAt={keepAt} keeping={keeping} />
      {props.meanwhile !== undefined && (
        <MeanwhileNotice parts={props.meanwhile} saved={props.saved ?? ''} />
      )}
      {starts !== undefined && (
        <StartingPoints starts={starts} {...(from === undefined ? {} : { chosen: from })} />
      )}
      <Form draft={draft} files id="badge-form">
        {props.seen !== undefined && <input type="hidden" name="seen" value={props.seen} />}
        <Field name="name" label={text('achievements.edit.name')} draft={draft} required />
        <TextArea
          name="description"
          label={text('achievements.edit.description')}
          hint={text('achievements.edit.descriptionHint')}
          draft={draft}
          rows={3}
          required
        />
        <TextArea
          name="criteria"
          label={text('achievements.edit.criteria')}
          hint={text('achievements.edit.criteriaHint')}
          draft={draft}
          rows={6}
          required
        />
        {designerParts(props)}
        <div class="pair">
          <Select
            name="achievementType"
            label={text('achievements.edit.type')}
            draft={draft}
            required
            options={[
              ...achievementTypes.map((value) => ({
                value,
                label: text(`achievements.types.${value}`),
              })),
              ...ownType(draft),
            ]}
          />
          <Select
            name="language"
            label={text('achievements.edit.language')}
            draft={draft}
            required
            options={[...languageOptions, ...ownLanguage(draft)]}
          />
        </div>
        <Field
          name="tags"
          label={text('achievements.edit.tags')}
          hint={text('achievements.edit.tagsHint')}
          draft={draft}
        />
        <Details summary={text('achievements.edit.alignments')}>
          <p>{text('achievements.edit.alignmentsLead')}</p>
          {places(alignmentRows).map((place) => (
            <FieldSet
              key={place}
              legend={text('achievements.edit.alignment', { number: place + 1 })}
            >
              <Field
                name={`alignments[${place}][targetName]`}
                label={text('achievements.edit.targetName')}
                draft={draft}
              />
              <Field
                name={`alignments[${place}][targetUrl]`}
                type="url"
                label={text('achievements.edit.targetUrl')}
                draft={draft}
              />
              <Field
                name={`alignments[${place}][targetCode]`}
                label={text('achievements.edit.targetCode')}
                draft={draft}
              />
              <Field
                name={`alignments[${place}][targetFramework]`}
                label={text('achievements.edit.targetFramework')}
                draft={draft}
              />
            </FieldSet>
          ))}
        </Details>
        <Details summary={text('achievements.edit.rubric')}>
          <p>{text('achievements.edit.rubricLead')}</p>
          <Field name="rubric[name]" label={text('achievements.edit.rubricName')} draft={draft} />
          {places(levelRows).map((place) => (
            <FieldSet key={place} legend={text('achievements.edit.level', { number: place + 1 })}>
              <Field
                name={`rubric[levels][${place}][name]`}
                label={text('achievements.edit.levelName')}
                draft={draft}
              />
              <TextArea
                name={`rubric[levels][${place}][description]`}
                label={text('achievements.edit.levelDescription')}
                draft={draft}
                rows={2}
              />
              <Field
                name={`rubric[levels][${place}][points]`}
                label={text('achievements.edit.levelPoints')}
                draft={draft}
              />
            </FieldSet>
          ))}
        </Details>
        <div class="save-bar">
          <Button>{text('achievements.edit.save')}</Button>
          <p
            class="quiet"
            role="status"
            data-keep-at={keepAt}
            data-known={keeping.known}
            data-saving={text('educators.drafts.saving')}
            data-kept={text('educators.drafts.kept')}
            data-not-kept={text('educators.drafts.notKept')}
            data-elsewhere={text('educators.drafts.elsewhere')}
          />
        </div>
      </Form>
    </section>
  )
}

/** What is shown was typed before, and never saved. */
function KeptNotice({ keepAt, keeping }: Pick<EditAchievementProps, 'keepAt' | 'keeping'>) {
  const text = useText()
  const language = useLanguage()
  if (keeping.found === undefined) return null
  const time = formatDateTime(language, keeping.found)
  return (
    <Notice tone="info" title={text('educators.drafts.found', { time })}>
      <p>{text('educators.drafts.foundLead')}</p>
      <ActionForm action={`${keepAt}/removal`}>
        <Button tone="quiet">{text('educators.drafts.drop')}</Button>
      </ActionForm>
    </Notice>
  )
}

/** Somebody else was faster: nothing is lost, and what differs is said. */
function MeanwhileNotice({ parts, saved }: { parts: readonly Part[]; saved: string }) {
  const text = useText()
  return (
    <Notice tone="warning" title={text('educators.drafts.meanwhile')}>
      <p>{text('educators.drafts.meanwhileLead', { parts: partNames(text, parts) })}</p>
      <LinkButton href={saved} newTab>
        {text('educators.drafts.see')}
      </LinkButton>
    </Notice>
  )
}

function places(count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => place)
}

/** A type of one's own, given through the API, stays what it is. */
function ownType(draft: Draft): readonly { value: string; label: string }[] {
  const value = valueOf(draft, 'achievementType')
  return value.startsWith('ext:') ? [{ value, label: value.slice('ext:'.length) }] : []
}

/** So does a language beyond those of the pages. */
function ownLanguage(draft: Draft): readonly { value: string; label: string }[] {
  const value = valueOf(draft, 'language')
  return value === '' || isLanguage(value) ? [] : [{ value, label: value }]
}
