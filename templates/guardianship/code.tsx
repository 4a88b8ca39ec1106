import { formatDate } from '../../src/text/dates.ts'
import { Card } from '../components/card.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface CodePageProps {
  readonly kind: 'guardian' | 'hand-over'
  readonly code: string
  readonly expiresAt: string
  readonly name: string
  readonly organizationName: string
  /** The whole address at which it is typed. */
  readonly address: string
}

/** A page to print: for the grown-ups at home, or for a youth who takes over. */
export function CodePage(props: CodePageProps) {
  const { kind, code, expiresAt, name, organizationName, address } = props
  const text = useText()
  const language = useLanguage()
  return (
    <section class="narrow">
      <h1>{text(`guardianship.code.${kind}.title`)}</h1>
      <p class="lead">
        {text(`guardianship.code.${kind}.lead`, { name, organization: organizationName })}
      </p>
      <p>{text(`guardianship.code.${kind}.next`)}</p>
      <p>
        <strong dir="ltr">{address}</strong>
      </p>
      <Card title={text('guardianship.code.label')}>
        <p class="claim-code">
          <code>{code}</code>
        </p>
        <p class="quiet">
          {text('guardianship.code.until', { date: formatDate(language, expiresAt) })}
        </p>
      </Card>
      <p class="quiet">{text('guardianship.code.print')}</p>
    </section>
  )
}
