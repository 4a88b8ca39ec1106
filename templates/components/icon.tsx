/** Drawn for Waymark on a grid of 24, one line of 2 with round ends: the hand of a trail map. */
const shapes = {
  arrow: 'M4 12h15M13 6l6 6-6 6',
  back: 'M20 12H5M11 6l-6 6 6 6',
  up: 'M12 20V5M6 11l6-6 6 6',
  down: 'M12 4v15M6 13l6 6 6-6',
  drag: 'M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01',
  good: 'M5 13l4.5 4.5L19 7',
  info: 'M12 11v5.5M12 7.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  warning: 'M12 4L2.8 19.5h18.4L12 4ZM12 10v4M12 17v.01',
  bad: 'M7 7l10 10M17 7L7 17',
  unknown: 'M9 9a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1.1-1.3 2.3M12 17.5v.01',
  waiting: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  backpack: 'M6 20V11a6 6 0 0 1 12 0v9ZM9 6V5a3 3 0 0 1 6 0v1M9.5 11h5M9 20v-4h6v4',
  badge: 'M12 3l7.5 4.5v9L12 21l-7.5-4.5v-9L12 3ZM8.8 12l2.2 2.2 4.2-4.4',
  card: 'M3 6h18v12H3ZM7 14h4M7 10h.01M11 10h.01M15 10h.01',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.3M18 14.3a6.5 6.5 0 0 1 3.5 5.7',
  place:
    'M12 21s7-6.2 7-11.500a7 7 0 1 0-14 0C5 14.8 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  flag: 'M6 21V4M6 5h12l-2.5 3.500L18 12H6',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8ZM13 8h3M16 11v2M8 13v3h2M13 13v3h3',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7Z',
  save: 'M12 4v11M7.5 10.500L12 15l4.5-4.500M4 15v5h16v-5',
  file: 'M12 15V4M7.5 8.500L12 4l4.5 4.500M4 15v5h16v-5',
  key: 'M8 20a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM11.500 11.500L20 3M16.500 6.500l3 3M8 15v.01',
  lock: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  elsewhere: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  globe:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3.5 12h17M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3Z',
} as const

export type IconName = keyof typeof shapes

export const iconNames = Object.keys(shapes).filter((name): name is IconName => name in shapes)

/** A picture beside a word, never instead of one: hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
