import type { ComponentChildren } from 'preact'

interface DataTableProps {
  /** Says what the table holds. */
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ComponentChildren[])[]
  /** Where a heading right above says the same: then only screen readers hear it. */
  readonly hideCaption?: boolean
}

/** A table that stands as cards on a narrow screen, where each cell says the name of its column. */
export function DataTable({ caption, columns, rows, hideCaption = false }: DataTableProps) {
  return (
    <table class="table" role="table">
      <caption class={hideCaption ? 'unseen' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th scope="col" role="columnheader" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, place) => (
          <tr role="row" key={place}>
            {row.map((cell, column) => (
              <td role="cell" key={column} data-label={columns[column]}>
                <div>{cell}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
