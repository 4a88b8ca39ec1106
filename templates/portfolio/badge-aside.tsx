import { formatDate } from '../../src/text/dates.ts'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { Icon } from '../components/icon.tsx'
import { safeHref } from '../components/safe-href.ts'
import { useLanguage, useText } from '../text-context.tsx'
import type { SharedBadge } from './shared-badge.ts'

/** The facts beside the story: when, how well, by which measure, from whom. */
export function BadgeAside(props: SharedBadge) {
  return (
    <div class="badge-aside">
      <Facts {...props} />
      <Levels {...props} />
      <Alignments {...props} />
      <Giver {...props} />
    </div>
  )
}

function Facts({ date, statement, results, reached }: SharedBadge) {
  const text = useText()
  const language = useLanguage()
  const day = (time: string | undefined) =>
    time === undefined ? undefined : formatDate(language, time)
  const told = results.filter(({ level, value }) => value !== undefined || level !== undefined)
  return (
    <Card title={text('badgePage.facts')}>
      <Definitions
        entries={[
          { term: text('badgePage.awarded'), value: day(date) },
          { term: text('issuing.award.validUntil'), value: day(statement.validUntil) },
          { term: text('issuing.award.activityStart'), value: day(statement.activityStart) },
          { term: text('issuing.award.activityEnd'), value: day(statement.activityEnd) },
          {
            term: text('shared.level'),
            value: reached === undefined ? undefined : statement.level,
          },
          ...told
            .filter(({ level }) => reached === undefined || level !== statement.level)
            .map(({ name, level, value }) => ({
              term: name ?? text('badgePage.result'),
              value: value ?? level,
            })),
        ]}
      />
    </Card>
  )
}

/** The steps of the rubric, lowest first, with the one that was reached. */
function Levels({ view: { rubric }, reached }: SharedBadge) {
  const text = useText()
  if (rubric === undefined) return null
  return (
    <Card title={<span dir="auto">{rubric.name}</span>}>
      <ol class="badge-levels">
        {rubric.levels.map((level, place) => (
          <li key={level.name} class={place === reached ? 'reached' : undefined}>
            <strong dir="auto">{level.name}</strong>
            {place === reached && (
              <span class="badge-levels-mark">
                <Icon name="good" />
                {text('badgePage.reached')}
              </span>
            )}
            {level.description !== undefined && (
              <span class="quiet" dir="auto">
                {level.description}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Alignments({ view: { alignments } }: SharedBadge) {
  const text = useText()
  if (alignments.length === 0) return null
  return (
    <Card title={text('achievements.show.alignments')}>
      <ul class="badge-evidence">
        {alignments.map(({ targetUrl, targetCode = '', targetName, targetFramework }) => (
          <li key={targetUrl}>
            <a href={safeHref(targetUrl)} rel="noopener nofollow" dir="auto">
              {`${targetCode} ${targetName}`.trim()}
            </a>
            {targetFramework !== undefined && (
              <span class="quiet" dir="auto">
                {targetFramework}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Giver({ organization }: SharedBadge) {
  const text = useText()
  const { name, href, sector, description, url, logo } = organization
  return (
    <Card title={text('badgePage.giver')}>
      <div class="badge-giver">
        {logo !== undefined && <img class="logo" src={logo} alt="" />}
        <div>
          <a href={href}>
            <bdi>{name}</bdi>
          </a>
          <span class="quiet">{text(`organizations.sectors.${sector}`)}</span>
        </div>
      </div>
      {description !== undefined && <p dir="auto">{description}</p>}
      {url !== undefined && (
        <a href={safeHref(url)} rel="noopener nofollow">
          {url}
        </a>
      )}
    </Card>
  )
}
