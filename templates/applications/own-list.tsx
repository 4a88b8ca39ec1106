import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { useText } from '../text-context.tsx'
import { ApplicationLines, type ApplicationLine } from './lines.tsx'

/** Every application of whoever is signed in, and of children they look after. */
export function OwnApplicationsPage({ lines }: { lines: readonly ApplicationLine[] }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('applications.title')}</h1>
      <p class="lead">{text('applications.lead')}</p>
      {lines.length === 0 ? (
        <EmptyState title={text('applications.none')}>
          {text('applications.noneNext')}
          <LinkButton href="/backpack" icon="backpack">
            {text('nav.backpack')}
          </LinkButton>
        </EmptyState>
      ) : (
        <Card>
          <ApplicationLines lines={lines} />
        </Card>
      )}
    </section>
  )
}

/** The last of them, in the backpack; nothing where there are none. */
export function ApplicationsInBackpack({ lines }: { lines: readonly ApplicationLine[] }) {
  const text = useText()
  if (lines.length === 0) return null
  return (
    <Card title={text('applications.title')}>
      <ApplicationLines lines={lines.slice(0, mostShown)} />
      {lines.length > mostShown && (
        <LinkButton href="/applications">{text('common.more')}</LinkButton>
      )}
    </Card>
  )
}

const mostShown = 5
