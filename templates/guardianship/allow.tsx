import type { ConsentMethod, ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { formatDate } from '../../src/text/dates.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/checkbox.tsx'
import { Details } from '../components/details.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'

/** A purpose as it is put to whoever decides, or may not. */
export interface Offered {
  readonly purpose: ConsentPurpose
  readonly title: string
  readonly says: string
  readonly state: 'given' | 'open' | 'paper' | 'theirs'
  readonly givenAt?: string
  readonly mayTakeBack: boolean
}

export interface HistoryLine {
  readonly purpose: ConsentPurpose
  readonly givenAt: string
  readonly method: ConsentMethod
  readonly textVersion: string
  readonly controller: string
  readonly withdrawnAt?: string
}

export interface AllowProps {
  readonly draft: Draft
  /** Where a consent is taken back: this, a slash, the purpose, `/withdrawal`. */
  readonly base: string
  readonly offered: readonly Offered[]
  readonly organizationName: string
  /** What is said of a purpose that somebody else decides about. */
  readonly theirs: string
}

/** What is allowed, and what may be: each purpose apart, with the whole text that is agreed to. */
export function AllowCard({ draft, base, offered, organizationName, theirs }: AllowProps) {
  const text = useText()
  const language = useLanguage()
  const open = offered.filter(({ state }) => state === 'open')
  return (
    <Card title={text('guardianship.child.allow')} id="allow">
      <p>{text('guardianship.child.allowLead')}</p>
      {offered
        .filter(({ state }) => state === 'given')
        .map((one) => (
          <div key={one.purpose} class="share">
            <h3>{one.title}</h3>
            <p>{one.says}</p>
            <p>
              <StatusPill tone="good">
                {text('guardianship.child.given', {
                  date: formatDate(language, one.givenAt ?? ''),
                })}
              </StatusPill>
            </p>
            {one.mayTakeBack && (
              <ActionForm action={`${base}/consents/${one.purpose}/withdrawal`}>
                {one.purpose === 'hold-badges' && (
                  <p class="quiet">{text('guardianship.child.takeBackAll')}</p>
                )}
                <Button tone="danger">
                  {text('guardianship.child.takeBack', { purpose: one.title })}
                </Button>
              </ActionForm>
            )}
          </div>
        ))}
      {open.length > 0 && (
        <Form draft={draft}>
          <CheckboxGroup
            name="purposes"
            label={text('firstRun.guardian.tick')}
            draft={draft}
            required
            options={open.map(({ purpose, title, says }) => ({
              value: purpose,
              label: title,
              hint: says,
            }))}
          />
          <Button>{text('guardianship.child.submit')}</Button>
        </Form>
      )}
      {offered
        .filter(({ state }) => state === 'paper' || state === 'theirs')
        .map((one) => (
          <div key={one.purpose} class="share">
            <h3>{one.title}</h3>
            <p>{one.says}</p>
            <p class="quiet">
              {one.state === 'paper'
                ? text('guardianship.child.paper', { organization: organizationName })
                : theirs}
            </p>
          </div>
        ))}
    </Card>
  )
}

/** Everything that was ever agreed to, so that anybody can look it up. */
export function ConsentHistory({ lines }: { lines: readonly HistoryLine[] }) {
  const text = useText()
  const language = useLanguage()
  if (lines.length === 0) return null
  return (
    <Details summary={text('guardianship.child.history')}>
      <ul>
        {lines.map((line, place) => (
          <li key={place}>
            {text('guardianship.child.historyGiven', {
              date: formatDate(language, line.givenAt),
              purpose: text(`guardianship.purposes.${line.purpose}`),
              method: text(`guardianship.methods.${line.method}`),
              version: formatDate(language, line.textVersion),
              controller: line.controller,
            })}{' '}
            {line.withdrawnAt !== undefined &&
              text('guardianship.child.historyWithdrawn', {
                date: formatDate(language, line.withdrawnAt),
              })}
          </li>
        ))}
      </ul>
    </Details>
  )
}
