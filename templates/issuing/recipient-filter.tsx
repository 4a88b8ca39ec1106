import { recipientStates } from '../../schemas/requests/recipients.ts'
import { Button } from '../components/button.tsx'
import { useText } from '../text-context.tsx'

interface Named {
  readonly id: string
  readonly name: string
}

export interface RecipientFilter {
  readonly search: string
  readonly state: string
  readonly badge: string
  readonly group: string
}

export interface RecipientFilterProps {
  /** The address of the list. */
  readonly base: string
  readonly filter: RecipientFilter
  readonly badges: readonly Named[]
  readonly groups: readonly Named[]
  readonly maySearch: boolean
}

/** Whether anything is chosen at all. */
export function isChosen(filter: RecipientFilter): boolean {
  return Object.values(filter).some((value) => value !== '')
}

/** By what the awards of an organization are found. */
export function RecipientFilterForm({
  base,
  filter,
  badges,
  groups,
  maySearch,
}: RecipientFilterProps) {
  const text = useText()
  return (
    <form method="get" action={base} role="search" class="filter">
      {maySearch && (
        <div class="field">
          <label for="search">{text('educators.recipients.search')}</label>
          <input
            class="input"
            id="search"
            name="search"
            type="search"
            maxLength={100}
            value={filter.search}
            dir="auto"
          />
        </div>
      )}
      <Choice
        name="state"
        label={text('educators.recipients.state')}
        all={text('educators.recipients.states.all')}
        chosen={filter.state}
        options={recipientStates.map((id) => ({
          id,
          name: text(`educators.recipients.states.${id}`),
        }))}
      />
      <Choice
        name="badge"
        label={text('educators.recipients.badge')}
        all={text('educators.recipients.allBadges')}
        chosen={filter.badge}
        options={badges}
      />
      {groups.length > 0 && (
        <Choice
          name="group"
          label={text('educators.recipients.group')}
          all={text('educators.recipients.allGroups')}
          chosen={filter.group}
          options={groups}
        />
      )}
      <div class="actions">
        <Button tone="quiet">{text('educators.recipients.find')}</Button>
        {isChosen(filter) && <a href={base}>{text('educators.recipients.clear')}</a>}
      </div>
    </form>
  )
}

function Choice({
  name,
  label,
  all,
  chosen,
  options,
}: {
  name: string
  label: string
  all: string
  chosen: string
  options: readonly Named[]
}) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select class="input" id={name} name={name}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id} selected={option.id === chosen}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  )
}
