import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Pagination } from '../components/pagination.tsx'
import { Select } from '../components/select.tsx'
import { emptyDraft, type Draft } from '../draft.ts'
import { AwardLines, type AwardLine } from '../issuing/lines.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { ages, type GroupName } from './list.tsx'

export interface EditLearnerPageProps {
  readonly draft: Draft
  readonly base: string
  readonly learnerId: string
  readonly name: string
  /** At what age one decides for oneself, and is an adult, by the policy of the organization. */
  readonly ages: { readonly consent: number; readonly adult: number }
  /** What they were awarded here, newest first, and where the next page of it begins. */
  readonly awards: { readonly lines: readonly AwardLine[]; readonly next?: string }
  readonly groups: readonly GroupName[]
  /** Those they could be put into. */
  readonly otherGroups: readonly GroupName[]
  /** The page about their guardians and consents. */
  readonly guardianship: string
  /** The page that removes them; of whoever may not, none. */
  readonly removal?: string
}

/** A learner as staff know them: their badges, their groups, and what is noted of them. */
export function EditLearnerPage(props: EditLearnerPageProps) {
  const { base, name, learnerId } = props
  const text = useText()
  const via = [{ label: text('learners.title'), href: `${base}/learners` }]
  return (
    <section class="narrow">
      <ConsoleTrail here={text('learners.one')} via={via} />
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <div class="actions">
        <LinkButton href={`${base}/awards/new?learner=${learnerId}`} tone="primary">
          {text('learners.awardOne')}
        </LinkButton>
        <LinkButton href={props.guardianship}>{text('guardianship.staff.link')}</LinkButton>
        {props.removal !== undefined && (
          <LinkButton href={props.removal}>{text('removal.link')}</LinkButton>
        )}
      </div>
      <LearnerAwards {...props} />
      <LearnerGroups {...props} />
      <LearnerNotes {...props} />
    </section>
  )
}

function LearnerAwards({ awards: { lines, next } }: EditLearnerPageProps) {
  const text = useText()
  return (
    <Card title={text('learners.awards')}>
      {lines.length === 0 ? <p>{text('learners.noAwards')}</p> : <AwardLines lines={lines} />}
      <Pagination {...(next === undefined ? {} : { next: `?after=${next}` })} />
    </Card>
  )
}

function LearnerNotes({ draft, ages: turns }: EditLearnerPageProps) {
  const text = useText()
  return (
    <Card title={text('learners.editTitle')}>
      <Form draft={draft}>
        <Field name="name" label={text('learners.name')} draft={draft} required />
        <Field
          name="rosterId"
          label={text('learners.rosterId')}
          hint={text('learners.rosterIdHint')}
          draft={draft}
        />
        <Select
          name="ageBand"
          label={text('learners.age')}
          hint={text('learners.ageHint')}
          draft={draft}
          required
          options={ages.map((value) => ({ value, label: text(`learners.ages.${value}`) }))}
        />
        <div class="pair">
          <Field
            name="consentsFrom"
            type="month"
            placeholder="2027-03"
            label={text('learners.turns', { age: turns.consent })}
            hint={text('learners.turnsHint')}
            draft={draft}
          />
          <Field
            name="adultFrom"
            type="month"
            placeholder="2032-03"
            label={text('learners.turns', { age: turns.adult })}
            hint={text('learners.turnsHint')}
            draft={draft}
          />
        </div>
        <Button>{text('common.save')}</Button>
      </Form>
    </Card>
  )
}

function LearnerGroups({ base, learnerId, groups, otherGroups }: EditLearnerPageProps) {
  const text = useText()
  return (
    <Card title={text('groups.ofLearner')}>
      {groups.length === 0 && <p>{text('groups.ofLearnerNone')}</p>}
      {groups.length > 0 && (
        <ul class="lines">
          {groups.map(({ id, name }) => (
            <li key={id}>
              <a href={`${base}/groups/${id}`}>
                <bdi>{name}</bdi>
              </a>
              <ActionForm action={`${base}/learners/${learnerId}/groups/${id}/removal`}>
                <Button tone="quiet">
                  {text('groups.takeOut')}
                  <span class="unseen">: {name}</span>
                </Button>
              </ActionForm>
            </li>
          ))}
        </ul>
      )}
      {otherGroups.length > 0 && (
        <Form draft={emptyDraft} action={`${base}/learners/${learnerId}/groups`}>
          <Select
            name="groupId"
            label={text('groups.putInto')}
            draft={emptyDraft}
            required
            options={otherGroups.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button tone="quiet">{text('groups.putIntoSubmit')}</Button>
        </Form>
      )}
    </Card>
  )
}
