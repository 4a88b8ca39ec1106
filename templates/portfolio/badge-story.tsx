import { Card } from '../components/card.tsx'
import { safeHref } from '../components/safe-href.ts'
import { Markdown } from '../markdown.tsx'
import { useText } from '../text-context.tsx'
import type { SharedBadge } from './shared-badge.ts'

/** What it is, what was done for it, what proves it, and how anybody earns it. */
export function BadgeStory({ view, statement }: SharedBadge) {
  const text = useText()
  const { narrative, evidence } = statement
  return (
    <div class="badge-story">
      <p class="lead" dir="auto">
        {view.description}
      </p>
      {narrative !== undefined && (
        <Card title={text('shared.narrative')}>
          <Markdown source={narrative} />
        </Card>
      )}
      {evidence.length > 0 && (
        <Card title={text('shared.evidence')}>
          <ul class="badge-evidence">
            {evidence.map((one) => (
              <li key={one.url ?? one.narrative}>
                {one.url === undefined ? (
                  <strong dir="auto">{one.name}</strong>
                ) : (
                  <a href={safeHref(one.url)} rel="noopener nofollow" dir="auto">
                    {one.name ?? one.url}
                  </a>
                )}
                {one.narrative !== undefined && <Markdown source={one.narrative} />}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={text('achievements.show.criteria')}>
        <Markdown source={view.criteria} />
      </Card>
      {view.tags.length > 0 && (
        <ul class="tags">
          {view.tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
