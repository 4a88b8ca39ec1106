/** What became of the way one was on. */
export type Trail = 'lost' | 'private' | 'closed' | 'rest' | 'ours'

const path = 'M4 70c44 0 40-46 84-46s44 44 84 44'

/** What stands at its end: a signpost, a gate, a barrier, a bench, a bridge with a gap. */
const ends: Readonly<Record<Trail, { readonly way: string; readonly goal: string }>> = {
  lost: { way: path, goal: 'M250 84V16M250 20h48l10 11-10 11h-48M250 52h-40l-9 9 9 9h40' },
  private: {
    way: path,
    goal: 'M214 84V30h10v54M288 84V30h10v54M224 42h64v8h-64ZM224 62h64v8h-64Z',
  },
  closed: {
    way: path,
    goal: 'M218 84V36h8v48M286 84V36h8v48M206 40h100v14h-100ZM230 40l-10 14M254 40l-10 14M278 40l-10 14M300 40l-10 14',
  },
  rest: {
    way: path,
    goal: 'M208 56h92v9h-92ZM216 65v19M292 65v19M212 34h84v9h-84ZM218 43v13M290 43v13',
  },
  ours: {
    way: 'M4 46c44 0 40-30 84-30s34 30 62 30M284 46h34',
    goal: 'M150 42h40v10h-40ZM244 42h40v10h-40ZM160 52v34M178 52v34M256 52v34M274 52v34M204 58l20 10-4 8-20-10Z',
  },
}

/** A small drawing over the page of an error; it says nothing that the words do not. */
export function OffTrailArt({ trail }: { trail: Trail }) {
  const { way, goal } = ends[trail]
  return (
    <svg class="trail" viewBox="0 0 320 90" aria-hidden="true" focusable="false">
      <path d={way} />
      <circle cx="88" cy={trail === 'ours' ? 16 : 24} r="6" />
      <path class="goal" d={goal} />
    </svg>
  )
}
