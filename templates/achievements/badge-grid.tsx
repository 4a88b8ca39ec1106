import { BadgeArt } from '../components/badge-art.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useText } from '../text-context.tsx'

export interface BadgeLine {
  readonly id: string
  readonly name: string
  readonly image: string
  readonly state: 'draft' | 'published' | 'archived'
}

/** Badges of an organization as staff see them, each leading to its page in the console. */
export function BadgeGrid({ base, badges }: { base: string; badges: readonly BadgeLine[] }) {
  const text = useText()
  return (
    <ul class="badge-grid">
      {badges.map((one) => (
        <li key={one.id}>
          <a href={`${base}/achievements/${one.id}`}>
            <BadgeArt src={one.image} alt="" size="medium" />
            <span dir="auto">{one.name}</span>
          </a>
          {one.state !== 'published' && (
            <StatusPill tone="info">{text(`achievements.state.${one.state}`)}</StatusPill>
          )}
        </li>
      ))}
    </ul>
  )
}
