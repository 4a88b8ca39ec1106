import type { Draft } from '../draft.ts'

/** What the specimens are filled with: neither the service's own words nor anybody's name. */
export const sample = {
  short: 'Water Quality Explorer',
  long: 'Bartholomew Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausenbergerdorff',
  arabic: 'مستكشفة جودة المياه',
  arabicLine: 'خطّطت لاختبار ماء النهر وشرحت ما وجدت.',
  sentence: 'Plans and carries out a water test, and explains what the numbers mean.',
  address: 'https://badges.example/s/3nF8sV1qXr2bT6yWm9cKdA',
  options: [
    { value: 'one', label: 'Starting out', hint: 'With help, on a known problem.' },
    { value: 'two', label: 'On the way' },
    { value: 'three', label: 'Guide' },
  ],
} as const

export const filled: Draft = {
  values: {
    field: sample.short,
    area: sample.sentence,
    choice: 'two',
    tick: 'true',
    many: ['one', 'three'],
  },
  problems: [],
}

export const wrong: Draft = {
  values: { field: 'not an address', area: '', choice: '', many: [] },
  problems: ['field', 'area', 'choice', 'tick', 'many', 'file'].map((name) => ({
    path: `/${name}`,
    rule: name === 'field' ? 'format' : 'required',
  })),
  error: { code: 'invalid-request' },
}
