import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

interface UndoProps {
  readonly draft: Draft
  /** The whole batch, or one row of it. */
  readonly row?: { readonly number: number; readonly recipient: string }
  /** The address of the batch. */
  readonly base: string
  readonly name: string
  /** Whether mails are held back still. */
  readonly inTime: boolean
}

/** Says what undoing means today, and asks why. */
export function UndoBatchPage({ draft, row, base, name, inTime }: UndoProps) {
  const text = useText()
  const title = text(row === undefined ? 'batches.undo.title' : 'batches.row.undo')
  return (
    <section class="narrow">
      <ConsoleTrail
        here={title}
        via={[
          { label: text('batches.title'), href: base.slice(0, base.lastIndexOf('/')) },
          { label: name, href: base },
          ...(row === undefined
            ? []
            : [
                {
                  label: text('batches.row.title', { number: row.number }),
                  href: `${base}/rows/${String(row.number)}`,
                },
              ]),
        ]}
      />
      <h1>{title}</h1>
      <p class="lead">
        <bdi>{row?.recipient ?? name}</bdi>
      </p>
      <Notice tone={inTime ? 'info' : 'warning'}>
        {row !== undefined
          ? text(inTime ? 'batches.row.inTime' : 'batches.row.late')
          : text(inTime ? 'batches.undo.inTime' : 'batches.undo.late')}
      </Notice>
      <Form draft={draft}>
        <Field name="reason" label={text('batches.undo.reason')} draft={draft} required />
        <Button tone="danger">{text('batches.undo.submit')}</Button>
      </Form>
    </section>
  )
}
