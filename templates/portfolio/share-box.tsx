import type { ComponentChildren } from 'preact'
import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { Details } from '../components/details.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { shareFields, type ShareFieldsProps } from './share-fields.tsx'

export interface ShareBoxProps extends ShareFieldsProps {
  /** All links of this learner are paused. */
  readonly paused: boolean
  /** What is said where it cannot be shown to anybody. */
  readonly notYet: string
  /** Where the learner names who is asked, or sees what is allowed. */
  readonly consents?: string
  /** What the addresses of the links begin with. */
  readonly base: string
  /** As whom it can be shown: asked where there are several records, also where only one may show it. */
  readonly faces?: readonly { readonly learnerId: string; readonly label: string }[]
  readonly asksFace?: boolean
  readonly shares: readonly {
    token: string
    url: string
    preparedFor?: string
    endsAt: string
    open: boolean
    views: number
    /** Where its Assertion of Open Badges 2.0 is hosted, without the ending. */
    assertion?: string
  }[]
  readonly children?: ComponentChildren
}

/** The links to a badge, and a form for another one. `children`: what else is asked of a new link. */
export function ShareBox(props: ShareBoxProps) {
  const text = useText()
  const language = useLanguage()
  const { draft, base, audiences, shares, faces = [] } = props
  // What was made comes first: below a long form nobody sees that it is there.
  const hasLink = shares.some(({ open }) => open)
  const form = (
    <Form draft={draft}>
      {(faces.length > 1 || props.asksFace === true) && (
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
      {props.children}
      <Button>{text('backpack.share.open')}</Button>
    </Form>
  )
  return (
    <>
      {audiences.length === 0 && (
        <Notice tone="info">
          <p>{props.notYet}</p>
          {props.consents !== undefined && (
            <LinkButton href={props.consents}>{text('firstRun.askGuardian')}</LinkButton>
          )}
        </Notice>
      )}
      {props.paused && (
        <Notice tone="warning" title={text('sharing.paused')}>
          {text('backpack.share.paused')} <a href="/backpack#sharing">{text('sharing.title')}</a>
        </Notice>
      )}
      {shares.map((share) => (
        <div key={share.token} class="share">
          {share.open ? (
            <>
              <CopyField
                name={`share-${share.token}`}
                label={text('backpack.share.address')}
                value={share.url}
              />
              <p class="quiet">
                <bdi>
                  {share.preparedFor === undefined
                    ? text('sharing.forEverybody')
                    : text('sharing.preparedFor', { name: share.preparedFor })}
                </bdi>
                {' · '}
                {text('backpack.share.until', { date: formatDate(language, share.endsAt) })}{' '}
                {text('backpack.share.views', { count: share.views })}
              </p>
              {share.assertion !== undefined && (
                <div class="actions">
                  {(['png', 'svg', 'json'] as const).map((format) => (
                    <LinkButton
                      key={format}
                      href={`${share.assertion ?? ''}.${format}`}
                      download={`badge-2.${format}`}
                    >
                      {text('backpack.share.older', { format: format.toUpperCase() })}
                    </LinkButton>
                  ))}
                </div>
              )}
              <div class="actions">
                <LinkButton href={`${base}/shares/${share.token}`}>
                  {text('backpack.share.change')}
                </LinkButton>
                <ActionForm action={`${base}/shares/${share.token}/closing`}>
                  <Button tone="danger">{text('backpack.share.close')}</Button>
                </ActionForm>
              </div>
            </>
          ) : (
            <p class="quiet">
              {text('backpack.share.closed', { date: formatDate(language, share.endsAt) })}
            </p>
          )}
        </div>
      ))}
      {audiences.length > 0 &&
        !props.paused &&
        (hasLink ? (
          <Details summary={text('firstRun.anotherLink')} open={hasProblems(draft)}>
            {form}
          </Details>
        ) : (
          form
        ))}
    </>
  )
}

function hasProblems({ error, problems }: Draft): boolean {
  return error !== undefined || problems.length > 0
}
