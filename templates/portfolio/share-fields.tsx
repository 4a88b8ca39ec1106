import type { Text } from '../../src/text/text.ts'
import { Checkbox, RadioGroup } from '../components/checkbox.tsx'
import { Field } from '../components/field.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'

export type Audience = 'public' | 'third-party'

export interface ShareFieldsProps {
  readonly draft: Draft
  /** For whom this learner may share. */
  readonly audiences: readonly Audience[]
  /** Only adults may be found by search engines. */
  readonly isAdult: boolean
}

const nameForms = ['full', 'first', 'initials', 'nickname', 'none'] as const

/** What whoever shares decides: the same for a new link and for one that is changed. */
export function shareFields(text: Text, { draft, audiences, isAdult }: ShareFieldsProps) {
  return (
    <>
      <RadioGroup
        name="audience"
        label={text('backpack.share.audience')}
        draft={draft}
        required
        options={audiences.map((value) => ({
          value,
          label: text(`backpack.share.audiences.${value}`),
          hint: text(`backpack.share.audienceHints.${value}`),
        }))}
      />
      {audiences.includes('third-party') && (
        <Field
          name="preparedFor"
          label={text('backpack.share.preparedFor')}
          hint={text('backpack.share.preparedForHint')}
          draft={draft}
          maxLength={200}
        />
      )}
      <Field name="endsOn" type="date" label={text('backpack.share.ends')} draft={draft} required />
      <Select
        name="nameForm"
        label={text('backpack.share.nameForm')}
        draft={draft}
        required
        options={nameForms.map((value) => ({
          value,
          label: text(`backpack.share.nameForms.${value}`),
        }))}
      />
      <Field
        name="nickname"
        label={text('backpack.share.nickname')}
        hint={text('backpack.share.nicknameHint')}
        draft={draft}
        maxLength={200}
      />
      {isAdult && audiences.includes('public') && (
        <Checkbox
          name="searchable"
          label={text('backpack.share.searchable')}
          hint={text('backpack.share.searchableHint')}
          draft={draft}
        />
      )}
    </>
  )
}
