import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { forWhomField, type OwnChild } from './for-whom.tsx'

export interface ClaimCardProps {
  readonly draft: Draft
  readonly organizationName: string
  readonly state: 'printed' | 'claimed' | 'expired'
  readonly expiresAt?: string
  /** The badges that wait. Never whose they are: whoever holds the card knows, and nobody else need. */
  readonly badges: readonly { readonly name: string; readonly image: string }[]
  /** Whether it is one award's own code, so that nothing more comes with it. */
  readonly only: boolean
  readonly asksNickname: boolean
  /** Children of whoever is signed in, one of whom a card that is nobody’s may be for. */
  readonly children: readonly OwnChild[]
  /** Where to sign in, and come back. */
  readonly signIn: string
  /** The name of the account that is signed in here, if one is. */
  readonly account?: string
}

/** What a card leads to, and the three ways from there: mine, my child's, later. */
export function ClaimCardPage(props: ClaimCardProps) {
  const text = useText()
  const { state, organizationName: organization } = props
  if (state === 'claimed') {
    return (
      <section class="narrow celebrate">
        <h1>{text('claim.card.claimedTitle')}</h1>
        <p class="lead">{text('claim.card.claimed')}</p>
        <LinkButton href="/backpack" tone="primary">
          {text('claim.link.open')}
        </LinkButton>
      </section>
    )
  }
  if (state === 'expired') {
    return (
      <section class="narrow celebrate">
        <h1>{text('claim.card.expiredTitle')}</h1>
        <p class="lead">{text('claim.card.expired', { organization })}</p>
      </section>
    )
  }
  return (
    <section class="narrow celebrate">
      <h1>{text('claim.card.title')}</h1>
      <p class="lead">{text('claim.card.lead', { organization })}</p>
      <Badges {...props} />
      {props.account === undefined ? <SignInFirst {...props} /> : <Take {...props} />}
      <Later {...props} />
    </section>
  )
}

function Badges({ badges, only }: ClaimCardProps) {
  const text = useText()
  return (
    <>
      {badges.length > 0 && (
        <ul class="badge-grid">
          {badges.slice(0, 6).map(({ name, image }, place) => (
            <li key={place}>
              <BadgeArt src={image} alt="" size={badges.length === 1 ? 'large' : 'medium'} />
              <span dir="auto">{name}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        {badges.length === 0
          ? text('claim.card.noBadges')
          : text('claim.card.badges', { count: badges.length })}{' '}
        {!only && badges.length > 0 && text('claim.card.later')}
      </p>
    </>
  )
}

function SignInFirst({ signIn }: ClaimCardProps) {
  const text = useText()
  return (
    <>
      <p>{text('claim.card.signInLead')}</p>
      <LinkButton href={signIn} tone="primary">
        {text('claim.card.signIn')}
      </LinkButton>
    </>
  )
}

function Take({ draft, asksNickname, children, account, ...props }: ClaimCardProps) {
  const text = useText()
  const { organizationName: organization } = props
  return (
    <Form draft={draft}>
      {forWhomField({ draft, text, children })}
      {asksNickname && (
        <Field
          name="nickname"
          label={text('claim.card.nickname')}
          hint={text(children.length === 0 ? 'claim.card.nicknameHint' : 'forWhom.nicknameHint', {
            organization,
          })}
          draft={draft}
          required={children.length === 0}
          maxLength={40}
          autocomplete="off"
        />
      )}
      <p class="quiet">{text('claim.card.into', { account: account ?? '' })}</p>
      <Button>{text('claim.card.submit')}</Button>
    </Form>
  )
}

function Later({ expiresAt }: ClaimCardProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      <LinkButton href="/claim/later">{text('claim.card.laterLink')}</LinkButton>
      {expiresAt !== undefined && (
        <p class="quiet">{text('claim.card.until', { date: formatDate(language, expiresAt) })}</p>
      )}
    </>
  )
}

/** For whoever is not ready: nothing is used up. */
export function ClaimLaterPage() {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('claim.laterPage.title')}</h1>
      <p class="lead">{text('claim.laterPage.lead')}</p>
      <ul>
        <li>{text('claim.laterPage.keep')}</li>
        <li>{text('claim.laterPage.show')}</li>
        <li>{text('claim.laterPage.come')}</li>
      </ul>
      <div class="actions">
        <LinkButton href="/claim">{text('claim.laterPage.again')}</LinkButton>
      </div>
    </section>
  )
}
