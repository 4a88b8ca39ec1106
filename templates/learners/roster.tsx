import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Details } from '../components/details.tsx'
import { ActionForm } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Pagination } from '../components/pagination.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { ColumnsForm, type RosterColumn } from './roster-columns.tsx'
import { RosterRows, type RosterRowShown, type RosterVerdict } from './roster-rows.tsx'

const verdicts = ['new', 'changed', 'known', 'double', 'gone', 'unreadable'] as const
const results = ['added', 'changed', 'unchanged', 'left-out'] as const

export interface RosterPageProps {
  readonly draft: Draft
  readonly base: string
  readonly roster: {
    readonly id: string
    readonly state: 'preview' | 'running' | 'done'
    readonly rows: number
    readonly done: number
    readonly counts: Readonly<Record<(typeof verdicts)[number], number>>
    readonly results: Readonly<Record<(typeof results)[number], number>>
    readonly newGroups: readonly string[]
    readonly datesUnclear: boolean
  }
  /** Those whose meaning can be chosen; none where they are known. */
  readonly columns: readonly RosterColumn[]
  readonly rows: readonly RosterRowShown[]
  readonly verdict?: RosterVerdict
  readonly next?: string
}

/** A list on its way in: what was found of it, and what is to be done with it. */
export function RosterPage(props: RosterPageProps) {
  const { base, roster } = props
  const text = useText()
  const title = {
    preview: text('rosters.title'),
    running: text('rosters.runningTitle'),
    done: text('rosters.doneTitle'),
  }[roster.state]
  const via = [{ label: text('learners.title'), href: `${base}/learners` }]
  return (
    <>
      <ConsoleTrail here={title} via={via} />
      <h1>{title}</h1>
      {roster.state === 'preview' && <Preview {...props} />}
      {roster.state === 'running' && <Running {...props} />}
      {roster.state === 'done' && <Done {...props} />}
      <Rows {...props} />
    </>
  )
}

function Preview({ draft, base, roster, columns }: RosterPageProps) {
  const text = useText()
  const here = `${base}/roster-imports/${roster.id}`
  const { counts, newGroups, rows } = roster
  const usable = rows - counts.unreadable
  const isGuessed = columns.length > 1 && columns.every(({ title }) => title === '')
  return (
    <>
      <Card title={text('rosters.found')}>
        <ul>
          {verdicts
            .filter((verdict) => counts[verdict] > 0)
            .map((verdict) => (
              <li key={verdict}>
                {text(`rosters.foundCounts.${verdict}`, { count: counts[verdict] })}
              </li>
            ))}
        </ul>
        {newGroups.length > 0 && (
          <p>{text('rosters.newGroups', { names: newGroups.join(', ') })}</p>
        )}
        {counts.unreadable > 0 && usable > 0 && <p>{text('rosters.confirmLead')}</p>}
        <div class="actions">
          {usable > 0 && (
            <ActionForm action={`${here}/confirmation`}>
              <Button>{text('rosters.confirm')}</Button>
            </ActionForm>
          )}
          <ActionForm action={`${here}/removal`}>
            <Button tone="quiet">{text('rosters.discard')}</Button>
          </ActionForm>
        </div>
      </Card>
      {roster.datesUnclear && (
        <Notice tone="warning">
          <p>{text('rosters.datesUnclear')}</p>
        </Notice>
      )}
      {columns.length > 0 && (
        <Details
          summary={text('rosters.columns')}
          open={usable === 0 || isGuessed || draft.problems.length > 0}
        >
          <ColumnsForm draft={draft} columns={columns} />
        </Details>
      )}
    </>
  )
}

function Running({ base, roster }: RosterPageProps) {
  const text = useText()
  const { id, done, rows } = roster
  return (
    <Notice title={text('rosters.runningTitle')}>
      <p>{text('rosters.running', { done, rows })}</p>
      <LinkButton href={`${base}/roster-imports/${id}`}>{text('rosters.refresh')}</LinkButton>
    </Notice>
  )
}

function Done({ base, roster }: RosterPageProps) {
  const text = useText()
  return (
    <>
      <Notice tone="good" title={text('rosters.doneTitle')}>
        <ul>
          {results
            .filter((result) => roster.results[result] > 0)
            .map((result) => (
              <li key={result}>
                {text(`rosters.results.${result}`, { count: roster.results[result] })}
              </li>
            ))}
        </ul>
      </Notice>
      <div class="actions">
        <LinkButton href={`${base}/learners`} tone="primary">
          {text('learners.title')}
        </LinkButton>
        <LinkButton href={`${base}/groups`}>{text('groups.title')}</LinkButton>
      </div>
    </>
  )
}

function Rows({ base, roster, rows, verdict, next }: RosterPageProps) {
  const text = useText()
  const here = `${base}/roster-imports/${roster.id}`
  const asked = verdict === undefined ? {} : { verdict }
  const more = next === undefined ? undefined : new URLSearchParams({ ...asked, after: next })
  const there = verdicts.filter((one) => roster.counts[one] > 0)
  return (
    <section>
      <h2>{text('rosters.rows')}</h2>
      {there.length > 1 && (
        <ul class="inline-list">
          <li>
            <a href={here} aria-current={verdict === undefined ? 'true' : undefined}>
              {text('rosters.allRows')}
            </a>
          </li>
          {there.map((one) => (
            <li key={one}>
              <a
                href={`${here}?verdict=${one}`}
                aria-current={verdict === one ? 'true' : undefined}
              >
                {text(`rosters.verdicts.${one}`)} ({roster.counts[one]})
              </a>
            </li>
          ))}
        </ul>
      )}
      <RosterRows here={here} rows={rows} isPreview={roster.state === 'preview'} />
      <Pagination {...(more === undefined ? {} : { next: `?${more.toString()}` })} />
    </section>
  )
}
