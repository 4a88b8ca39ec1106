import { Checkbox, CheckboxGroup, RadioGroup } from '../components/checkbox.tsx'
import { CopyButton } from '../components/copy-button.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { CopyText } from '../components/copy-text.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Hint, Optional, ProblemText } from '../components/field-frame.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { FieldSet } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { emptyDraft, type Draft } from '../draft.ts'
import { filled, sample, wrong } from './sample.ts'
import type { Specimens, State, StateName } from './specimen.ts'

const drafts = [
  ['plain', emptyDraft],
  ['filled', filled],
  ['problem', wrong],
] as const satisfies readonly (readonly [StateName, Draft])[]

/** One control untouched, filled in, and with what is wrong with it; each under an id of its own. */
function three(id: string, show: (draft: Draft, id: string) => State['shown']): readonly State[] {
  return drafts.map(([state, draft]) => ({ state, shown: show(draft, `${id}-${state}`) }))
}

const label = sample.short
const hint = sample.sentence

/** What forms are made of. */
export const formSpecimens: Specimens = {
  field: [
    ...three('field', (draft, id) => (
      <Field id={id} name="field" label={label} hint={hint} draft={draft} required />
    )),
    {
      state: 'focus',
      shown: (
        <div class="field">
          <label for="field-focus">{label}</label>
          <input class="input as-focus-within" id="field-focus" />
        </div>
      ),
    },
    {
      state: 'disabled',
      shown: (
        <div class="field">
          <label for="field-disabled">{label}</label>
          <input class="input" id="field-disabled" value={sample.sentence} disabled />
        </div>
      ),
    },
    ...three('area', (draft, id) => (
      <TextArea id={id} name="area" label={label} draft={draft} markdown />
    )),
    {
      state: 'leftward',
      shown: (
        <div dir="rtl" lang="ar">
          <Field
            id="field-leftward"
            name="field"
            label={sample.arabic}
            draft={{ values: { field: sample.arabic }, problems: [] }}
            required
          />
        </div>
      ),
    },
    {
      state: 'plain',
      shown: (
        <Field id="field-code" name="code" label={label} draft={emptyDraft} look="code" required />
      ),
    },
  ],
  'field-frame': [
    { state: 'plain', shown: <Hint id="frame">{hint}</Hint> },
    {
      state: 'plain',
      shown: (
        <p>
          {label}
          <Optional required={false} />
        </p>
      ),
    },
    {
      state: 'problem',
      shown: <ProblemText id="frame" problem={{ path: '/field', rule: 'required' }} />,
    },
  ],
  select: three('select', (draft, id) => (
    <Select id={id} name="choice" label={label} draft={draft} options={sample.options} required />
  )),
  checkbox: [
    ...three('tick', (draft, id) => (
      <Checkbox id={id} name="tick" label={label} hint={hint} draft={draft} />
    )),
    ...three('many', (draft, id) => (
      <CheckboxGroup id={id} name="many" label={label} draft={draft} options={sample.options} />
    )),
    ...three('radio', (draft, id) => (
      <RadioGroup
        id={id}
        name="choice"
        label={label}
        draft={draft}
        options={sample.options}
        required
      />
    )),
  ],
  'file-field': [
    ...three('file', (draft, id) => (
      <FileField id={id} name="file" label={label} draft={draft} required />
    )),
    {
      state: 'hover',
      shown: (
        <div class="drop-zone as-hover">
          <input type="file" aria-label={label} />
        </div>
      ),
    },
  ],
  'copy-field': [
    { state: 'plain', shown: <CopyField name="copy" label={label} value={sample.address} /> },
    {
      state: 'long',
      shown: <CopyField name="copy-long" label={label} value={sample.address.repeat(3)} />,
    },
  ],
  'copy-text': [
    {
      state: 'plain',
      shown: <CopyText name="copy-text" label={label} hint={sample.short} value={sample.address} />,
    },
  ],
  'copy-button': [{ state: 'plain', shown: <CopyButton field="copy-text" /> }],
  'error-summary': [
    {
      state: 'problem',
      shown: (
        <ErrorSummary
          draft={wrong}
          labels={
            new Map([
              ['field', label],
              ['area', sample.long],
            ])
          }
        />
      ),
    },
  ],
  form: [
    {
      state: 'plain',
      shown: (
        <FieldSet legend={label} hint={hint}>
          <Field id="set-one" name="one" label={label} draft={emptyDraft} required />
          <Field id="set-two" name="two" label={sample.long} draft={emptyDraft} />
        </FieldSet>
      ),
    },
  ],
}
