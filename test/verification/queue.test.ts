import { expect } from 'chai'
import { parseJsonObject } from '../../src/credentials/json.ts'
import { WaymarkError } from '../../src/errors.ts'
import { createQueue } from '../../src/verification/queue.ts'
import { createForeignIssuer, fakeNetwork } from '../support/foreign-issuer.ts'
import { checkNamed, verificationOver, without } from '../support/verification.ts'

describe('The queue of verifications', () => {
  const gate = () => {
    let open = (): void => undefined
    const promise = new Promise<void>((resolve) => {
      open = resolve
    })
    return { promise, open: () => open() }
  }

  it('does so many at once, in the order of arrival, and turns away who finds no place', async () => {
    const queue = createQueue({ running: 2, waiting: 2 })
    const gates = Array.from({ length: 4 }, gate)
    const begun: number[] = []
    const done = gates.map(({ promise }, n) =>
      queue(async () => {
        begun.push(n)
        await promise
        return n
      }),
    )
    expect(begun).to.deep.equal([0, 1])
    const refused = await queue(() => Promise.resolve()).catch((error: unknown) => error)
    expect(refused)
      .to.be.instanceOf(WaymarkError)
      .that.includes({ code: 'not-ready', retryAfter: 2 })
    gates[1]?.open()
    await done[1]
    expect(begun).to.deep.equal([0, 1, 2])
    gates.forEach(({ open }) => open())
    expect(await Promise.all(done)).to.deep.equal([0, 1, 2, 3])
    expect(await queue(() => Promise.resolve('again'))).to.equal('again')
  })

  it('gives the place of a failure to the next', async () => {
    const queue = createQueue({ running: 1, waiting: 1 })
    const failing = queue(() => Promise.reject(new Error('no')))
    const next = queue(() => Promise.resolve('next'))
    expect(await failing.catch(() => 'failed')).to.equal('failed')
    expect(await next).to.equal('next')
  })

  it('stands before every verification', async () => {
    const verification = verificationOver(fakeNetwork(), { places: { running: 1, waiting: 1 } })
    const text = '{"type":["VerifiableCredential"]}'
    const codes = await Promise.all(
      [1, 2, 3].map(() =>
        verification.verifyPasted(text).then(
          ({ verdict }) => verdict,
          (error: unknown) => error instanceof WaymarkError && error.code,
        ),
      ),
    )
    expect(codes).to.deep.equal(['invalid', 'invalid', 'not-ready'])
  })

  it('is for work that is bounded: few proofs, few values', async () => {
    const issuer = await createForeignIssuer()
    const network = fakeNetwork()
    await issuer.serve(network)
    const verification = verificationOver(network)
    const signed = parseJsonObject(
      await issuer.sign(without(issuer.unsigned(), 'credentialStatus')),
    )
    const proof = signed['proof'] ?? null
    const codeOf = async (changes: object) => {
      const text = JSON.stringify({ ...signed, ...changes })
      return checkNamed(await verification.verifyPasted(text), 'proof')?.code
    }
    const works = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ type: ['Evidence'], name: `Work ${n}` }))
    const times = (count: number) => Array.from({ length: count }, () => proof)
    expect(await codeOf({ proof: times(5) })).to.equal('signed-by-issuer')
    expect(await codeOf({ proof: times(6) })).to.equal('proofs-too-many')
    expect(await codeOf({ evidence: works(400) })).to.equal('signature-invalid')
    expect(await codeOf({ evidence: works(600) })).to.equal('too-complex')
  })
})
