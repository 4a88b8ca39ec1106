import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

export interface SlipsProps {
  readonly draft: Draft
  readonly group: { readonly name: string; readonly href: string }
  readonly counts: {
    readonly learners: number
    readonly withGuardian: number
    readonly open: number
  }
  /** Where the PDF comes from. */
  readonly sheet: string
}

const languages = [
  ['en', 'slips.inEnglish'],
  ['es', 'slips.inSpanish'],
  ['both', 'slips.inBoth'],
] as const

/** How a whole class is asked for its guardians. */
export function SlipsPage({ draft, group, counts, sheet }: SlipsProps) {
  const text = useText()
  const { learners, withGuardian, open } = counts
  return (
    <section class="narrow">
      <ConsoleTrail here={text('slips.forGroup')} via={[{ label: group.name, href: group.href }]} />
      <h1>{text('slips.title', { group: group.name })}</h1>
      <p class="lead">{text('slips.lead')}</p>
      {learners === 0 ? (
        <EmptyState title={text('slips.none')}>{text('slips.noneNext')}</EmptyState>
      ) : (
        <>
          <Definitions
            entries={[
              { term: text('slips.learners'), value: String(learners) },
              { term: text('slips.withGuardian'), value: String(withGuardian) },
              { term: text('slips.open'), value: String(open) },
            ]}
          />
          <Form draft={draft}>
            <p>{text('slips.makeLead')}</p>
            <Button>{text('slips.make')}</Button>
          </Form>
        </>
      )}
      {open > 0 && (
        <Card title={text('slips.printTitle')}>
          <p>{text('slips.printLead')}</p>
          {(['a4', 'letter'] as const).map((paper) => (
            <div class="actions" key={paper}>
              {languages.map(([language, which]) => (
                <LinkButton
                  key={language}
                  href={`${sheet}?paper=${paper}&language=${language}`}
                  newTab
                >
                  {text(`slips.${paper}`, { which: text(which) })}
                </LinkButton>
              ))}
            </div>
          ))}
        </Card>
      )}
    </section>
  )
}
