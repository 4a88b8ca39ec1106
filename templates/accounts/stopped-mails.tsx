import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ActionForm } from '../components/form.tsx'
import { useText } from '../text-context.tsx'

export interface StoppedPlace {
  readonly id: string
  readonly name: string
}

/** Which mails somebody stopped by a link in one, place by place, so that nobody has to look for the old mail. */
export function StoppedMails({
  email,
  places,
}: {
  email: string
  places: readonly StoppedPlace[]
}) {
  const text = useText()
  return (
    <Card id="mails" title={text('stoppedMails.account')}>
      <p>{text('stoppedMails.accountLead', { address: email })}</p>
      <ul class="lines">
        {places.map(({ id, name }) => (
          <li key={id}>
            <strong class="line-name">
              <bdi>{name}</bdi>
            </strong>
            <ActionForm action={`/account/mails/${id}/resumption`}>
              <Button tone="quiet">
                {text('mailStop.resume')}
                <span class="unseen">: {name}</span>
              </Button>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Card>
  )
}
