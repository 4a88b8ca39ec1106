import { formatDate } from '../../src/text/dates.ts'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { CopyText } from '../components/copy-text.tsx'
import { Details } from '../components/details.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { shareFields, type ShareFieldsProps } from '../portfolio/share-fields.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface PageSharesProps extends ShareFieldsProps {
  readonly pageId: string
  readonly title: string
  readonly paused: boolean
  /** As whom it can be shown: asked where there are several records, also where only one may show it. */
  readonly faces: readonly { readonly learnerId: string; readonly label: string }[]
  readonly asksFace: boolean
  readonly hasImported: boolean
  readonly shares: readonly {
    readonly token: string
    readonly url: string
    readonly preparedFor?: string
    readonly endsAt: string
    readonly open: boolean
    readonly views: number
    /** HTML for a website, where the link is for everybody. */
    readonly embedCode?: string
  }[]
}

/** Links to a page: a new one, and those that are there. */
export function PageSharesPage(props: PageSharesProps) {
  const text = useText()
  const { pageId, title, shares } = props
  const base = `/portfolio/${pageId}`
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[
          { label: text('portfolioPages.title'), href: '/portfolio' },
          { label: title, href: base },
          { label: text('portfolioPages.share') },
        ]}
      />
      <h1>{text('portfolioPages.shareTitle', { title })}</h1>
      <NewLink {...props} />
      {shares.length > 0 && (
        <Card title={text('portfolioPages.links')} id="links">
          {shares.map((share) => (
            <OneLink key={share.token} share={share} base={base} />
          ))}
        </Card>
      )}
    </section>
  )
}

function NewLink(props: PageSharesProps) {
  const text = useText()
  const { draft, audiences, faces, asksFace, paused } = props
  if (audiences.length === 0) {
    return (
      <Notice tone="info">
        {text(faces.length === 0 ? 'portfolioPages.unknownYet' : 'portfolioPages.notYet')}
      </Notice>
    )
  }
  if (paused) {
    return (
      <Notice tone="warning" title={text('sharing.paused')}>
        {text('backpack.share.paused')} <a href="/backpack#sharing">{text('sharing.title')}</a>
      </Notice>
    )
  }
  return (
    <Card title={text('portfolioPages.newLink')}>
      <p>{text('portfolioPages.newLinkLead')}</p>
      {props.hasImported && <p>{text('portfolioPages.importedName')}</p>}
      <Form draft={draft}>
        {asksFace && (
          <Select
            name="learnerId"
            label={text('portfolioPages.face')}
            hint={text('portfolioPages.faceHint')}
            draft={draft}
            required
            options={faces.map(({ learnerId, label }) => ({ value: learnerId, label }))}
          />
        )}
        {shareFields(text, props)}
        <Button>{text('backpack.share.open')}</Button>
      </Form>
    </Card>
  )
}

function OneLink({ share, base }: { share: PageSharesProps['shares'][number]; base: string }) {
  const text = useText()
  const language = useLanguage()
  const { token, url, preparedFor, endsAt, open, views, embedCode } = share
  return (
    <div class="share">
      {open ? (
        <>
          <CopyField name={`share-${token}`} label={text('backpack.share.address')} value={url} />
          <p class="quiet">
            <bdi>
              {preparedFor === undefined
                ? text('sharing.forEverybody')
                : text('sharing.preparedFor', { name: preparedFor })}
            </bdi>
            {' · '}
            {text('backpack.share.until', { date: formatDate(language, endsAt) })}{' '}
            {text('backpack.share.views', { count: views })}
          </p>
          {embedCode !== undefined && (
            <Details summary={text('pageOutlets.web.title')}>
              <p>{text('pageOutlets.web.lead')}</p>
              <CopyText
                name={`embed-${token}`}
                label={text('pageOutlets.web.code')}
                hint={text('pageOutlets.web.codeHint')}
                value={embedCode}
              />
            </Details>
          )}
          <div class="actions">
            <LinkButton href={`${base}/shares/${token}`}>
              {text('backpack.share.change')}
            </LinkButton>
            <ActionForm action={`${base}/shares/${token}/closing`}>
              <Button tone="danger">{text('backpack.share.close')}</Button>
            </ActionForm>
          </div>
        </>
      ) : (
        <p class="quiet">{text('backpack.share.closed', { date: formatDate(language, endsAt) })}</p>
      )}
    </div>
  )
}
