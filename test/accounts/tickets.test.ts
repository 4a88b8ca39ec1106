import { expect } from 'chai'
import jwt from 'jsonwebtoken'
import { createTickets } from '../../src/accounts/tickets.ts'

describe('tickets in mailed links', () => {
  const secret = Buffer.alloc(32, 7)
  let time = new Date('2026-05-01T10:00:00Z')
  const tickets = createTickets(secret, () => time)

  beforeEach(() => {
    time = new Date('2026-05-01T10:00:00Z')
  })

  it('give their id back, for their purpose only', () => {
    const token = tickets.issue('sign-in', 'an-id', 20)
    expect(tickets.read('sign-in', token)).to.equal('an-id')
    expect(tickets.read('invitation', token)).to.equal(undefined)
  })

  it('end after their minutes', () => {
    const token = tickets.issue('sign-in', 'an-id', 20)
    time = new Date('2026-05-01T10:19:59Z')
    expect(tickets.read('sign-in', token)).to.equal('an-id')
    time = new Date('2026-05-01T10:20:00Z')
    expect(tickets.read('sign-in', token)).to.equal(undefined)
  })

  it('are nobody else’s to make: another secret, no signature, another algorithm, a changed letter', () => {
    const claims = { jti: 'an-id', aud: 'sign-in', exp: 4_000_000_000 }
    const good = tickets.issue('sign-in', 'an-id', 20)
    const forged = [
      jwt.sign(claims, Buffer.alloc(32, 8)),
      jwt.sign(claims, null, { algorithm: 'none' }),
      jwt.sign(claims, secret, { algorithm: 'HS512' }),
      `${good.slice(0, -2)}xx`,
      'nonsense',
      '',
    ]
    expect(forged.map((token) => tickets.read('sign-in', token))).to.deep.equal(
      forged.map(() => undefined),
    )
  })

  it('hold no more than an id, a purpose and an end', () => {
    const claims = jwt.decode(tickets.issue('sign-in', 'an-id', 20))
    expect(Object.keys(typeof claims === 'object' ? (claims ?? {}) : {})).to.have.members([
      'jti',
      'aud',
      'iat',
      'exp',
    ])
  })
})
