import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FieldSet, Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { valueOf, type Draft } from '../draft.ts'
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
  readonly learners: readonly { id: string; name: string }[]
  /** Where every learner is found; given where there are more than are listed here. */
  readonly allLearners?: string
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
  learners,
  allLearners,
  levels,
}: AwardPageProps & { chosen: AwardableBadge }) {
  const text = useText()
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
      <Form draft={draft} action={`?achievement=${chosen.id}`}>
        <input type="hidden" name="achievementId" value={chosen.id} />
        <FieldSet legend={text('issuing.award.learner')}>
          {learners.length > 0 && (
            <Select
              name="learnerId"
              label={text('issuing.award.known')}
              draft={draft}
              oneIsEnough
              options={[
                { value: '', label: text('issuing.award.somebodyNew') },
                ...learners.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          {allLearners !== undefined && (
            <p>
              <a href={allLearners}>{text('issuing.award.notListed')}</a>
            </p>
          )}
          {learnerFields({ draft, prefix: 'learner', required: learners.length === 0 })}
        </FieldSet>
        <StatementFields draft={draft} levels={levels} evidence={1} />
        <Button>{text('issuing.award.submit')}</Button>
      </Form>
    </>
  )
}
