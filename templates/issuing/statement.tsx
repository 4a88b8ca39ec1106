import { formatDate } from '../../src/text/dates.ts'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { safeHref } from '../components/safe-href.ts'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface Statement {
  readonly level?: string
  readonly narrative?: string
  readonly evidence: readonly { url?: string; name?: string; narrative?: string }[]
  readonly activityStart?: string
  readonly activityEnd?: string
  readonly validUntil?: string
}

/** What the educator said of this award: the same for staff, the learner and whoever it is shown to. */
export function StatementCards({
  statement,
  own = false,
}: {
  statement: Statement
  own?: boolean
}) {
  const text = useText()
  const language = useLanguage()
  const { level, narrative, evidence, activityStart, activityEnd, validUntil } = statement
  const day = (time: string | undefined) =>
    time === undefined ? undefined : formatDate(language, time)
  const facts = [
    { term: text('shared.level'), value: level },
    { term: text('issuing.award.activityStart'), value: day(activityStart) },
    { term: text('issuing.award.activityEnd'), value: day(activityEnd) },
    { term: text('issuing.award.validUntil'), value: day(validUntil) },
  ].filter(({ value }) => value !== undefined)
  return (
    <>
      {(narrative !== undefined || facts.length > 0) && (
        <Card title={own ? text('backpack.narrative') : text('shared.narrative')}>
          {narrative !== undefined && <Markdown source={narrative} />}
          {facts.length > 0 && <Definitions entries={facts} />}
        </Card>
      )}
      {evidence.length > 0 && (
        <Card title={text('shared.evidence')}>
          <ul class="lines">
            {evidence.map((one) => (
              <li key={one.url ?? one.narrative}>
                {one.url === undefined ? (
                  one.name
                ) : (
                  <a href={safeHref(one.url)} rel="noopener nofollow">
                    {one.name ?? one.url}
                  </a>
                )}
                {one.narrative !== undefined && <Markdown source={one.narrative} />}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
