import { expect } from 'chai'
import sharp from 'sharp'
import { readQr } from '../../src/images/read-qr.ts'
import type { ApplyPoster } from '../../src/print/apply-poster.ts'
import { createPress } from '../../src/print/press.ts'
import { createTexts } from '../../src/text/text.ts'
import { heardIn, picturesOf } from '../support/pdf-pictures.ts'

const press = createPress(createTexts().textFor)
const address = 'https://badges.school-district.example.org/apply/ERre8Ij2tWvINkni3CFwCg'

const poster = async (more: Partial<ApplyPoster> = {}) => {
  const create = { width: 60, height: 60, channels: 3, background: '#7a8' } as const
  return press.drawApplyPoster({
    achievementName: 'River Watcher',
    organizationName: 'Museum of Rivers and Streams',
    picture: await sharp({ create }).png().toBuffer(),
    asked: ['Your notes, as a photo.', '• what you found out'],
    criteria: ['Come for a year.'],
    rubric: {
      name: 'How far',
      levels: [{ name: 'Starting out' }, { name: 'Guide', description: 'shows others how' }],
    },
    who: 'anybody',
    until: '2027-06-30',
    code: 'X4B2-9FGH-JKMN-P',
    address,
    typedAt: 'badges.school-district.example.org/apply',
    paper: 'a4',
    language: 'en',
    now: new Date('2026-11-27T08:00:00Z'),
    ...more,
  })
}

/** The badge and what is asked in the script of each place; the longest that there can be, too. */
const badges: readonly Partial<ApplyPoster>[] = [
  {},
  { achievementName: 'مراقب النهر', organizationName: 'متحف الأنهار', asked: ['أرنا ما وجدته.'] },
  { achievementName: '河流观察员', asked: ['写下你发现了什么。'.repeat(60)], language: 'es' },
  { achievementName: 'नदी प्रहरी', criteria: ['एक साल तक आओ।'], asked: [] },
  {
    achievementName: 'Beobachterin '.repeat(8),
    asked: ['Long words. '.repeat(400)],
    criteria: Array.from({ length: 30 }, (_, place) => `• thing ${place}`),
    rubric: {
      name: 'Level '.repeat(20),
      levels: Array.from({ length: 12 }, () => ({
        name: 'So far',
        description: 'and more '.repeat(30),
      })),
    },
  },
]

/** Without spaces: where a line ends, none is drawn. */
const plain = (words: string) => words.replaceAll(/\s+/g, '')

describe('a poster for a badge that one can apply for', () => {
  for (const paper of ['a4', 'letter'] as const) {
    it(`is one page on ${paper} whose code is read back from its picture, whatever is asked and in whatever script`, async function () {
      this.timeout(120_000)
      for (const badge of badges) {
        const pictures = await picturesOf(await poster({ ...badge, paper }))
        expect(pictures).to.have.length(1)
        expect(await readQr(pictures[0]!), badge.achievementName).to.equal(address)
      }
    })
  }

  it('says to screen readers what stands where: badge, what is asked, levels, code and last day', async () => {
    const { info, isTagged, pages, roles } = await heardIn(await poster({ language: 'es' }))
    expect(isTagged).to.equal(true)
    expect(info).to.include({ Title: 'Solicita River Watcher', Language: 'es' })
    expect([...roles]).to.include.members(['H1', 'H2', 'P', 'Figure', 'Sect'])
    const [words = ''] = pages
    for (const said of [
      'River Watcher',
      'Your notes',
      'Come for a year.',
      '2. Guide: shows others how',
      'X4B2-9FGH-JKMN-P',
      'badges.school-district.example.org/apply',
      '30 de junio de 2027',
    ]) {
      expect(plain(words)).to.contain(plain(said))
    }
  })

  it('without words of its own says what to hand in all the same, and who can apply', async () => {
    const [words = ''] = (await heardIn(await poster({ asked: [], who: 'learners' }))).pages
    for (const said of ['Show what you did', 'For learners of Museum of Rivers and Streams']) {
      expect(plain(words)).to.contain(plain(said))
    }
  })
})
