import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Pagination } from '../components/pagination.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import type { GroupName, LearnerRow } from './list.tsx'

export interface GroupsPageProps {
  readonly draft: Draft
  readonly base: string
  readonly archived: boolean
  readonly groups: readonly (GroupName & { readonly createdAt: string })[]
  readonly next?: string
}

/** The classes and camp weeks of an organization. */
export function GroupsPage({ draft, base, archived, groups, next }: GroupsPageProps) {
  const text = useText()
  const language = useLanguage()
  const title = archived ? text('groups.showArchived') : text('groups.title')
  const via = [{ label: text('learners.title'), href: `${base}/learners` }]
  return (
    <>
      <ConsoleTrail here={title} via={via} />
      <h1>{title}</h1>
      <p class="lead">{text('groups.lead')}</p>
      {groups.length === 0 ? (
        <EmptyState title={text('groups.none')}>{text('groups.noneNext')}</EmptyState>
      ) : (
        <DataTable
          hideCaption
          caption={title}
          columns={[text('groups.name'), text('groups.since')]}
          rows={groups.map(({ id, name, createdAt }) => [
            <a class="row-link" href={`${base}/groups/${id}`}>
              <bdi>{name}</bdi>
            </a>,
            formatDate(language, createdAt),
          ])}
        />
      )}
      <Pagination {...(next === undefined ? {} : { next })} />
      <div class="actions">
        <LinkButton href={archived ? `${base}/groups` : `${base}/groups?archived=true`}>
          {archived ? text('groups.showOpen') : text('groups.showArchived')}
        </LinkButton>
      </div>
      {!archived && (
        <Card title={text('groups.add')}>
          <Form draft={draft}>
            <Field
              name="name"
              label={text('groups.name')}
              hint={text('groups.nameHint')}
              draft={draft}
              required
            />
            <Button>{text('groups.addSubmit')}</Button>
          </Form>
        </Card>
      )}
    </>
  )
}

export interface GroupPageProps {
  readonly draft: Draft
  readonly base: string
  readonly group: GroupName & { readonly archived: boolean }
  readonly members: readonly Pick<LearnerRow, 'id' | 'name' | 'ageBand' | 'claimed'>[]
  readonly next?: string
  /** What else can be done for all of them: each page of the console that works with groups adds its own. */
  readonly deeds: readonly { readonly href: string; readonly label: string }[]
}

/** Who is in a group, and what can be done for them. */
export function GroupPage({ draft, base, group, members, next, deeds }: GroupPageProps) {
  const text = useText()
  const here = `${base}/groups/${group.id}`
  const via = [
    { label: text('learners.title'), href: `${base}/learners` },
    { label: text('groups.title'), href: `${base}/groups` },
  ]
  return (
    <>
      <ConsoleTrail here={group.name} via={via} />
      <header class="page-head">
        <div>
          <h1>
            <bdi>{group.name}</bdi>
          </h1>
          {group.archived && <StatusPill tone="info">{text('groups.archived')}</StatusPill>}
        </div>
      </header>
      {!group.archived && (
        <div class="actions">
          {deeds.map(({ href, label }) => (
            <LinkButton key={href} href={href}>
              {label}
            </LinkButton>
          ))}
          <LinkButton href={`${base}/roster-imports/new?group=${group.id}`}>
            {text('groups.bringIn')}
          </LinkButton>
        </div>
      )}
      {members.length === 0 ? (
        <EmptyState title={text('groups.empty')}>{text('groups.emptyNext')}</EmptyState>
      ) : (
        <DataTable
          caption={text('groups.learners')}
          columns={[
            text('learners.name'),
            text('learners.age'),
            text('learners.account'),
            text('common.actions'),
          ]}
          rows={members.map(({ id, name, ageBand, claimed }) => [
            <a class="row-link" href={`${base}/learners/${id}`}>
              <bdi>{name}</bdi>
            </a>,
            text(`learners.ages.${ageBand}`),
            claimed ? text('learners.linked') : text('learners.notLinked'),
            <ActionForm action={`${here}/learners/${id}/removal`}>
              <Button tone="quiet">
                {text('groups.takeOut')}
                <span class="unseen">: {name}</span>
              </Button>
            </ActionForm>,
          ])}
        />
      )}
      <Pagination {...(next === undefined ? {} : { next: `?after=${encodeURIComponent(next)}` })} />
      <Card title={text('groups.rename')}>
        <Form draft={draft}>
          <Field name="name" label={text('groups.name')} draft={draft} required />
          <Button tone="quiet">{text('common.save')}</Button>
        </Form>
      </Card>
      <Card title={group.archived ? text('groups.reopen') : text('groups.archive')}>
        <p>{group.archived ? text('groups.reopenLead') : text('groups.archiveLead')}</p>
        <ActionForm action={`${here}/${group.archived ? 'reopening' : 'archival'}`}>
          <Button tone="quiet">
            {group.archived ? text('groups.reopen') : text('groups.archive')}
          </Button>
        </ActionForm>
      </Card>
    </>
  )
}
