import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { forWhomField, type OwnChild } from './for-whom.tsx'
import type { LinkState } from './links.tsx'

/** For the code of a poster. */
export function JoinCodePage({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('join.typeTitle')}</h1>
      <p class="lead">{text('join.typeLead')}</p>
      <Form draft={draft}>
        <Field
          name="code"
          label={text('join.code')}
          hint={text('claim.code.hint')}
          look="code"
          draft={draft}
          required
          autocomplete="off"
        />
        <Button>{text('join.typeSubmit')}</Button>
      </Form>
    </section>
  )
}

export interface JoinProps {
  readonly draft: Draft
  readonly achievementName: string
  readonly organizationName: string
  readonly image: string
  readonly state: LinkState
  readonly startsAt: string
  readonly endsAt: string
  readonly approval: boolean
  readonly needsAccount: boolean
  readonly signIn: string
  readonly account?: string
  /** Children of whoever is signed in whom the place knows already. */
  readonly children: readonly OwnChild[]
}

/** Where a poster leads: a nickname, and the badge is theirs, or waits for a yes. */
export function JoinPage(props: JoinProps) {
  const text = useText()
  const language = useLanguage()
  const { achievementName: achievement, organizationName: organization, state } = props
  const date = formatDate(language, state === 'not-yet' ? props.startsAt : props.endsAt)
  return (
    <section class="narrow celebrate">
      <BadgeArt src={props.image} alt="" size="large" />
      <h1>{text('join.title', { achievement })}</h1>
      <p class="lead">{text('join.lead', { organization })}</p>
      {state === 'open' ? <Ask {...props} /> : <p>{text(`join.closed.${state}`, { date })}</p>}
    </section>
  )
}

function Ask(props: JoinProps) {
  const text = useText()
  const { draft, account, children, signIn, organizationName: organization } = props
  if (props.needsAccount && account === undefined) {
    return (
      <>
        <p>{text('join.needAccount')}</p>
        <LinkButton href={signIn} tone="primary">
          {text('nav.signIn')}
        </LinkButton>
      </>
    )
  }
  return (
    <>
      <Form draft={draft}>
        {account !== undefined && forWhomField({ draft, text, children })}
        <Field
          name="nickname"
          label={text('join.nickname')}
          hint={text(children.length === 0 ? 'join.nicknameHint' : 'forWhom.nicknameHint', {
            organization,
          })}
          draft={draft}
          required={children.length === 0}
          maxLength={40}
          autocomplete="off"
        />
        {props.approval && <p class="quiet">{text('join.approvalHint')}</p>}
        {account !== undefined && <p class="quiet">{text('claim.card.into', { account })}</p>}
        <Button>{text('join.submit')}</Button>
      </Form>
      {account === undefined && <a href={signIn}>{text('join.haveAccount')}</a>}
    </>
  )
}

export interface OwnCode {
  readonly code: string
  readonly qr: string
  /** Where the code is claimed. */
  readonly claim: string
  /** The same as PDF. */
  readonly print: string
}

export interface JoinedProps {
  readonly nickname: string
  readonly achievementName: string
  readonly image: string
  readonly state:
    'waiting' | 'making' | 'consent' | 'declined' | 'done' | 'taken' | 'in-backpack' | 'in-family'
  /** Where a guardian sees it. */
  readonly family?: string
  /** Set where it is done and nobody has taken it yet. */
  readonly own?: OwnCode
  /** This page again. */
  readonly here: string
}

const wheres = {
  done: 'join.taken',
  taken: 'join.taken',
  'in-backpack': 'join.inBackpack',
  'in-family': 'forWhom.inFamily',
} as const

/** What became of somebody's wish: it waits, or here is their code, or it is in their backpack. */
export function JoinedPage({ nickname, image, state, own, here, ...props }: JoinedProps) {
  const text = useText()
  const { achievementName: achievement } = props
  if (state === 'declined') {
    return (
      <section class="narrow celebrate">
        <h1>{text('join.declinedTitle')}</h1>
        <p class="lead">{text('join.declined')}</p>
      </section>
    )
  }
  if (state === 'waiting' || state === 'making' || state === 'consent') {
    return (
      <section class="narrow celebrate">
        <h1>{text('join.waitingTitle', { name: nickname })}</h1>
        <p class="lead">{text(`join.${state}`)}</p>
        <p class="quiet">{text('join.keepOpen')}</p>
        <LinkButton href={here}>{text('join.look')}</LinkButton>
      </section>
    )
  }
  return (
    <section class="narrow celebrate">
      <BadgeArt src={image} alt="" size="large" />
      <h1>{text('join.doneTitle', { name: nickname })}</h1>
      <p class="lead">{text('join.done', { achievement })}</p>
      {own === undefined ? (
        <>
          <p>{text(wheres[state])}</p>
          <LinkButton
            href={state === 'in-family' ? (props.family ?? '/family') : '/backpack'}
            tone="primary"
          >
            {text(state === 'in-family' ? 'forWhom.openFamily' : 'join.openBackpack')}
          </LinkButton>
        </>
      ) : (
        <Own own={own} />
      )}
    </section>
  )
}

function Own({ own }: { own: OwnCode }) {
  const text = useText()
  return (
    <>
      <img class="qr" src={own.qr} alt={text('join.qr')} width={220} height={220} />
      <p class="big-code">{own.code}</p>
      <p>{text('join.code1')}</p>
      <CopyField name="own-code" label={text('join.codeLabel')} value={own.code} />
      <div class="actions">
        <LinkButton href={own.claim} tone="primary">
          {text('join.claimNow')}
        </LinkButton>
        <LinkButton href={own.print} newTab>
          {text('join.print')}
        </LinkButton>
      </div>
    </>
  )
}
