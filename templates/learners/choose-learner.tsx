import { Button } from '../components/button.tsx'
import { describe, FieldFrame, fieldId, ProblemText } from '../components/field-frame.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { problemOf, valueOf, type Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

export interface LearnerChoice {
  readonly id: string
  readonly name: string
  /** What they are told from others of the name by. */
  readonly known: readonly string[]
}

/** The likeliest of those who were looked for, and of how many. */
interface Found {
  readonly learners: readonly LearnerChoice[]
  readonly count: number
  readonly hasMore: boolean
}

export interface LearnerChoices {
  /** Everybody, where they are few enough to look through; else somebody is looked for. */
  readonly all?: readonly LearnerChoice[]
  readonly found?: Found
  readonly chosen?: LearnerChoice
}

interface Props {
  readonly draft: Draft
  readonly people: LearnerChoices
  /** Where the form is sent; what was found is shown there. */
  readonly action: string
}

const idName = 'learnerId'

/**
 * Chooses one learner, or somebody new: from a list of all, or by looking for them with a button of the form, which keeps
 * what else was typed. With JavaScript it looks while somebody types (`find-learner.ts`). Called, not placed as an element.
 */
export function chooseLearner({ draft, people, action }: Props) {
  const text = useText()
  const { all, chosen } = people
  if (all === undefined) {
    return (
      <>
        <SearchField
          name="search"
          label={text('finding.label')}
          draft={draft}
          action={`${action}#${fieldId(idName)}`}
        />
        <FoundLearners name={idName} label={text('finding.who')} draft={draft} people={people} />
      </>
    )
  }
  const offered =
    chosen === undefined || all.some(({ id }) => id === chosen.id) ? all : [chosen, ...all]
  return offered.length === 0 ? null : (
    <Select
      name={idName}
      label={text('finding.known')}
      draft={draft}
      oneIsEnough
      options={[
        { value: '', label: text('finding.somebodyNew') },
        ...offered.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

interface FieldOf {
  readonly name: string
  readonly label: string
  readonly draft: Draft
}

/** Sends the whole form to find somebody: what people are called stands in no address. */
function SearchField({ action, ...field }: FieldOf & { action: string }) {
  const text = useText()
  const described = { ...field, hint: text('finding.hint'), oneIsEnough: true }
  return (
    <div
      class="finder"
      data-finder={action}
      data-chosen-title={text('finding.chosen')}
      data-chosen={text('finding.chose', { name: '{name}' })}
      data-failed={text('finding.failed')}
    >
      <FieldFrame field={described}>
        <div class="find-line">
          <input
            {...describe(described).control}
            class="input"
            type="text"
            enterkeyhint="search"
            dir="auto"
            value={valueOf(field.draft, field.name)}
            maxLength={100}
            // Names of children are not for the browser to remember.
            autocomplete="off"
            spellcheck={false}
          />
          <Button tone="quiet" name="find" value="true" formAction={action}>
            {text('finding.submit')}
          </Button>
        </div>
      </FieldFrame>
      <p class="found-told" role="status" data-told />
      <ul
        class="found-list"
        role="listbox"
        id="found-list"
        aria-label={text('finding.list')}
        hidden
      />
    </div>
  )
}

/** Those who were found, to choose one from; whoever is chosen stays in sight whatever else is looked for. */
function FoundLearners({ draft, people, name }: FieldOf & { people: LearnerChoices }) {
  const text = useText()
  const { found, chosen } = people
  const others = found?.learners.filter(({ id }) => id !== chosen?.id) ?? []
  const offered = [...(chosen === undefined ? [] : [chosen]), ...others]
  const problem = problemOf(draft, name)
  const own = fieldId(name)
  return (
    <div class={problem === undefined ? 'found' : 'found has-problem'} id={own} tabIndex={-1}>
      {problem !== undefined && <ProblemText id={own} problem={problem} />}
      {found?.count === 0 && <Nobody hasMore={found.hasMore} isChosen={chosen !== undefined} />}
      {offered.length > 0 && (
        <fieldset class="choices">
          <legend data-count>
            {found === undefined || found.count === 0 ? (
              text('finding.chosen')
            ) : (
              <HowMany found={found} />
            )}
          </legend>
          {offered.map((one) => (
            <Offered key={one.id} name={name} learner={one} isChosen={one.id === chosen?.id} />
          ))}
          <SomebodyNew name={name} />
        </fieldset>
      )}
    </div>
  )
}

/** Nobody was found; where not everybody could be looked through, nobody is called somebody new for it. */
function Nobody({ hasMore, isChosen }: { hasMore: boolean; isChosen: boolean }) {
  const text = useText()
  if (hasMore) {
    return (
      <Notice tone="info" title={text('finding.tooMany')}>
        <p data-count>{text('finding.tooManyNext')}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="info" title={text('finding.nobody')}>
      <p data-count>{text('finding.nobodyNext')}</p>
      {isChosen ? (
        <p>{text('finding.orNew')}</p>
      ) : (
        <p>
          <a href={`#${fieldId('learner[name]')}`}>{text('finding.addNew')}</a>
        </p>
      )}
    </Notice>
  )
}

function HowMany({ found }: { found: Found }) {
  const text = useText()
  const { learners, count, hasMore } = found
  const shown = learners.length
  if (hasMore) return <>{text('finding.ofMany', { shown, count })}</>
  if (shown < count) return <>{text('finding.of', { shown, count })}</>
  return <>{text('finding.found', { count })}</>
}

interface OfferedProps {
  readonly name: string
  readonly learner: LearnerChoice
  readonly isChosen: boolean
}

function Offered({ name, learner, isChosen }: OfferedProps) {
  return (
    <label class="choice">
      <input type="radio" name={name} value={learner.id} checked={isChosen} />
      <span>
        <bdi data-name>{learner.name}</bdi>
        {learner.known.length > 0 && (
          <span class="hint">
            {learner.known.map((one, place) => (
              <span key={one}>
                {place > 0 && ' · '}
                <bdi>{one}</bdi>
              </span>
            ))}
          </span>
        )}
      </span>
    </label>
  )
}

function SomebodyNew({ name }: { name: string }) {
  const text = useText()
  return (
    <label class="choice" data-new>
      <input type="radio" name={name} value="" />
      <span>{text('finding.somebodyNew')}</span>
    </label>
  )
}
