import { useText } from '../text-context.tsx'
import { Icon } from './icon.tsx'

/** A narrow ribbon over everything that is made on a service without a public name. */
export function TrialRibbon() {
  const text = useText()
  return (
    <div class="trial-ribbon" role="note">
      <p>
        <Icon name="info" />
        <span>
          <strong>{text('common.trialTitle')}</strong> {text('common.trial')}
        </span>
      </p>
    </div>
  )
}
