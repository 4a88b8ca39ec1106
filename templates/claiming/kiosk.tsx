import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { CsrfField, Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'
import type { OwnCode } from './join.tsx'

export interface KioskStartProps {
  readonly draft: Draft
  readonly here: string
  readonly achievementName: string
  readonly image: string
  readonly nicknames: readonly string[]
  /** Where staff sign in again. */
  readonly leave: string
}

/** A device on the floor: pick a name, get the badge. */
export function KioskStartPage(props: KioskStartProps) {
  const text = useText()
  const { draft, here, achievementName: achievement } = props
  return (
    <section class="kiosk-start">
      <BadgeArt src={props.image} alt="" size="large" />
      <h1>{text('kiosk.hello', { achievement })}</h1>
      <h2>{text('kiosk.pick')}</h2>
      <p class="lead">{text('kiosk.pickHint')}</p>
      <form class="nicknames" method="post" action={here}>
        <CsrfField />
        {props.nicknames.map((nickname) => (
          <button
            class="button nickname"
            type="submit"
            name="nickname"
            value={nickname}
            key={nickname}
          >
            {nickname}
          </button>
        ))}
      </form>
      <LinkButton href={here}>{text('kiosk.others')}</LinkButton>
      <Form draft={draft} action={here}>
        <Field
          name="nickname"
          label={text('kiosk.own')}
          hint={text('kiosk.ownHint')}
          draft={draft}
          required
          maxLength={40}
          autocomplete="off"
        />
        <Button tone="quiet">{text('kiosk.ownSubmit')}</Button>
      </Form>
      <p class="kiosk-leave">
        <a href={props.leave}>{text('kiosk.leave')}</a>
      </p>
    </section>
  )
}

export interface KioskCardProps {
  readonly nickname: string
  readonly achievementName: string
  /** Absent while the award is still being made. */
  readonly own?: Omit<OwnCode, 'claim'>
  /** The start, for the next child. */
  readonly next: string
}

/** A child's card, until the next child or until nobody is there. */
export function KioskCardPage({ nickname, achievementName, own, next }: KioskCardProps) {
  const text = useText()
  return (
    <section class="kiosk-card">
      <h1>{text('kiosk.cardTitle', { name: nickname })}</h1>
      <p class="lead">{text('join.done', { achievement: achievementName })}</p>
      {own === undefined ? (
        <p>{text('join.making')}</p>
      ) : (
        <>
          <img class="qr" src={own.qr} alt={text('join.qr')} width={280} height={280} />
          <p class="big-code">{own.code}</p>
          <p>{text('kiosk.cardLead')}</p>
        </>
      )}
      <div class="actions">
        <LinkButton href={next} tone="primary">
          {text('kiosk.next')}
        </LinkButton>
        {own !== undefined && (
          <LinkButton href={own.print} newTab>
            {text('kiosk.print')}
          </LinkButton>
        )}
      </div>
      <p class="quiet">{text('kiosk.cardGood')}</p>
    </section>
  )
}

/** For a device whose kiosk was stopped. */
export function KioskOverPage() {
  const text = useText()
  return (
    <section class="kiosk-start">
      <h1>{text('kiosk.overTitle')}</h1>
      <p class="lead">{text('kiosk.over')}</p>
    </section>
  )
}
