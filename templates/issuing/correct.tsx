import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { StatementFields } from './statement-fields.tsx'

export interface CorrectPageProps {
  readonly draft: Draft
  /** The page of the award. */
  readonly award: string
  readonly achievementName: string
  readonly recipient: string
  readonly image: string
  readonly levels: readonly string[]
  readonly evidence: number
  /** The versions of the achievement that the award can have, its own first. */
  readonly versions: readonly number[]
}

/** Corrects one award: what it says now stands in the fields. */
export function CorrectPage(props: CorrectPageProps) {
  const text = useText()
  const { draft, versions } = props
  return (
    <section class="narrow">
      <ConsoleTrail
        here={text('issuing.correct.title')}
        via={[{ label: props.achievementName, href: props.award }]}
      />
      <header class="page-head">
        <BadgeArt src={props.image} alt="" size="medium" />
        <div>
          <h1>{text('issuing.correct.title')}</h1>
          <p class="lead" dir="auto">
            {props.achievementName}
          </p>
          <p class="quiet">
            <bdi>{props.recipient}</bdi>
          </p>
        </div>
      </header>
      <p>{text('issuing.correct.lead')}</p>
      <Form draft={draft}>
        {versions.length > 1 && (
          <Select
            name="achievementVersion"
            label={text('issuing.correct.version')}
            draft={draft}
            required
            options={versions.map((number) => ({
              value: String(number),
              label: text('issuing.correct.versionNumber', { number }),
            }))}
          />
        )}
        <StatementFields draft={draft} levels={props.levels} evidence={props.evidence} />
        <Field
          name="reason"
          label={text('issuing.correct.reason')}
          hint={text('issuing.correct.reasonHint')}
          draft={draft}
          required
        />
        <Button>{text('issuing.correct.submit')}</Button>
      </Form>
    </section>
  )
}
