import type { ComponentChildren } from 'preact'
import { Icon } from '../components/icon.tsx'
import type { Tone } from './tones.ts'

interface VerdictBoardProps {
  readonly tone: Tone
  readonly word: string
  readonly sentence: string
  /** What to do with it. */
  readonly next?: ComponentChildren
}

/**
 * The answer before everything else, by word, icon and colour. It has the focus when the page opens: a screen reader
 * begins with it, and whoever has a phone sees it at once.
 */
export function VerdictBoard({ tone, word, sentence, next }: VerdictBoardProps) {
  return (
    <header class={`verdict ${tone}`}>
      <Icon name={tone} />
      <div>
        <p class="verdict-word">{word}</p>
        <h1 tabIndex={-1} autofocus>
          {sentence}
        </h1>
        {next !== undefined && <div class="verdict-next">{next}</div>}
      </div>
    </header>
  )
}
