import { formatDate } from '../../src/text/dates.ts'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { Form } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'

export interface ListedPage {
  readonly id: string
  readonly title: string
  readonly parts: number
  readonly changedAt: string
  /** Links that are open. */
  readonly shares: number
}

/** All pages of somebody. */
export function PortfolioListPage({ pages }: { pages: readonly ListedPage[] }) {
  const text = useText()
  const language = useLanguage()
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[
          { label: text('backpack.title'), href: '/backpack' },
          { label: text('portfolioPages.title') },
        ]}
      />
      <h1>{text('portfolioPages.title')}</h1>
      <p class="lead">{text('portfolioPages.lead')}</p>
      {pages.length === 0 ? (
        <NothingYet />
      ) : (
        <>
          <ul class="folio-list">
            {pages.map((page) => (
              <li key={page.id}>
                <a href={`/portfolio/${page.id}`} dir="auto">
                  {page.title}
                </a>
                <span class="quiet">
                  {text('portfolioPages.parts', { count: page.parts })} ·{' '}
                  {text('portfolioPages.changed', { date: formatDate(language, page.changedAt) })}
                </span>
                {page.shares > 0 && (
                  <StatusPill tone="info">
                    {text('portfolioPages.openLinks', { count: page.shares })}
                  </StatusPill>
                )}
              </li>
            ))}
          </ul>
          <div class="actions">
            <LinkButton href="/portfolio/new" tone="primary">
              {text('portfolioPages.new')}
            </LinkButton>
          </div>
        </>
      )}
    </section>
  )
}

function NothingYet() {
  const text = useText()
  return (
    <>
      <EmptyState title={text('portfolioPages.none')}>
        {text('portfolioPages.noneNext')}
        <LinkButton href="/portfolio/new" tone="primary">
          {text('portfolioPages.new')}
        </LinkButton>
      </EmptyState>
      <FirstSteps
        title={text('firstSteps.title')}
        steps={(['compose', 'look', 'show'] as const).map((step) => ({
          title: text(`portfolioPages.steps.${step}.title`),
          text: text(`portfolioPages.steps.${step}.text`),
        }))}
      />
    </>
  )
}

export function NewPortfolioPage({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[
          { label: text('portfolioPages.title'), href: '/portfolio' },
          { label: text('portfolioPages.new') },
        ]}
      />
      <h1>{text('portfolioPages.new')}</h1>
      <Form draft={draft}>
        <Field
          name="title"
          label={text('portfolioPages.name')}
          hint={text('portfolioPages.nameHint')}
          draft={draft}
          maxLength={200}
          required
        />
        <Button>{text('portfolioPages.make')}</Button>
      </Form>
    </section>
  )
}
