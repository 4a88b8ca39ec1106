/**
 * The mark in the middle of a drawn badge: lines on a grid of 24, and how the words (English, Spanish, without accents) begin
 * that call for it. A space at the end stands for the end of the word.
 */
export interface Mark {
  readonly path: string
  readonly words: readonly string[]
}

export const marks: readonly Mark[] = [
  {
    path: 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.6M12 18.5v.01',
    words: ['question', 'curio', 'wonder', 'pregunt'],
  },
  {
    path: 'M12 3l8 4.5v9L12 21l-8-4.5v-9L12 3ZM4 7.5l8 4.5 8-4.5M12 12v9',
    words: ['model', 'design', 'disen', '3d', 'architect'],
  },
  {
    path: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5L21 21',
    words: ['investig', 'explor', 'detective', 'research', 'inquiry', 'descubr'],
  },
  {
    path: 'M4 20h16M7 20v-6M12 20V5M17 20v-9',
    words: ['data', 'analy', 'statist', 'graph', 'dato', 'anali'],
  },
  {
    path: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
    words: ['code', 'coding', 'program', 'comput', 'software', 'codig'],
  },
  {
    path: 'M5 6h6M8 3v6M14 6h6M14.5 15.5l5 5M19.5 15.5l-5 5M4 16.5h7M4 19.5h7',
    words: ['math', 'algebra', 'number', 'matem', 'numer', 'calc'],
  },
  {
    path: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-4 10.5c.7.7 1 1.3 1 2.5h6c0-1.2.3-1.8 1-2.5A6 6 0 0 0 12 3Z',
    words: ['explan', 'idea', 'invent', 'innovat', 'explic', 'solution', 'electr', 'light'],
  },
  {
    path: 'M4 5h16v11h-9l-5 4v-4H4ZM8 9h8M8 12.5h5',
    words: ['argu', 'communic', 'story', 'present', 'debat', 'comunic', 'language', 'convers'],
  },
  {
    path: 'M12 6.5C10 5 7 4.5 4 4.5V18c3 0 6 .5 8 2 2-1.5 5-2 8-2V4.5c-3 0-6 .5-8 2ZM12 6.5V20',
    words: ['read', 'book', 'librar', 'write', 'lect', 'libro', 'bibliot', 'escrib'],
  },
  {
    path: 'M5 19C4 10 9 4 20 4c0 11-6 16-15 15ZM4 21c3-6 6-9 11-12',
    words: [
      'plant',
      'garden',
      'nature',
      'ecolog',
      'forest',
      'bio',
      'jardin',
      'natur',
      'bosque',
      'climate',
      'green',
    ],
  },
  {
    path: 'M3 8c3-3 6-3 9 0s6 3 9 0M3 13c3-3 6-3 9 0s6 3 9 0M3 18c3-3 6-3 9 0s6 3 9 0',
    words: ['water', 'ocean', 'river', 'tide', 'marine', 'agua', 'mar ', 'rio ', 'lake', 'sea '],
  },
  {
    path: 'M9 3h6M10 3v6l-5.5 9.5A1.7 1.7 0 0 0 6 21h12a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9',
    words: ['chem', 'lab ', 'labor', 'experiment', 'science', 'quim', 'ciencia'],
  },
  {
    path: 'M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1',
    words: [
      'robot',
      'engineer',
      'machine',
      'mechan',
      'maker',
      'ingenier',
      'maquin',
      'solar',
      'sun ',
      'build',
      'energy',
    ],
  },
  {
    path: 'M12 3.5l2.6 5.6 6 .7-4.5 4.1 1.2 6L12 16.9l-5.3 3 1.2-6-4.5-4.1 6-.7Z',
    words: ['star', 'space', 'astro', 'planet', 'estrella', 'espacio', 'galax', 'moon'],
  },
  {
    path: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20a6 6 0 0 1 12 0M16 4.5a3.5 3.5 0 0 1 0 6.3M17.5 14.3A6 6 0 0 1 21 20',
    words: [
      'team',
      'leader',
      'lead ',
      'mentor',
      'communit',
      'collab',
      'equipo',
      'lider',
      'volunt',
      'tutor',
      'teach',
    ],
  },
  {
    path: 'M2.5 19L9 7l4 7 2.5-4L21.5 19ZM7 11l2 1.5L11 11',
    words: ['mountain', 'hike', 'trail', 'geolog', 'rock', 'montan', 'earth', 'map ', 'mapa'],
  },
  {
    path: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM15.8 8.2l-2.3 5.3-5.3 2.3 2.3-5.3Z',
    words: ['compass', 'navigat', 'path', 'career', 'first', 'plan '],
  },
  {
    path: 'M6 21V4M6 5h12l-3 4 3 4H6',
    words: ['finish', 'challenge', 'complete', 'goal', 'persist', 'reto', 'meta '],
  },
]
