import type { ComponentChildren } from 'preact'
import { useText } from '../text-context.tsx'
import { Icon } from './icon.tsx'

export type NoticeTone = 'info' | 'good' | 'warning' | 'bad'

interface NoticeProps {
  readonly tone?: NoticeTone
  readonly title?: ComponentChildren
  readonly children?: ComponentChildren
}

/** Something to be read now: its tone is told by colour, icon and word alike. */
export function Notice({ tone = 'info', title, children }: NoticeProps) {
  const text = useText()
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={tone} />
      <div>
        <p class="notice-title">{title ?? text(`common.${tone}`)}</p>
        {children !== undefined && <div class="notice-body">{children}</div>}
      </div>
    </div>
  )
}
