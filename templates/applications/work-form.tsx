import { mostFiles, mostLinks } from '../../schemas/requests/applications.ts'
import { Button } from '../components/button.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { FieldSet, Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { valueOf, type Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'
import { HandedInFile, type WorkView } from './work.tsx'

export interface ScaleView {
  readonly key: string
  readonly name: string
  readonly levels: readonly { readonly name: string; readonly description?: string }[]
}

interface WorkFormProps {
  readonly draft: Draft
  readonly organizationName: string
  readonly work: WorkView
  readonly scales: readonly ScaleView[]
}

/** What somebody writes of their work. It is kept whenever it is sent, and handed over by one button only. */
export function WorkForm({ draft, organizationName, work, scales }: WorkFormProps) {
  const text = useText()
  return (
    <Form draft={draft} files>
      <input type="hidden" name="seen" value={valueOf(draft, 'seen')} />
      <input type="hidden" name="shown" value={valueOf(draft, 'shown')} />
      <TextArea
        name="words"
        label={text('applications.work.words')}
        hint={text('applications.work.wordsHint')}
        draft={draft}
        rows={8}
        maxLength={10_000}
        markdown
        oneIsEnough
      />
      <FieldSet
        legend={text('applications.work.files')}
        hint={text('applications.work.fileHint', { count: mostFiles })}
      >
        {work.files.map((file, place) => (
          <div class="handed-in-row" key={file.id}>
            <HandedInFile file={file} mayOpen />
            <input type="hidden" name={`files[${place}][id]`} value={file.id} />
            <Field
              name={`files[${place}][title]`}
              label={text('applications.work.fileTitle')}
              draft={draft}
              maxLength={200}
            />
            <Checkbox
              name={`files[${place}][remove]`}
              label={text('applications.work.remove')}
              draft={draft}
            />
          </div>
        ))}
        {work.files.length < mostFiles ? (
          <FileField
            name="file"
            label={text('applications.work.file')}
            accept=".pdf,.jpg,.jpeg,.png,.webp,.gif,application/pdf,image/jpeg,image/png,image/webp,image/gif"
            draft={draft}
            multiple
            oneIsEnough
          />
        ) : (
          <p class="hint">{text('applications.work.full')}</p>
        )}
      </FieldSet>
      <FieldSet
        legend={text('applications.work.links')}
        hint={text('applications.work.linksHint', { organization: organizationName })}
      >
        {Array.from({ length: roomFor(work.links.length) }, (_, place) => (
          <div class="pair" key={place}>
            <Field
              name={`links[${place}][url]`}
              type="url"
              label={text('applications.work.url')}
              draft={draft}
              oneIsEnough
            />
            <Field
              name={`links[${place}][title]`}
              label={text('applications.work.linkTitle')}
              draft={draft}
            />
          </div>
        ))}
      </FieldSet>
      {scales.length > 0 && (
        <FieldSet
          legend={text('applications.work.levels')}
          hint={text('applications.work.levelsHint')}
        >
          {scales.map(({ key, name, levels }, place) => (
            <div key={key}>
              <input type="hidden" name={`levels[${place}][key]`} value={key} />
              <Select
                name={`levels[${place}][level]`}
                label={name}
                draft={draft}
                options={[
                  { value: '', label: text('applications.work.noLevel') },
                  ...levels.map((level, at) => ({ value: String(at), label: level.name })),
                ]}
              />
            </div>
          ))}
        </FieldSet>
      )}
      <p class="hint">{text('applications.work.sendHint')}</p>
      <div class="actions">
        <Button name="then" value="send">
          {text('applications.work.send')}
        </Button>
        <Button name="then" value="keep" tone="quiet" icon="save">
          {text('applications.work.keep')}
        </Button>
      </div>
      <p
        class="quiet"
        role="status"
        data-keeps="typing"
        data-kept={text('applications.work.kept')}
        data-not-kept={text('applications.work.notKept')}
        data-elsewhere={text('applications.work.elsewhere')}
      />
    </Form>
  )
}

/** One free row more than there are, and two to begin with. */
function roomFor(links: number): number {
  return Math.min(mostLinks, Math.max(2, links + 1))
}
