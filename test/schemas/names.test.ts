import { expect } from 'chai'
import fc from 'fast-check'
import Type from 'typebox'
import { Name } from '../../schemas/requests/common.ts'
import { createValidation } from '../../src/web/validation.ts'

describe('a name that is typed', () => {
  const check = createValidation().exact(Type.Object({ name: Name }))
  const rulesOf = (name: string) => {
    const checked = check({ name })
    return checked.ok ? [] : checked.problems.map(({ rule }) => rule)
  }

  it('is refused with its own sentence where it holds what nobody sees', () => {
    const hidden = fc.constantFrom(
      '\0',
      '\n',
      '\r\n',
      '\t',
      '\x1b',
      '\x7f',
      '\x85',
      '\u202e',
      '\u2067',
    )
    fc.assert(
      fc.property(fc.string(), hidden, fc.string(), (before, mark, after) => {
        const name = `${before.slice(0, 90)}x${mark}${after.slice(0, 90)}`
        expect(rulesOf(name)).to.deep.equal(['hidden-characters'])
      }),
    )
  })

  it('may be of any script, with the marks and joiners that it is written with', () => {
    const names = [
      "Zoë Núñez-O'Brien",
      'ليلى الفارسي',
      'מוזיאון\u200f!',
      'नेहा क्\u200dष',
      '山田\u3000花子',
      '👩‍🔬',
    ]
    for (const name of names) expect(rulesOf(name), name).to.deep.equal([])
  })

  it('is missing where it holds spaces only', () => {
    expect(rulesOf('   ')).to.deep.equal(['required'])
  })
})
