import { achievementTypes } from '../../schemas/open-badges/terms.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { Details } from '../components/details.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { FieldSet, Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { valueOf, type Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { isLanguage, languageOptions } from '../../src/text/languages.ts'

export interface EditAchievementProps {
  readonly draft: Draft
  readonly name?: string
  readonly image?: string
  /** How many alignment and level rows the form offers. */
  readonly alignmentRows: number
  readonly levelRows: number
}

/** One form for a new achievement and for the next version of one. */
export function EditAchievementPage({
  draft,
  name,
  image,
  alignmentRows,
  levelRows,
}: EditAchievementProps) {
  const text = useText()
  return (
    <section class="narrow">
      <ConsoleTrail here={name ?? text('achievements.edit.newTitle')} />
      <h1>{name ?? text('achievements.edit.newTitle')}</h1>
      <p class="lead">{text('achievements.edit.lead')}</p>
      <Form draft={draft} files>
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
        {image !== undefined && (
          <BadgeArt src={image} alt={text('achievements.edit.picture')} size="medium" />
        )}
        <FileField
          name="picture"
          label={text('achievements.edit.picture')}
          hint={text('achievements.edit.pictureHint')}
          accept="image/png,image/svg+xml"
          draft={draft}
        />
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
        <Button>{text('achievements.edit.save')}</Button>
      </Form>
    </section>
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
