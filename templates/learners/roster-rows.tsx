import { Button } from '../components/button.tsx'
import { ActionForm } from '../components/form.tsx'
import { StatusPill, type PillTone } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import type { Text } from '../../src/text/text.ts'
import { useText } from '../text-context.tsx'

type Told =
  | 'no-name'
  | 'name'
  | 'email'
  | 'roster-id'
  | 'group'
  | 'birth-date'
  | 'too-many-groups'
  | 'id-twice'
  | 'two-learners'
  | 'several'

export type RosterVerdict =
  'new' | 'changed' | 'known' | 'double' | 'gone' | 'unreadable' | 'header'

export interface RosterRowShown {
  readonly number: number
  readonly line: number
  readonly name: string
  readonly verdict: RosterVerdict
  readonly problem?: Told
  readonly likeLine?: number
  readonly news?: readonly ('name' | 'email' | 'roster-id' | 'age' | 'group')[]
  readonly learnerId?: string
  readonly somebodyElse?: boolean
  readonly result?: 'added' | 'changed' | 'unchanged' | 'left-out'
}

const tones: Readonly<Record<RosterVerdict, PillTone>> = {
  new: 'good',
  changed: 'info',
  known: 'info',
  double: 'warning',
  gone: 'info',
  unreadable: 'bad',
  header: 'unknown',
}

/** The lines of a list, each with what happens because of it. */
export function RosterRows({
  here,
  rows,
  isPreview,
}: {
  here: string
  rows: readonly RosterRowShown[]
  isPreview: boolean
}) {
  const text = useText()
  const people = rows.filter(({ verdict }) => verdict !== 'header')
  return (
    <DataTable
      hideCaption
      caption={text('rosters.rows')}
      columns={[text('rosters.line'), text('rosters.who'), text('rosters.what')]}
      rows={people.map((row) => [
        row.line,
        <bdi>{row.name}</bdi>,
        <>
          <RowState row={row} />
          <p>{sentenceOf(text, row)}</p>
          {isPreview && <Answer here={here} row={row} />}
        </>,
      ])}
    />
  )
}

function RowState({ row: { verdict, result } }: { row: RosterRowShown }) {
  const text = useText()
  if (result === undefined) {
    return <StatusPill tone={tones[verdict]}>{text(`rosters.verdicts.${verdict}`)}</StatusPill>
  }
  const tone = result === 'left-out' ? 'bad' : result === 'unchanged' ? 'info' : 'good'
  return <StatusPill tone={tone}>{text(`rosters.rowResults.${result}`)}</StatusPill>
}

/** Why, or what. */
function sentenceOf(text: Text, row: RosterRowShown): string {
  const { verdict, problem, likeLine: line = 0, news = [], learnerId } = row
  const newsTold = text('rosters.newsList', {
    news: news.map((one) => text(`rosters.news.${one}`)).join(', '),
  })
  if (row.result !== undefined && verdict !== 'unreadable') {
    if (row.result === 'left-out' && verdict !== 'gone') return text('rosters.tells.failed')
    return row.result === 'changed' && news.length > 0 ? newsTold : ''
  }
  switch (verdict) {
    case 'new':
      return row.somebodyElse === true
        ? text('rosters.tells.somebodyElse')
        : text('rosters.tells.new')
    case 'changed':
      return newsTold
    case 'known':
      return line > 0 ? text('rosters.tells.likeLine', { line }) : text('rosters.tells.known')
    case 'double':
      if (line > 0) return text('rosters.tells.doubleLine', { line })
      return news.length > 0
        ? `${text('rosters.tells.double')} ${newsTold}`
        : text('rosters.tells.double')
    case 'gone':
      return learnerId === undefined
        ? text('rosters.tells.goneUnknown')
        : text('rosters.tells.gone')
    case 'unreadable':
      return text(`rosters.problems.${problem ?? 'no-name'}`, { line })
    case 'header':
      return text('rosters.tells.header')
  }
}

/** Only people can say whether two of one name are one. */
function Answer({ here, row }: { here: string; row: RosterRowShown }) {
  const text = useText()
  const { number, verdict, problem, somebodyElse = false, name } = row
  const asks = verdict === 'double' || problem === 'several' || somebodyElse
  if (!asks) return null
  return (
    <ActionForm action={`${here}/rows/${number}`}>
      <input type="hidden" name="somebodyElse" value={String(!somebodyElse)} />
      <Button tone="quiet">
        {somebodyElse ? text('rosters.together') : text('rosters.apart')}
        <span class="unseen">: {name}</span>
      </Button>
    </ActionForm>
  )
}
