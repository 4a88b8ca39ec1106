import Type from 'typebox'
import { Check } from 'typebox/value'
import { columnMeanings, ColumnsBody } from '../../schemas/requests/batches.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { ColumnsPage } from '../../templates/batches/columns.tsx'
import { startWith } from '../../templates/draft.ts'
import { nameOfBadge, publishedBadges } from '../achievements/published.ts'
import { action, formPage } from '../web/page.ts'
import type { BatchPageDeps } from './batch-pages.tsx'
import { cellsUnder, columnFaults } from './batches/columns.ts'

const params = Type.Object({ organizationId: Id, batchId: Id }, closed)

/** What a form says of the columns, as far as it can be read. */
const Said = Type.Array(Type.Enum([...columnMeanings]))

/** A list whose columns somebody has to name: looked at, named, or thrown away. */
export function batchColumnPages({ issuing, achievements }: BatchPageDeps) {
  const { batches } = issuing
  const listOf = (organizationId: string) => `/console/${organizationId}/batches`

  return [
    formPage({
      path: '/console/:organizationId/batches/:batchId/columns',
      access: 'signed-in',
      params,
      form: ColumnsBody,
      again: 'again',
      async show({ caller, params: { organizationId, batchId }, text }, draft) {
        const sent = Object.keys(draft.values).length > 0
        const hasHeader = sent ? draft.values['hasHeader'] !== undefined : undefined
        const list = await batches.columns(caller, organizationId, batchId, hasHeader)
        const said = draft.values['columns']
        const meanings = Check(Said, said) ? said : list.columns.map(({ meaning }) => meaning)
        const chosen = draft.values['achievementId'] ?? list.batch.achievementId ?? ''
        return {
          title: text('batchColumns.title'),
          scripts: ['/scripts/name-columns.js'],
          body: (
            <ColumnsPage
              draft={startWith(draft, { columns: meanings, hasHeader: list.hasHeader })}
              base={`${listOf(organizationId)}/${batchId}`}
              name={list.batch.name}
              rows={list.batch.rows}
              columns={list.columns}
              remembered={list.remembered}
              needs={columnFaults(meanings, chosen !== '')}
              rowsRead={list.people.map((cells) => cellsUnder(meanings, cells))}
              achievements={
                list.batch.achievementId === undefined
                  ? (await publishedBadges(achievements, caller, organizationId)).map(nameOfBadge)
                  : []
              }
              keptUntil={list.batch.dueAt}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, batchId } }, form) {
        await batches.nameColumns(caller, organizationId, batchId, form)
        return { redirect: `${listOf(organizationId)}/${batchId}` }
      },
    }),
    action({
      path: '/console/:organizationId/batches/:batchId/removal',
      access: 'signed-in',
      params,
      async act({ caller, params: { organizationId, batchId } }) {
        await batches.discardList(caller, organizationId, batchId)
        return { redirect: `${listOf(organizationId)}/new` }
      },
    }),
  ]
}
