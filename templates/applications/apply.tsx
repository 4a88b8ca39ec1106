import { formatDate } from '../../src/text/dates.ts'
import { AchievementBody, type AchievementView } from '../achievements/show.tsx'
import { forWhomField, type OwnChild } from '../claiming/for-whom.tsx'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import type { Draft } from '../draft.ts'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { ApplicationLines, type ApplicationLine } from './lines.tsx'

export interface ApplyProps {
  readonly draft: Draft
  readonly view: AchievementView
  readonly organizationName: string
  readonly words?: string
  readonly until?: string
  readonly isOpen: boolean
  readonly learnersOnly: boolean
  readonly signIn: string
  readonly isSignedIn: boolean
  /** Whether the place knows the account itself. */
  readonly isKnown: boolean
  readonly children: readonly OwnChild[]
  /** Those of this badge that whoever is signed in has begun already. */
  readonly begun: readonly ApplicationLine[]
}

/** Where somebody begins to apply: what the badge is, what to hand in, and for whom. */
export function ApplyPage(props: ApplyProps) {
  const text = useText()
  const language = useLanguage()
  const { view, organizationName: organization, words, until, isOpen } = props
  return (
    <section class="narrow">
      <header class="page-head">
        <BadgeArt src={view.image} alt="" size="large" />
        <div>
          <h1>{text('applications.apply.title', { achievement: view.name })}</h1>
          <p>{text('applications.apply.lead', { organization })}</p>
          {isOpen && until !== undefined && (
            <p class="quiet">
              {text('applications.apply.until', { date: formatDate(language, until) })}
            </p>
          )}
        </div>
      </header>
      {props.begun.length > 0 && (
        <Card title={text('applications.title')}>
          <ApplicationLines lines={props.begun} />
        </Card>
      )}
      <Card title={text('applications.apply.what')}>
        {words === undefined ? (
          <p>{text('applications.apply.noWords')}</p>
        ) : (
          <Markdown source={words} />
        )}
      </Card>
      {isOpen ? (
        <Begin {...props} />
      ) : (
        <Notice title={text('applications.apply.closed')}>
          {text('applications.apply.closedNext', { organization })}
        </Notice>
      )}
      <AchievementBody view={view} />
    </section>
  )
}

function Begin(props: ApplyProps) {
  const text = useText()
  const { draft, organizationName: organization, learnersOnly, isKnown, children } = props
  if (!props.isSignedIn) {
    return (
      <Card>
        <p>{text('applications.apply.signInLead')}</p>
        <LinkButton href={props.signIn} tone="primary">
          {text('applications.apply.signIn')}
        </LinkButton>
      </Card>
    )
  }
  if (learnersOnly && !isKnown && children.length === 0) {
    return (
      <Notice title={text('applications.apply.learnersOnly', { organization })}>
        {text('applications.apply.learnersOnlyNext')}
      </Notice>
    )
  }
  return (
    <Card>
      <Form draft={draft}>
        {forWhomField({
          ...{ draft, text, children },
          ...(learnersOnly ? { onlyKnown: { self: isKnown } } : {}),
        })}
        {!learnersOnly && (
          <Field
            name="nickname"
            label={text('applications.apply.nickname')}
            hint={text('applications.apply.nicknameHint', { organization })}
            draft={draft}
            maxLength={40}
            autocomplete="off"
          />
        )}
        <p class="hint">{text('applications.apply.beginLead')}</p>
        <Button>{text('applications.apply.begin')}</Button>
      </Form>
    </Card>
  )
}
