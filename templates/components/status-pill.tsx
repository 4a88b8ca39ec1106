import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export type PillTone = 'info' | 'good' | 'warning' | 'bad' | 'unknown' | 'waiting'

interface StatusPillProps {
  readonly tone: PillTone
  /** The word. Colour and icon only repeat it. */
  readonly children: ComponentChildren
  readonly icon?: IconName
}

export function StatusPill({ tone, children, icon = tone }: StatusPillProps) {
  return (
    <span class={`pill ${tone}`}>
      <Icon name={icon} />
      {children}
    </span>
  )
}
