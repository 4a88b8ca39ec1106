import { Button } from '../components/button.tsx'
import { useText } from '../text-context.tsx'

interface FinderProps {
  readonly search: string
  readonly by: 'time' | 'issuer' | 'competency'
}

const ways = ['time', 'issuer', 'competency'] as const

/** Finds badges in a full backpack, and lays them out another way. */
export function BackpackFinder({ search, by }: FinderProps) {
  const text = useText()
  return (
    <>
      <form method="get" class="search" role="search">
        <label for="search">{text('imports.search')}</label>
        <input id="search" type="search" name="search" value={search} class="input" />
        {by !== 'time' && <input type="hidden" name="by" value={by} />}
        <Button tone="quiet">{text('common.search')}</Button>
      </form>
      <nav aria-label={text('imports.by')}>
        <ul class="inline-list">
          {ways.map((way) => (
            <li key={way}>
              <a href={addressOf(way, search)} aria-current={way === by ? 'true' : undefined}>
                {text(`imports.ways.${way}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

function addressOf(by: string, search: string): string {
  const query = new URLSearchParams(search === '' ? { by } : { by, search })
  return `/backpack?${query.toString()}`
}
