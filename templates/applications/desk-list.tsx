import { formatDate } from '../../src/text/dates.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Pagination } from '../components/pagination.tsx'
import { Select } from '../components/select.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { applicationTones } from './states.ts'

export const deskStates = ['waiting', 'returned', 'approved', 'given', 'declined'] as const
export type DeskState = (typeof deskStates)[number]

export interface DeskListProps {
  readonly base: string
  readonly state: DeskState
  readonly applications: readonly {
    readonly id: string
    readonly name: string
    readonly achievementName: string
    readonly sentAt: string
  }[]
  readonly next?: string
}

/** The applications of an organization: whoever waits longest first. */
export function DeskListPage({ base, state, applications, next }: DeskListProps) {
  const text = useText()
  const language = useLanguage()
  const title = text('applications.desk.title')
  return (
    <>
      <ConsoleTrail here={title} />
      <h1>{title}</h1>
      <p class="lead">{text('applications.desk.lead')}</p>
      <form method="get" class="filter">
        <Select
          name="state"
          label={text('applications.desk.filter')}
          draft={{ values: { state }, problems: [] }}
          required
          options={deskStates.map((value) => ({
            value,
            label: text(`applications.desk.states.${value}`),
          }))}
        />
        <div class="actions">
          <Button tone="quiet">{text('applications.desk.show')}</Button>
        </div>
      </form>
      {applications.length === 0 ? (
        <EmptyState title={text('applications.desk.none')}>
          {text('applications.desk.noneNext')} {text('applications.desk.noneOpened')}
        </EmptyState>
      ) : (
        <DataTable
          hideCaption
          caption={text(`applications.desk.states.${state}`)}
          columns={[
            text('applications.desk.who'),
            text('applications.desk.badge'),
            text('applications.desk.since'),
            text('applications.desk.stands'),
          ]}
          rows={applications.map((one) => [
            <a class="row-link" href={`${base}/applications/${one.id}`}>
              <bdi>{one.name}</bdi>
            </a>,
            <bdi>{one.achievementName}</bdi>,
            formatDate(language, one.sentAt),
            <StatusPill tone={applicationTones[state]}>
              {text(`applications.desk.states.${state}`)}
            </StatusPill>,
          ])}
        />
      )}
      <Pagination
        {...(next === undefined
          ? {}
          : { next: `${base}/applications?state=${state}&after=${encodeURIComponent(next)}` })}
      />
    </>
  )
}
