import { formatDate } from '../../src/text/dates.ts'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { ImportAside } from './import-aside.tsx'
import { ImportHero } from './import-hero.tsx'
import type { SharedImport } from './imported-badge.ts'
import { PrintedCode } from './printed-code.tsx'

/** A badge from elsewhere as somebody shows it: who gave it, who checked it and when, and one way to check it again. */
export function SharedImportPage(props: SharedImport) {
  const text = useText()
  const date = formatDate(useLanguage(), props.endsAt)
  const canBeChecked = props.written !== undefined
  return (
    <article class="badge-page">
      <ImportHero {...props} />
      <div class="badge-page-parts">
        <Story {...props} />
        <ImportAside {...props} />
        <TakeACopy {...props} />
      </div>
      <PrintedCode
        address={props.shareUrl}
        qr={props.qr}
        said={text(canBeChecked ? 'badgePage.printed' : 'importedGiver.printed', { date })}
      />
    </article>
  )
}

function Story({ description, criteria, narrative }: SharedImport) {
  const text = useText()
  return (
    <div class="badge-story">
      {description !== undefined && (
        <p class="lead" dir="auto">
          {description}
        </p>
      )}
      {narrative !== undefined && (
        <Card title={text('shared.narrative')}>
          <Markdown source={narrative} />
        </Card>
      )}
      {criteria !== undefined && (
        <Card title={text('achievements.show.criteria')}>
          <Markdown source={criteria} />
        </Card>
      )}
    </div>
  )
}

/** The badge as files, for whoever wants to keep or check it somewhere else. */
function TakeACopy({ address, written }: SharedImport) {
  const text = useText()
  return (
    <Card title={text(written === undefined ? 'importedGiver.file' : 'shared.files')}>
      {written === undefined ? (
        <p>{text('importedShare.partOnly')}</p>
      ) : (
        <>
          <p>{text('importedShare.filesLead')}</p>
          <div class="actions">
            {[written, 'png' as const].map((form) => (
              <LinkButton key={form} href={`${address}.${form}`} download={`badge.${form}`}>
                {form.toUpperCase()}
              </LinkButton>
            ))}
          </div>
        </>
      )}
    </Card>
  )
}
