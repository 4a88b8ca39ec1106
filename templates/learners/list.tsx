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
import { languageOptions } from '../../src/text/languages.ts'

export interface LearnerRow {
  readonly id: string
  readonly name: string
  readonly email?: string
  readonly ageBand: 'unknown' | 'minor' | 'adult'
  readonly claimed: boolean
  readonly groups: readonly GroupName[]
}

export interface GroupName {
  readonly id: string
  readonly name: string
}

export interface LearnersPageProps {
  readonly draft: Draft
  readonly base: string
  readonly rows: readonly LearnerRow[]
  readonly search: string
  /** The group that is looked at, and those that can be. */
  readonly group: string
  readonly groups: readonly GroupName[]
  readonly next?: string
}

export function LearnersPage(props: LearnersPageProps) {
  const { draft, base, rows, search, group, groups, next } = props
  const text = useText()
  return (
    <>
      <ConsoleTrail here={text('learners.title')} />
      <h1>{text('learners.title')}</h1>
      <div class="actions">
        <LinkButton href={`${base}/roster-imports/new`}>{text('rosters.newTitle')}</LinkButton>
        <LinkButton href={`${base}/groups`}>{text('groups.title')}</LinkButton>
      </div>
      {(rows.length > 0 || search !== '' || group !== '') && (
        <form method="get" action={`${base}/learners`} role="search" class="search">
          <label for="search">{text('learners.search')}</label>
          <input class="input" id="search" name="search" type="search" value={search} dir="auto" />
          {groups.length > 0 && (
            <>
              <label for="group">{text('groups.filter')}</label>
              <select class="input" id="group" name="group">
                <option value="">{text('groups.all')}</option>
                {groups.map(({ id, name }) => (
                  <option key={id} value={id} selected={id === group}>
                    {name}
                  </option>
                ))}
              </select>
            </>
          )}
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
            text('learners.age'),
            text('groups.title'),
            text('learners.account'),
            text('common.actions'),
          ]}
          rows={rows.map((row) => [
            <>
              <a class="row-link" href={`${base}/learners/${row.id}`}>
                <bdi>{row.name}</bdi>
              </a>
              <div class="row-more">{row.email ?? text('learners.noEmail')}</div>
            </>,
            text(`learners.ages.${row.ageBand}`),
            <GroupLinks base={base} groups={row.groups} />,
            row.claimed ? text('learners.linked') : text('learners.notLinked'),
            <a href={`${base}/awards/new?learner=${row.id}`}>{text('learners.award')}</a>,
          ])}
        />
      )}
      <Pagination
        {...(next === undefined ? {} : { next: pageAddress({ search, group, after: next }) })}
      />
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

function pageAddress(query: Readonly<Record<string, string>>): string {
  const filled = Object.entries(query).filter(([, value]) => value !== '')
  return `?${new URLSearchParams(filled).toString()}`
}

/** The groups of a learner, each leading to its page. */
function GroupLinks({ base, groups }: { base: string; groups: readonly GroupName[] }) {
  return (
    <ul class="inline-list">
      {groups.map(({ id, name }) => (
        <li key={id}>
          <a href={`${base}/groups/${id}`}>
            <bdi>{name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
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
        options={languageOptions}
      />
    </>
  )
}

export const ages = ['unknown', 'minor', 'adult'] as const
