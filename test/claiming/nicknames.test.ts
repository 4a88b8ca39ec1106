import { expect } from 'chai'
import fc from 'fast-check'
import { Check } from 'typebox/value'
import { Nickname } from '../../schemas/requests/claiming.ts'
import { offerNicknames } from '../../src/claiming/nicknames.ts'

describe('the nicknames that a kiosk offers', () => {
  it('are short, different, and such as may be typed as well, whatever chance says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en' as const, 'es' as const),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (language, count, stream) => {
          const random = (size: number) => Uint8Array.from(stream.take(size))
          const offered = offerNicknames(language, count, random)
          expect(new Set(offered).size).to.equal(count)
          for (const nickname of offered) {
            expect(Check(Nickname, nickname), nickname).to.equal(true)
            expect(nickname).to.match(/^\p{L}+ \p{L}+ \d{1,2}$/u)
          }
        },
      ),
    )
  })

  it('typed ones hold no address, no hidden marks and no whole life', () => {
    for (const good of ['Blue Otter 7', 'नीला ऊदबिलाव', 'ثعلب ٧', '蓝水獭', 'O’Neil']) {
      expect(Check(Nickname, good), good).to.equal(true)
    }
    for (const bad of [
      '',
      '  ',
      'me@example.org',
      'a\u202eb',
      'a\nb',
      'x'.repeat(41),
      'a\u200bb',
    ]) {
      expect(Check(Nickname, bad), bad).to.equal(false)
    }
  })
})
