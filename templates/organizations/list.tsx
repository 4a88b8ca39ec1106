import type { Role } from '../../schemas/requests/organizations.ts'
import { LinkButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useText } from '../text-context.tsx'

export interface OrganizationRow {
  readonly href: string
  readonly name: string
  readonly role: Role
}

/** Where somebody is staff. */
export function OrganizationsPage({
  rows,
  operator,
}: {
  rows: readonly OrganizationRow[]
  operator: boolean
}) {
  const text = useText()
  return (
    <>
      <h1>{text('organizations.list.title')}</h1>
      {rows.length === 0 ? (
        <EmptyState title={text('organizations.list.none')}>
          {operator ? text('organizations.list.noneOperator') : text('organizations.list.noneNext')}
        </EmptyState>
      ) : (
        <ul class="lines">
          {rows.map((row) => (
            <li key={row.href}>
              <a href={row.href}>{row.name}</a>
              <StatusPill tone="info">{text(`organizations.roles.${row.role}`)}</StatusPill>
            </li>
          ))}
        </ul>
      )}
      {operator && (
        <div class="actions">
          <LinkButton href="/organizations/new" tone={rows.length === 0 ? 'primary' : 'quiet'}>
            {text('organizations.list.add')}
          </LinkButton>
        </div>
      )}
    </>
  )
}
