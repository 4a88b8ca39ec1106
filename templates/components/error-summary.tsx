import type { ComponentChildren } from 'preact'
import type { FieldProblem } from '../../src/errors.ts'
import { errorText } from '../../src/text/text.ts'
import { nameOf, type Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'
import { fieldId } from './field-frame.tsx'
import { Icon } from './icon.tsx'

/** What went wrong with a form, above it, with a way to each field. Nothing where nothing is wrong. */
export function ErrorSummary({
  draft,
  labels,
}: {
  draft: Draft
  /** What the fields are called, by name. */
  labels: ReadonlyMap<string, ComponentChildren>
}) {
  const text = useText()
  const { error, problems } = draft
  if (error === undefined && problems.length === 0) return null
  const said = error === undefined ? undefined : errorText(text, error.code, error.values)
  return (
    <div class="notice bad error-summary" role="alert" tabIndex={-1} id="problems">
      <Icon name="bad" />
      <div>
        <p class="notice-title">
          {problems.length === 0 ? said?.title : text('form.problems', { count: problems.length })}
        </p>
        {said !== undefined && problems.length === 0 && <p>{said.next}</p>}
        <p>{text('form.kept')}</p>
        {problems.length > 0 && (
          <ul>
            {inOrder(problems, labels).map(({ problem, name }) => (
              <li key={problem.path}>
                <a href={`#${fieldId(name)}`}>
                  {labels.has(name) && <strong>{labels.get(name)}: </strong>}
                  {text(`fields.${problem.rule}`, { expected: problem.expected ?? '' })}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

/** The problems as their fields stand in the form, whatever order they were found in; those of no field last. */
function inOrder(
  problems: Draft['problems'],
  labels: ReadonlyMap<string, ComponentChildren>,
): readonly { problem: FieldProblem; name: string }[] {
  const names = [...labels.keys()]
  const placeOf = (name: string) => (labels.has(name) ? names.indexOf(name) : names.length)
  return problems
    .map((problem) => ({ problem, name: fieldOf(problem.path, labels) }))
    .toSorted((one, other) => placeOf(one.name) - placeOf(other.name))
}

/** The field that a problem belongs to: a choice's is that of the field that holds the choices. */
function fieldOf(path: string, labels: ReadonlyMap<string, ComponentChildren>): string {
  const name = nameOf(path)
  const outer = name.replace(/\[\d+\]$/, '')
  return labels.has(name) || !labels.has(outer) ? name : outer
}
