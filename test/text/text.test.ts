import { expect } from 'chai'
import { errorCodes } from '../../src/errors.ts'
import { formatDate, formatDateTime } from '../../src/text/dates.ts'
import { en } from '../../src/text/en.ts'
import { es } from '../../src/text/es.ts'
import { directionOf, negotiateLanguage } from '../../src/text/languages.ts'
import { createTexts, errorText } from '../../src/text/text.ts'

/** Every sentence under its dotted path. */
function sentences(texts: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] => {
      if (typeof value === 'string') return [[`${prefix}${key}`, value]]
      return typeof value === 'object' && value !== null
        ? [...sentences(value, `${prefix}${key}.`)]
        : []
    }),
  )
}

const gapsOf = (sentence: string) => (sentence.match(/\{\{\w+\}\}/g) ?? []).sort().join()

describe('the texts', () => {
  const english = sentences(en)
  const spanish = sentences(es)

  it('have every key in every language', () => {
    expect([...spanish.keys()].sort()).to.deep.equal([...english.keys()].sort())
    expect(english.size).to.be.greaterThan(100)
  })

  it('leave the same gaps in every language', () => {
    for (const [key, sentence] of english) {
      expect(gapsOf(spanish.get(key) ?? ''), key).to.equal(gapsOf(sentence))
    }
  })

  it('have no empty sentence, and no stray space', () => {
    for (const [key, sentence] of [...english, ...spanish]) {
      expect(sentence.trim(), key).to.equal(sentence).and.not.equal('')
    }
  })

  it('have both forms of every plural', () => {
    for (const key of english.keys()) {
      if (key.endsWith('_one'))
        expect(english.has(key.replace(/_one$/, '_other')), key).to.equal(true)
    }
  })

  const texts = createTexts()

  it('say for every error what happened and what to do next', () => {
    for (const language of ['en', 'es'] as const) {
      for (const code of errorCodes) {
        const { title, next } = errorText(texts.textFor(language), code)
        expect(title, code).to.not.contain(code)
        expect(next, code).to.match(/[.?!]$/)
      }
    }
  })

  it('count in the way of the language', () => {
    const inSpanish = texts.textFor('es')
    expect(texts.textFor('en')('common.badges', { count: 1 })).to.equal('1 badge')
    expect(texts.textFor('en')('common.badges', { count: 0 })).to.equal('0 badges')
    expect(inSpanish('common.badges', { count: 1 })).to.equal('1 insignia')
    expect(inSpanish('common.badges', { count: 1_000_000 })).to.equal('1000000 insignias')
  })

  it('fill gaps with exactly what was given, whatever it looks like', () => {
    const name = '<b>"Ana" & $t(nav.home) {{other}}</b>'
    expect(texts.textFor('en')('common.logo', { name })).to.equal(`Logo of ${name}`)
  })

  it('let no name turn the sentence round: what runs to the left is isolated, marks of direction are dropped', () => {
    const logoOf = (name: string) => texts.textFor('en')('common.logo', { name })
    expect(logoOf('متحف النهر')).to.equal('Logo of \u2068متحف النهر\u2069')
    expect(logoOf('\u2069\u202eמוזיאון')).to.equal('Logo of \u2068מוזיאון\u2069')
    expect(logoOf('River\u202e Museum\u2066')).to.equal('Logo of River Museum')
  })
})

describe('the language of an answer', () => {
  it('is what was chosen, before what the browser asks for', () => {
    expect(negotiateLanguage([undefined, 'es'], 'en')).to.equal('es')
    expect(negotiateLanguage(['en', 'es'], 'es')).to.equal('en')
  })

  it('follows the order and the weights of Accept-Language, regions and all', () => {
    expect(negotiateLanguage([], 'fr-CH, fr;q=0.9, es-MX;q=0.8, en;q=0.7')).to.equal('es')
    expect(negotiateLanguage([], 'en;q=0.2, es-419')).to.equal('es')
    expect(negotiateLanguage([], 'es;q=0, fr')).to.equal('en')
  })

  it('is English where nothing fits or nothing sensible is said', () => {
    for (const header of [undefined, '', '*', 'zh', ';;;,,q=', 'es;q=abc', 'x'.repeat(100_000)]) {
      expect(negotiateLanguage(['<script>', 'toString'], header)).to.equal('en')
    }
  })

  it('has a direction', () => {
    expect(directionOf('es')).to.equal('ltr')
  })
})

describe('a date', () => {
  it('is written as people of the language write it, by the day in UTC', () => {
    expect(formatDate('en', '2026-01-31T23:59:59Z')).to.equal('January 31, 2026')
    expect(formatDate('es', '2026-01-31T23:59:59Z')).to.equal('31 de enero de 2026')
  })

  it('says its zone where it tells the time', () => {
    expect(formatDateTime('en', '2026-01-31T00:05:00Z')).to.match(/January 31, 2026.*00:05.*UTC/)
  })

  it('is shown as it came where it is no date', () => {
    expect(formatDate('en', 'soon')).to.equal('soon')
  })
})
