import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Details } from '../components/details.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

interface SettingsProps {
  readonly draft: Draft
  readonly pageId: string
  readonly title: string
  /** What the title was when the form was opened. */
  readonly seen: string
}

/** Name, copy, delete. */
export function PageSettings({ draft, pageId, title, seen }: SettingsProps) {
  const text = useText()
  const base = `/portfolio/${pageId}`
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[
          { label: text('portfolioPages.title'), href: '/portfolio' },
          { label: title, href: base },
          { label: text('portfolioPages.settings') },
        ]}
      />
      <h1>{text('portfolioPages.settings')}</h1>
      <Form draft={draft}>
        <input type="hidden" name="seen" value={seen} />
        <Field
          name="title"
          label={text('portfolioPages.name')}
          hint={text('portfolioPages.nameHint')}
          draft={draft}
          maxLength={200}
          required
        />
        <Button>{text('portfolioPages.save')}</Button>
      </Form>
      <Card title={text('portfolioPages.copy.title')}>
        <p>{text('portfolioPages.copy.lead')}</p>
        <ActionForm action={`${base}/copies`}>
          <Button tone="quiet">{text('portfolioPages.copy.submit')}</Button>
        </ActionForm>
      </Card>
      <Details summary={text('portfolioPages.remove.title')}>
        <p>{text('portfolioPages.remove.lead')}</p>
        <ActionForm action={`${base}/removal`}>
          <Button tone="danger">{text('portfolioPages.remove.submit')}</Button>
        </ActionForm>
      </Details>
    </section>
  )
}
