import { ngssPractices } from '../../src/frameworks/ngss-practices.ts'

/** Three places of learning of different sectors, and what each awards. */
export const places = [
  {
    organization: {
      name: 'Riverside Science Museum',
      sector: 'museum',
      email: 'badges@riverside-museum.example',
      url: 'https://riverside-museum.example/',
      description:
        'A museum on the river, with a lab where young people test what they wonder about.',
    },
    owner: { name: 'Amara Okafor', email: 'amara@riverside-museum.example' },
    achievement: {
      name: 'Water Quality Explorer',
      description: 'Plans and carries out a water test, and explains what the numbers mean.',
      criteria:
        'To earn this badge you\n\n- plan a test of river water with a partner\n- measure **pH, clearness and oxygen** twice\n- explain to a visitor what you found',
      practices: [0, 2, 3],
    },
  },
  {
    organization: {
      name: 'Biblioteca Central',
      sector: 'library',
      email: 'insignias@biblioteca-central.example',
      url: 'https://biblioteca-central.example/',
      description: 'La biblioteca de todos, con un taller de datos y modelos.',
    },
    owner: { name: 'Lucía Peña', email: 'lucia@biblioteca-central.example' },
    achievement: {
      name: 'Narradora de datos',
      description: 'Cuenta una historia con datos y la defiende con evidencia.',
      criteria: 'Reúne datos, construye un modelo y **defiende** tu explicación ante el grupo.',
      practices: [1, 4, 6],
    },
  },
  {
    organization: {
      name: 'Northfield Robotics Club',
      sector: 'afterschool',
      email: 'club@northfield-robotics.example',
      url: 'https://northfield-robotics.example/',
      description: 'An afterschool club where a broken robot is where the fun starts.',
    },
    owner: { name: 'Sam Whitehorse', email: 'sam@northfield-robotics.example' },
    achievement: {
      name: 'Robot Problem Solver',
      description: 'Finds out why a machine fails, designs a fix and tells others how it works.',
      criteria: 'Find a fault, design a fix, test it **three times**, and teach somebody else.',
      practices: [5, 7],
    },
  },
] as const

export const rubric = {
  name: 'How far',
  levels: [
    { name: 'Starting out', description: 'With help, on a known problem.' },
    { name: 'On the way', description: 'Alone, on a known problem.' },
    { name: 'Guide', description: 'Alone, on a new problem, and helps others.' },
  ],
}

/** Accents, right-to-left, CJK, and one without an address. */
export const roster = [
  { name: "Zoë Núñez-O'Brien", email: 'zoe@learners.example', language: 'es', ageBand: 'adult' },
  { name: 'ليلى الفارسي', email: 'layla@learners.example', language: 'en', ageBand: 'adult' },
  { name: '山田 花子', email: 'hanako@learners.example', language: 'en', ageBand: 'minor' },
  { name: 'Starfish 7', language: 'en', ageBand: 'unknown' },
] as const

export function alignmentsOf(practices: readonly number[]) {
  return practices.flatMap((place) => ngssPractices[place] ?? [])
}
