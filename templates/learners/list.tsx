import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Pagination } from '../components/pagination.tsx'
import { Select } from '../components/select.tsx'
import { DataTable } from '../components/table.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

export interface LearnerRow {
  readonly id: string
  readonly name: string
  readonly email?: string
  readonly ageBand: 'unknown' | 'minor' | 'adult'
  readonly claimed: boolean
}

export interface LearnersPageProps {
  readonly draft: Draft
  readonly base: string
  readonly rows: readonly LearnerRow[]
  readonly search: string
  readonly next?: string
}

export function LearnersPage({ draft, base, rows, search, next }: LearnersPageProps) {
  const text = useText()
  return (
    <>
      <ConsoleTrail here={text('learners.title')} />
      <h1>{text('learners.title')}</h1>
      {(rows.length > 0 || search !== '') && (
        <form method="get" action={`${base}/learners`} role="search" class="search">
          <label for="search">{text('learners.search')}</label>
          <input class="input" id="search" name="search" type="search" value={search} dir="auto" />
          <Button tone="quiet">{text('common.search')}</Button>
        </form>
      )}
      {rows.length === 0 ? (
        <EmptyState title={text('learners.none')}>{text('learners.noneNext')}</EmptyState>
      ) : (
        <DataTable
          hideCaption
          caption={text('learners.title')}
          columns={[
            text('learners.name'),
            text('accounts.email'),
            text('learners.age'),
            text('learners.account'),
            text('common.actions'),
          ]}
          rows={rows.map((row) => [
            <a class="row-link" href={`${base}/learners/${row.id}`}>
              <bdi>{row.name}</bdi>
            </a>,
            row.email ?? text('learners.noEmail'),
            text(`learners.ages.${row.ageBand}`),
            row.claimed ? text('learners.linked') : text('learners.notLinked'),
            <a href={`${base}/awards/new?learner=${row.id}`}>{text('learners.award')}</a>,
          ])}
        />
      )}
      <Pagination {...(next === undefined ? {} : { next: pageAddress(search, next) })} />
      <Card title={text('learners.add')}>
        <p>{text('learners.addLead')}</p>
        <Form draft={draft}>
          {learnerFields({ draft, required: true })}
          <Button>{text('learners.addSubmit')}</Button>
        </Form>
      </Card>
    </>
  )
}

function pageAddress(search: string, after: string): string {
  return `?${new URLSearchParams({ ...(search === '' ? {} : { search }), after }).toString()}`
}

/**
 * The fields of a person; `prefix` nests them in a larger form. Called, not placed as an element: the form looks
 * through its children for what its fields are called, and cannot look into what is not drawn yet.
 */
export function learnerFields({
  draft,
  prefix,
  required,
}: {
  draft: Draft
  prefix?: string
  required: boolean
}) {
  const text = useText()
  const named = (name: string) => (prefix === undefined ? name : `${prefix}[${name}]`)
  return (
    <>
      <Field
        name={named('name')}
        label={text('learners.name')}
        hint={text('learners.nameHint')}
        draft={draft}
        required={required}
      />
      <Field
        name={named('email')}
        type="email"
        label={text('accounts.email')}
        hint={text('learners.emailHint')}
        draft={draft}
      />
      <div class="pair">
        <Select
          name={named('ageBand')}
          label={text('learners.age')}
          hint={text('learners.ageHint')}
          draft={draft}
          required
          options={ages.map((value) => ({ value, label: text(`learners.ages.${value}`) }))}
        />
        <Select
          name={named('language')}
          label={text('accounts.language')}
          draft={draft}
          required
          options={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
        />
      </div>
    </>
  )
}

const ages = ['unknown', 'minor', 'adult'] as const

export function EditLearnerPage({
  draft,
  guardianship,
}: {
  draft: Draft
  /** The page about their guardians and consents. */
  guardianship: string
}) {
  const text = useText()
  return (
    <section class="narrow">
      <ConsoleTrail here={text('learners.editTitle')} />
      <h1>{text('learners.editTitle')}</h1>
      <Form draft={draft}>
        <Field name="name" label={text('learners.name')} draft={draft} required />
        <Select
          name="ageBand"
          label={text('learners.age')}
          hint={text('learners.ageHint')}
          draft={draft}
          required
          options={ages.map((value) => ({ value, label: text(`learners.ages.${value}`) }))}
        />
        <Button>{text('common.save')}</Button>
      </Form>
      <LinkButton href={guardianship}>{text('guardianship.staff.link')}</LinkButton>
    </section>
  )
}
