import type { BadgeMark } from '../../schemas/requests/badge-designs.ts'

/**
 * The mark in the middle of a drawn badge: lines on a grid of 24, and how the words (English, Spanish, without accents) begin
 * that call for it. A space at the end stands for the end of the word.
 */
export interface Mark {
  readonly name: BadgeMark
  readonly path: string
  readonly words: readonly string[]
}

export const marks: readonly Mark[] = [
  {
    name: 'question',
    path: 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.6M12 18.5v.01',
    words: ['question', 'curio', 'wonder', 'pregunt'],
  },
  {
    name: 'model',
    path: 'M12 3l8 4.5v9L12 21l-8-4.5v-9L12 3ZM4 7.5l8 4.5 8-4.5M12 12v9',
    words: ['model', 'design', 'disen', '3d', 'architect'],
  },
  {
    name: 'lens',
    path: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5L21 21',
    words: ['investig', 'explor', 'detective', 'research', 'inquiry', 'descubr'],
  },
  {
    name: 'data',
    path: 'M4 20h16M7 20v-6M12 20V5M17 20v-9',
    words: ['data', 'analy', 'statist', 'graph', 'dato', 'anali'],
  },
  {
    name: 'code',
    path: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
    words: ['code', 'coding', 'program', 'comput', 'software', 'codig'],
  },
  {
    name: 'numbers',
    path: 'M5 6h6M8 3v6M14 6h6M14.5 15.5l5 5M19.5 15.5l-5 5M4 16.5h7M4 19.5h7',
    words: ['math', 'algebra', 'number', 'matem', 'numer', 'calc'],
  },
  {
    name: 'idea',
    path: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-4 10.5c.7.7 1 1.3 1 2.5h6c0-1.2.3-1.8 1-2.5A6 6 0 0 0 12 3Z',
    words: ['explan', 'idea', 'invent', 'innovat', 'explic', 'solution', 'electr', 'light'],
  },
  {
    name: 'speech',
    path: 'M4 5h16v11h-9l-5 4v-4H4ZM8 9h8M8 12.5h5',
    words: ['argu', 'communic', 'story', 'present', 'debat', 'comunic', 'language', 'convers'],
  },
  {
    name: 'book',
    path: 'M12 6.5C10 5 7 4.5 4 4.5V18c3 0 6 .5 8 2 2-1.5 5-2 8-2V4.5c-3 0-6 .5-8 2ZM12 6.5V20',
    words: ['read', 'book', 'librar', 'write', 'lect', 'libro', 'bibliot', 'escrib'],
  },
  {
    name: 'leaf',
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
    name: 'water',
    path: 'M3 8c3-3 6-3 9 0s6 3 9 0M3 13c3-3 6-3 9 0s6 3 9 0M3 18c3-3 6-3 9 0s6 3 9 0',
    words: ['water', 'ocean', 'river', 'tide', 'marine', 'agua', 'mar ', 'rio ', 'lake', 'sea '],
  },
  {
    name: 'flask',
    path: 'M9 3h6M10 3v6l-5.5 9.5A1.7 1.7 0 0 0 6 21h12a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9',
    words: ['chem', 'lab ', 'labor', 'experiment', 'science', 'quim', 'ciencia'],
  },
  {
    name: 'sun',
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
    name: 'star',
    path: 'M12 3.5l2.6 5.6 6 .7-4.5 4.1 1.2 6L12 16.9l-5.3 3 1.2-6-4.5-4.1 6-.7Z',
    words: ['star', 'space', 'astro', 'planet', 'estrella', 'espacio', 'galax', 'moon'],
  },
  {
    name: 'people',
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
    name: 'mountain',
    path: 'M2.5 19L9 7l4 7 2.5-4L21.5 19ZM7 11l2 1.5L11 11',
    words: ['mountain', 'hike', 'trail', 'geolog', 'rock', 'montan', 'earth', 'map ', 'mapa'],
  },
  {
    name: 'compass',
    path: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM15.8 8.2l-2.3 5.3-5.3 2.3 2.3-5.3Z',
    words: ['compass', 'navigat', 'path', 'career', 'first', 'plan '],
  },
  {
    name: 'flag',
    path: 'M6 21V4M6 5h12l-3 4 3 4H6',
    words: ['finish', 'challenge', 'complete', 'goal', 'persist', 'reto', 'meta '],
  },
  {
    name: 'rocket',
    path: 'M12 3c4 2.500 5 7 4 12H8C7 10 8 5.500 12 3ZM8 11l-3 4v3l3-2M16 11l3 4v3l-3-2M12 9.500v.01M10.500 18v3M13.500 18v3',
    words: ['rocket', 'cohete', 'flight', 'vuelo', 'launch'],
  },
  {
    name: 'heart',
    path: 'M12 20C6 15.500 3.500 12.500 3.500 9A4.500 4.500 0 0 1 12 7a4.500 4.500 0 0 1 8.500 2c0 3.500-2.500 6.500-8.500 11Z',
    words: ['care', 'health', 'kind', 'salud', 'cuid', 'heart', 'corazon', 'first aid'],
  },
  {
    name: 'globe',
    path: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3.500 12h17M12 3c3 3 3.500 6 3.500 9s-.5 6-3.500 9c-3-3-3.500-6-3.500-9S9 6 12 3Z',
    words: ['world', 'global', 'mundo', 'idioma', 'citizen', 'ciudadan'],
  },
  {
    name: 'brush',
    path: 'M20.500 3.500c-4 1.500-8.500 6-10.500 9.500l2 2c3.500-2 7-6.500 8.500-11.500ZM9 14c-2.500 0-3.500 2-3.500 4 0 1-.5 1.800-1.500 2.500 4 .5 7-1 7-4',
    words: ['art', 'paint', 'arte', 'pint', 'sketch', 'draw', 'dibuj', 'creat', 'crea'],
  },
  {
    name: 'camera',
    path: 'M4 8h3.500L9 5.500h6L16.500 8H20v11H4ZM12 10.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
    words: ['photo', 'film', 'foto', 'video', 'media', 'camera', 'camara'],
  },
  {
    name: 'atom',
    path: 'M12 12v.01M12 8.200c5 0 9 1.700 9 3.800s-4 3.800-9 3.800-9-1.700-9-3.800 4-3.800 9-3.800ZM15.300 10.100c2.500 4.300 3 8.600 1.200 9.700s-5.300-1.600-7.800-5.900-3-8.600-1.200-9.700 5.300 1.600 7.800 5.900ZM8.700 10.100c-2.500 4.300-3 8.600-1.200 9.700s5.300-1.600 7.800-5.900 3-8.600 1.200-9.700-5.300 1.600-7.800 5.900Z',
    words: ['atom', 'physic', 'fisic', 'quantum'],
  },
  {
    name: 'wrench',
    path: 'M20 7.500a5 5 0 0 1-6.500 5L7 19a2.100 2.100 0 0 1-3-3l6.500-6.500a5 5 0 0 1 6.500-6L14 6.500 14.500 9.500 17.500 10Z',
    words: ['repair', 'fix', 'tool', 'repar', 'herramient', 'prototyp', 'workshop', 'taller'],
  },
  {
    name: 'chip',
    path: 'M7 7h10v10H7ZM10 10h4v4h-4ZM9.500 3.500V7M14.500 3.500V7M9.500 17v3.500M14.500 17v3.500M3.500 9.500H7M3.500 14.500H7M17 9.500h3.500M17 14.500h3.500',
    words: ['chip', 'circuit', 'circuito', 'hardware', 'sensor'],
  },
  {
    name: 'key',
    path: 'M8 11.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9ZM11.300 12.700L20 4M16 8l3 3M13.500 10.500l2 2',
    words: ['security', 'cyber', 'segur', 'puzzle', 'escape'],
  },
  {
    name: 'bridge',
    path: 'M2.500 17h19M6 20V6M18 20V6M6 8c2 5 10 5 12 0M2.500 12C4 11 5.500 9.500 6 8M21.500 12c-1.500-1-3-2.500-3.500-4M9 11.200V17M12 12v5M15 11.200V17',
    words: ['bridge', 'puente', 'structure', 'estructur', 'connect'],
  },
  {
    name: 'tree',
    path: 'M12 3l5.500 7H15l4 6H5l4-6H6.500ZM12 16v5',
    words: ['tree', 'arbol', 'camp', 'outdoor', 'wood'],
  },
  {
    name: 'bolt',
    path: 'M13.500 2.500L5 13.500h6L10 21.500l9-11.500h-6.500Z',
    words: ['power', 'electric', 'energia', 'fast', 'sprint'],
  },
  {
    name: 'music',
    path: 'M9 18V6l11-2.500V15M9 9.500l11-2.500M6.500 15.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5ZM17.500 12.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
    words: ['music', 'sound', 'sonido', 'song', 'cancion'],
  },
  {
    name: 'paw',
    path: 'M12 12c-3 0-5.500 3-5.500 5.500C6.500 19.500 8 20 9.500 19.500c1.700-.6 3.300-.6 5 0 1.500.5 3 0 3-2C17.500 15 15 12 12 12ZM4.500 10.500v2M9 5.500V8M15 5.500V8M19.500 10.500v2',
    words: ['animal', 'wildlife', 'fauna', 'pet ', 'zoo'],
  },
]
