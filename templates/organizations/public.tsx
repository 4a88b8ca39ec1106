import { BadgeArt } from '../components/badge-art.tsx'
import { Card } from '../components/card.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { Details } from '../components/details.tsx'
import { Pagination } from '../components/pagination.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { safeHref } from '../components/safe-href.ts'
import { useText } from '../text-context.tsx'

export interface PublicOrganizationProps {
  readonly name: string
  readonly sector: 'school' | 'museum' | 'library' | 'afterschool' | 'college' | 'company' | 'other'
  readonly description?: string
  readonly url?: string
  readonly image?: string
  /** What is awarded there now. */
  readonly badges: readonly {
    readonly href: string
    readonly name: string
    readonly image: string
  }[]
  /** Where the next page of them begins. */
  readonly next?: string
  readonly did: string
  readonly trial: boolean
}

/** The Profile as a page: who stands behind a badge. */
export function PublicOrganizationPage(props: PublicOrganizationProps) {
  const text = useText()
  return (
    <section class="narrow">
      <header class="page-head">
        {props.image !== undefined && <img class="logo" src={props.image} alt="" />}
        <div>
          <h1 dir="auto">{props.name}</h1>
          <div class="pills">
            <StatusPill tone="info" icon="place">
              {text(`organizations.sectors.${props.sector}`)}
            </StatusPill>
            {props.trial && (
              <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>
            )}
          </div>
        </div>
      </header>
      {props.description !== undefined && (
        <p class="lead" dir="auto">
          {props.description}
        </p>
      )}
      {props.url !== undefined && (
        <p>
          <a href={safeHref(props.url)} rel="noopener nofollow">
            {props.url}
          </a>
        </p>
      )}
      {props.badges.length > 0 && <Badges {...props} />}
      <Details summary={text('organizationPage.technical')}>
        <p>{text('organizations.public.identity')}</p>
        <CopyField name="did" label={text('organizations.public.did')} value={props.did} />
      </Details>
    </section>
  )
}

/** What somebody can earn there: each leads to what it takes. */
function Badges({ badges, next }: PublicOrganizationProps) {
  const text = useText()
  return (
    <Card title={text('organizationPage.badges')}>
      <ul class="badge-grid">
        {badges.map(({ href, name, image }) => (
          <li key={href}>
            <a href={href}>
              <BadgeArt src={image} alt="" size="medium" />
              <span dir="auto">{name}</span>
            </a>
          </li>
        ))}
      </ul>
      <Pagination {...(next === undefined ? {} : { next: `?after=${next}` })} />
    </Card>
  )
}
