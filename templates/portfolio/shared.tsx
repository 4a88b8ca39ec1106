import { formatDate } from '../../src/text/dates.ts'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { BadgeAside } from './badge-aside.tsx'
import { BadgeHero } from './badge-hero.tsx'
import { BadgeStory } from './badge-story.tsx'
import { CredentialFiles } from './credential-files.tsx'
import type { SharedBadge } from './shared-badge.ts'
import { PrintedCode } from './printed-code.tsx'
import { useLanguage, useText } from '../text-context.tsx'

/** A badge as the learner shows it to somebody: what it is, one way to check it, and what stands behind it. */
export function SharedPage(props: SharedBadge) {
  const text = useText()
  const date = formatDate(useLanguage(), props.endsAt)
  return (
    <article class="badge-page">
      <BackToPage {...props} />
      <BadgeHero {...props} />
      <div class="badge-page-parts">
        <BadgeStory {...props} />
        <BadgeAside {...props} />
        <TakeACopy {...props} />
      </div>
      <PrintedCode
        address={props.shareUrl}
        qr={props.qr}
        said={text('badgePage.printed', { date })}
      />
    </article>
  )
}

function BackToPage({ back }: SharedBadge) {
  const text = useText()
  if (back === undefined) return null
  return (
    <div class="actions">
      <LinkButton href={back} icon="back">
        {text('portfolioPages.shared.backToPage')}
      </LinkButton>
    </div>
  )
}

/** The badge as files, for whoever wants to keep or check it somewhere else. */
function TakeACopy({ address, whole }: SharedBadge) {
  const text = useText()
  return (
    <Card title={text('shared.files')}>
      {whole ? (
        <>
          <p>{text('shared.filesLead')}</p>
          <div class="actions">
            <LinkButton href={`${address}.pdf?paper=a4`} icon="save">
              {text('badgePage.certificateA4')}
            </LinkButton>
            <LinkButton href={`${address}.pdf?paper=letter`} icon="save">
              {text('badgePage.certificateLetter')}
            </LinkButton>
            <CredentialFiles address={address} />
          </div>
        </>
      ) : (
        <p>{text('shared.partOnly')}</p>
      )}
    </Card>
  )
}

/** What somebody sees who has the id of a credential, but no share of it. */
export function NeutralPage() {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('shared.neutral.title')}</h1>
      <p class="lead">{text('shared.neutral.lead')}</p>
      <div class="actions">
        <LinkButton href="/verify" icon="badge">
          {text('shared.neutral.verify')}
        </LinkButton>
      </div>
    </section>
  )
}
