import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { useText } from '../text-context.tsx'

/** On the public page of a badge that is open for applications. */
export function CanApply({ href, organization }: { href: string; organization: string }) {
  const text = useText()
  return (
    <Card title={text('applications.onPage.title')}>
      <p>{text('applications.onPage.lead', { organization })}</p>
      <LinkButton href={href} tone="primary">
        {text('applications.onPage.link')}
      </LinkButton>
    </Card>
  )
}
