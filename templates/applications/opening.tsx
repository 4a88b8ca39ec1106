import { languageOptions, type Language } from '../../src/text/languages.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/checkbox.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

export interface OpeningProps {
  readonly draft: Draft
  readonly base: string
  readonly achievementId: string
  readonly achievementName: string
  readonly isOpen: boolean
  /** Where to apply, once it was opened. */
  readonly link?: {
    readonly url: string
    readonly qr: string
    readonly code: string
    /** Where the code is typed. */
    readonly typedAt: string
    /** Where the poster comes from. */
    readonly poster: string
  }
  /** In which the poster is suggested. */
  readonly language: Language
}

/** Opens a badge for applications, and says to applicants what to hand in. */
export function OpeningPage(props: OpeningProps) {
  const text = useText()
  const { draft, base, achievementId, achievementName, isOpen, link } = props
  return (
    <section class="narrow">
      <ConsoleTrail
        here={text('applications.opening.link')}
        via={[{ label: achievementName, href: `${base}/achievements/${achievementId}` }]}
      />
      <header class="page-head">
        <div>
          <h1>{text('applications.opening.title')}</h1>
          <p class="lead" dir="auto">
            {achievementName}
          </p>
          <StatusPill tone={isOpen ? 'good' : 'info'}>
            {text(isOpen ? 'applications.opening.isOpen' : 'applications.opening.isClosed')}
          </StatusPill>
        </div>
      </header>
      <p>{text('applications.opening.lead')}</p>
      <Form draft={draft}>
        <RadioGroup
          name="state"
          label={text('applications.opening.state')}
          draft={draft}
          required
          options={[
            { value: 'open', label: text('applications.opening.open') },
            { value: 'closed', label: text('applications.opening.closed') },
          ]}
        />
        <TextArea
          name="words"
          label={text('applications.opening.words')}
          hint={text('applications.opening.wordsHint')}
          draft={draft}
          rows={6}
          maxLength={5000}
          markdown
        />
        <RadioGroup
          name="who"
          label={text('applications.opening.who')}
          draft={draft}
          required
          options={(['learners', 'anybody'] as const).map((value) => ({
            value,
            label: text(`applications.opening.${value}`),
            hint: text(`applications.opening.${value}Hint`),
          }))}
        />
        <Field
          name="until"
          type="date"
          label={text('applications.opening.until')}
          hint={text('applications.opening.untilHint')}
          draft={draft}
        />
        <Button>{text('common.save')}</Button>
      </Form>
      {link !== undefined && isOpen && <Poster address={link.poster} language={props.language} />}
      {link !== undefined && isOpen && (
        <Card title={text('applications.opening.share')}>
          <p>{text('applications.opening.shareLead')}</p>
          <img
            class="qr"
            src={link.qr}
            alt={text('applications.opening.qr')}
            width={220}
            height={220}
          />
          <CopyField name="url" label={text('applications.opening.address')} value={link.url} />
          <CopyField
            name="code"
            label={text('links.show.code', { address: link.typedAt })}
            value={link.code}
          />
        </Card>
      )}
      <div class="actions">
        <LinkButton href={`${base}/applications`}>{text('applications.desk.title')}</LinkButton>
      </div>
    </section>
  )
}

/** A form of its own, answered with the PDF: on which paper, in which language. */
function Poster({ address, language }: { address: string; language: Language }) {
  const text = useText()
  const draft = { values: { paper: 'a4', language }, problems: [] }
  return (
    <Card title={text('applyPoster.print')}>
      <p>{text('applyPoster.printLead')}</p>
      <form method="get" action={address} target="_blank" class="filter">
        <Select
          name="paper"
          label={text('applyPoster.paper')}
          draft={draft}
          required
          options={(['a4', 'letter'] as const).map((value) => ({
            value,
            label: text(`applyPoster.papers.${value}`),
          }))}
        />
        <Select
          name="language"
          label={text('applyPoster.language')}
          draft={draft}
          required
          options={languageOptions}
        />
        <div class="actions">
          <Button tone="quiet">{text('applyPoster.print')}</Button>
        </div>
      </form>
    </Card>
  )
}
