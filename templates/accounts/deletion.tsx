import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

interface Named {
  readonly id: string
  readonly name: string
}

export interface DeleteAccountProps {
  readonly draft: Draft
  readonly email: string
  readonly runsService: boolean
  readonly onlyOwnerOf: readonly Named[]
  readonly badges: number
  readonly imported: number
  readonly places: readonly (Named & { readonly fate: 'kept' | 'with-guardians' | 'erased' })[]
  readonly children: readonly (Named & { readonly hasOthers: boolean })[]
}

/** What goes and what stays when somebody deletes their account, what to take along first, and the button that does it. */
export function DeleteAccountPage(props: DeleteAccountProps) {
  const { runsService, onlyOwnerOf } = props
  const text = useText()
  const mayGo = !runsService && onlyOwnerOf.length === 0
  return (
    <section class="narrow">
      <h1>{text('deletion.title')}</h1>
      <p class="lead">{text('deletion.lead')}</p>
      {runsService && (
        <Notice tone="warning" title={text('errors.runs-the-service.title')}>
          {text('errors.runs-the-service.next')}
        </Notice>
      )}
      {onlyOwnerOf.length > 0 && <HandOverFirst places={onlyOwnerOf} />}
      <TakeAlong {...props} />
      <WhatGoes {...props} />
      <WhatStays {...props} />
      {mayGo && <ConfirmForm {...props} />}
      <div class="actions">
        <LinkButton href="/account">{text('deletion.keep')}</LinkButton>
      </div>
    </section>
  )
}

function HandOverFirst({ places }: { places: readonly Named[] }) {
  const text = useText()
  return (
    <Notice tone="warning" title={text('deletion.handOver')}>
      <p>{text('deletion.handOverLead')}</p>
      <ul>
        {places.map(({ id, name }) => (
          <li key={id}>
            <a href={`/console/${id}/staff`}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function TakeAlong({ badges, imported }: DeleteAccountProps) {
  const text = useText()
  if (badges + imported === 0) return null
  return (
    <Card title={text('deletion.takeTitle')}>
      <p>{text('deletion.takeLead', { count: badges + imported })}</p>
      <div class="actions">
        {badges > 0 && (
          <LinkButton href="/backpack/transcript.json">{text('deletion.takeAll')}</LinkButton>
        )}
        <LinkButton href="/backpack">{text('deletion.takeEach')}</LinkButton>
      </div>
    </Card>
  )
}

function WhatGoes({ imported, places, children }: DeleteAccountProps) {
  const text = useText()
  const letGo = places.filter(({ fate }) => fate === 'erased')
  return (
    <Card title={text('deletion.goesTitle')}>
      <ul>
        <li>{text('deletion.goes.account')}</li>
        <li>{text('deletion.goes.made')}</li>
        <li>{text('deletion.goes.shares')}</li>
        {imported > 0 && <li>{text('deletion.goes.imported', { count: imported })}</li>}
        {letGo.map(({ id, name }) => (
          <li key={id}>{text('deletion.goes.letGo', { place: name })}</li>
        ))}
        {children.map(({ id, name, hasOthers }) => (
          <li key={id}>
            {text(hasOthers ? 'deletion.goes.childOfOthers' : 'deletion.goes.child', { name })}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function WhatStays({ places }: DeleteAccountProps) {
  const text = useText()
  return (
    <Card title={text('deletion.staysTitle')}>
      <ul>
        {places
          .filter(({ fate }) => fate !== 'erased')
          .map(({ id, name, fate }) => (
            <li key={id}>
              {text(fate === 'kept' ? 'deletion.stays.place' : 'deletion.stays.withGuardians', {
                place: name,
              })}
            </li>
          ))}
        <li>{text('deletion.stays.copies')}</li>
        <li>{text('deletion.stays.log')}</li>
        <li>{text('deletion.stays.backups')}</li>
      </ul>
    </Card>
  )
}

function ConfirmForm({ draft, email, places }: DeleteAccountProps) {
  const text = useText()
  return (
    <Form draft={draft}>
      {places.some(({ fate }) => fate === 'kept') && (
        <Checkbox
          name="asksRemoval"
          label={text('deletion.asksRemoval')}
          hint={text('deletion.asksRemovalHint')}
          draft={draft}
        />
      )}
      <Field
        name="confirm"
        type="email"
        label={text('deletion.confirm')}
        hint={text('deletion.confirmHint', { email })}
        draft={draft}
        required
        autocomplete="off"
      />
      <p>{text('deletion.forGood')}</p>
      <Button tone="danger">{text('deletion.submit')}</Button>
    </Form>
  )
}

/** What somebody sees whose account is gone. */
export function AccountDeletedPage() {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('deletion.doneTitle')}</h1>
      <p class="lead">{text('deletion.doneLead')}</p>
      <div class="actions">
        <LinkButton href="/">{text('deletion.doneNext')}</LinkButton>
      </div>
    </section>
  )
}
