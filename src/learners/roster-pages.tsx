import Type from 'typebox'
import { closed, Id, Name, Paging } from '../../schemas/requests/common.ts'
import { RosterRowAnswer } from '../../schemas/requests/rosters.ts'
import { startWith } from '../../templates/draft.ts'
import { NewRosterPage } from '../../templates/learners/new-roster.tsx'
import { RosterPage } from '../../templates/learners/roster.tsx'
import { WaymarkError } from '../errors.ts'
import { cut } from '../text/cut.ts'
import { action, formPage } from '../web/page.ts'
import type { UploadedFile } from '../web/shown.ts'
import type { LearnerPageDeps } from './pages.tsx'
import { presentRoster, presentRosterRows } from './present-rosters.ts'
import { mostFileBytes } from './roster-routes.ts'
import type { RosterSource } from './rosters/read-roster.ts'
import { choosable, type RosterImport, type RosterRow } from './rosters/tables.ts'

const params = Type.Object({ organizationId: Id }, closed)
const rosterParams = Type.Object({ organizationId: Id, importId: Id }, closed)

const NewRosterForm = Type.Object(
  {
    pasted: Type.Optional(Type.String({ maxLength: 1_000_000 })),
    group: Type.Optional(Name),
    dateOrder: Type.Enum(['told', 'day-first', 'month-first']),
  },
  closed,
)

const ColumnsForm = Type.Object(
  {
    columns: Type.Array(Type.Enum([...choosable]), { maxItems: 40 }),
    hasHeader: Type.Boolean(),
    group: Type.Optional(Name),
  },
  closed,
)

/** Lists of learners: pasted or chosen, looked at line by line, brought in. */
export function rosterPages({ learners, mayShow }: Pick<LearnerPageDeps, 'learners' | 'mayShow'>) {
  const { imports, groups } = learners
  const base = (organizationId: string) => `/console/${organizationId}`
  const pageOf = (organizationId: string, importId: string) =>
    `${base(organizationId)}/roster-imports/${importId}`

  return [
    formPage({
      path: '/console/:organizationId/roster-imports/new',
      access: 'signed-in',
      params,
      query: Type.Object({ group: Type.Optional(Id) }),
      form: NewRosterForm,
      files: { field: 'file', maxBytes: mostFileBytes },
      async show({ caller, params: { organizationId }, query, text }, draft) {
        const earlier = await imports.list(caller, organizationId)
        const [group] = await groups.byIds(
          organizationId,
          query.group === undefined ? [] : [query.group],
        )
        return {
          title: text('rosters.newTitle'),
          body: (
            <NewRosterPage
              draft={startWith(draft, { dateOrder: 'told', group: group?.name })}
              base={base(organizationId)}
              earlier={earlier.map(({ id, state, rows, createdAt }) => ({
                id,
                state,
                rows,
                createdAt,
              }))}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId }, file }, { pasted, group, dateOrder }) {
        const options = {
          ...(group === undefined ? {} : { group }),
          ...(dateOrder === 'told' ? {} : { dateOrder }),
        }
        const { id } = await atItsField(
          file,
          imports.open(caller, organizationId, sourceOf(pasted, file), options),
        )
        return { redirect: pageOf(organizationId, id) }
      },
    }),
    formPage({
      path: '/console/:organizationId/roster-imports/:importId',
      access: 'signed-in',
      params: rosterParams,
      query: Type.Object({ verdict: Type.Optional(RosterRowAnswer.properties.verdict), ...Paging }),
      form: ColumnsForm,
      async show({ caller, params: { organizationId, importId }, query, text }, draft) {
        const roster = await imports.read(caller, organizationId, importId)
        const page = await imports.rows(caller, organizationId, importId, query)
        const first = await imports.rows(caller, organizationId, importId, {})
        const shown = await presentRosterRows({ learners, mayShow }, roster, page.rows)
        return {
          title: text('rosters.title'),
          body: (
            <RosterPage
              draft={startWith(draft, {
                columns: roster.columns.map(({ meaning }) => meaning),
                hasHeader: roster.hasHeader,
                group: roster.group,
              })}
              base={base(organizationId)}
              roster={presentRoster(roster)}
              columns={roster.kind === 'table' ? columnsOf(roster, first.rows) : []}
              rows={shown}
              {...(query.verdict === undefined ? {} : { verdict: query.verdict })}
              {...(page.next === undefined ? {} : { next: page.next })}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, importId } }, form) {
        await imports.choose(caller, organizationId, importId, form)
        return { redirect: pageOf(organizationId, importId) }
      },
    }),
    action({
      path: '/console/:organizationId/roster-imports/:importId/rows/:number',
      access: 'signed-in',
      params: Type.Object(
        { organizationId: Id, importId: Id, number: Type.Integer({ minimum: 0, maximum: 20_000 }) },
        closed,
      ),
      form: Type.Object({ somebodyElse: Type.Boolean() }, closed),
      async act({ caller, params: { organizationId, importId, number } }, { somebodyElse }) {
        await imports.tellApart(caller, organizationId, importId, { number, somebodyElse })
        return { redirect: pageOf(organizationId, importId) }
      },
    }),
    action({
      path: '/console/:organizationId/roster-imports/:importId/confirmation',
      access: 'signed-in',
      params: rosterParams,
      async act({ caller, params: { organizationId, importId } }) {
        await imports.confirm(caller, organizationId, importId)
        return { redirect: pageOf(organizationId, importId) }
      },
    }),
    action({
      path: '/console/:organizationId/roster-imports/:importId/removal',
      access: 'signed-in',
      params: rosterParams,
      async act({ caller, params: { organizationId, importId } }) {
        await imports.discard(caller, organizationId, importId)
        return { redirect: `${base(organizationId)}/roster-imports/new` }
      },
    }),
  ]
}

/** The file, where there is one. @throws WaymarkError invalid-request: neither was given */
function sourceOf(pasted: string | undefined, file: UploadedFile | undefined): RosterSource {
  if (file !== undefined) return { kind: 'file', bytes: file.bytes }
  if (pasted !== undefined) return { kind: 'text', text: pasted }
  throw new WaymarkError('invalid-request', { problems: [{ path: '/pasted', rule: 'required' }] })
}

/** What is wrong with a list is told where it was pasted, or where its file was chosen. */
async function atItsField<T>(file: UploadedFile | undefined, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof WaymarkError) || file !== undefined) throw error
    const problems = error.problems.map((problem) => ({ ...problem, path: '/pasted' }))
    throw new WaymarkError(error.code, { problems, cause: error })
  }
}

const mostSamples = 3

function columnsOf({ columns, hasHeader }: RosterImport, rows: readonly RosterRow[]) {
  const people = rows.slice(Number(hasHeader)).filter(({ cells }) => cells.length > 0)
  return columns.map(({ title }, place) => ({
    title: hasHeader ? title : '',
    samples: people
      .map(({ cells }) => cells[place] ?? '')
      .filter((cell) => cell !== '')
      .slice(0, mostSamples)
      .map((cell) => (typeof cell === 'string' ? cut(cell, 40) : undefined)),
  }))
}
