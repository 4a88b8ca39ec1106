import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FieldSet, Form } from '../components/form.tsx'
import { valueOf, type Draft } from '../draft.ts'
import { chooseLearner, type LearnerChoices } from '../learners/choose-learner.tsx'
import { learnerFields } from '../learners/list.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { StatementFields } from './statement-fields.tsx'
import { useText } from '../text-context.tsx'

export interface AwardableBadge {
  readonly id: string
  readonly name: string
  readonly image: string
}

export interface AwardPageProps {
  readonly draft: Draft
  /** The badge that is awarded. Without one, the page asks which. */
  readonly chosen?: AwardableBadge
  readonly achievements: readonly AwardableBadge[]
  readonly people: LearnerChoices
  /** The rubric levels of the chosen achievement, low to high. */
  readonly levels: readonly string[]
}

/** Awards one achievement to one learner: first which, since its levels are its own, then to whom and for what. */
export function AwardPage(props: AwardPageProps) {
  const text = useText()
  const { chosen, achievements } = props
  return (
    <section class="narrow">
      <ConsoleTrail here={text('issuing.award.title')} />
      {achievements.length === 0 ? (
        <>
          <h1>{text('issuing.award.title')}</h1>
          <EmptyState title={text('issuing.award.nonePublished')}>
            {text('issuing.award.nonePublishedNext')}
          </EmptyState>
        </>
      ) : chosen === undefined ? (
        <ChooseBadge {...props} />
      ) : (
        <AwardForm {...props} chosen={chosen} />
      )}
    </section>
  )
}

function ChooseBadge({ draft, achievements }: AwardPageProps) {
  const text = useText()
  const learnerId = valueOf(draft, 'learnerId')
  const learner = learnerId === '' ? '' : `&learner=${learnerId}`
  return (
    <>
      <h1>{text('issuing.award.choose')}</h1>
      <ul class="badge-grid roomy">
        {achievements.map(({ id, name, image }) => (
          <li key={id}>
            <a href={`?achievement=${id}${learner}`}>
              <BadgeArt src={image} alt="" size="medium" />
              <span dir="auto">{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function AwardForm({
  draft,
  chosen,
  achievements,
  people,
  levels,
}: AwardPageProps & { chosen: AwardableBadge }) {
  const text = useText()
  const action = `?achievement=${chosen.id}`
  return (
    <>
      <header class="page-head">
        <BadgeArt src={chosen.image} alt="" size="medium" />
        <div>
          <h1>{text('issuing.award.title')}</h1>
          <p class="lead" dir="auto">
            {chosen.name}
          </p>
          {achievements.length > 1 && <a href="?">{text('issuing.award.another')}</a>}
        </div>
      </header>
      <Form draft={draft} action={action}>
        <input type="hidden" name="achievementId" value={chosen.id} />
        <FieldSet legend={text('issuing.award.learner')}>
          {chooseLearner({ draft, people, action })}
          {people.all?.length === 0 ? (
            learnerFields({ draft, prefix: 'learner', required: true })
          ) : (
            <fieldset class="newcomer">
              <legend>{text('finding.newcomer')}</legend>
              {learnerFields({ draft, prefix: 'learner', required: false })}
            </fieldset>
          )}
        </FieldSet>
        <StatementFields draft={draft} levels={levels} evidence={1} />
        <Button>{text('issuing.award.submit')}</Button>
      </Form>
    </>
  )
}
