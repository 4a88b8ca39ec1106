import { expect } from 'chai'
import { isSameAddress } from '../../src/verification/same-address.ts'

describe('Whether two ids name the same thing', () => {
  it('is told without percent-encoding and white space', () => {
    expect(isSameAddress(' https://school.example/a%20b', 'https://school.example/a b')).to.equal(
      true,
    )
    expect(isSameAddress('https://school.example/a%', 'https://school.example/a%')).to.equal(true)
    expect(isSameAddress('https://school.example/a', 'https://school.example/b')).to.equal(false)
    expect(isSameAddress(undefined, undefined)).to.equal(false)
  })

  it('is told letter for letter of a DID: a port of a server is not a path on another', () => {
    const port = 'did:web:school.example%3A8443'
    expect(isSameAddress(port, `${port} `)).to.equal(true)
    expect(isSameAddress(port, 'did:web:school.example:8443')).to.equal(false)
  })
})
