import { expect } from 'chai'
import sharp from 'sharp'
import { bakePng } from '../../src/credentials/baking/png.ts'
import { bakeSvg } from '../../src/credentials/baking/svg.ts'
import { WaymarkError } from '../../src/errors.ts'
import { readAddress, type OwnShare } from '../../src/verification/read-address.ts'
import { maxFileBytes, readBytes } from '../../src/verification/read.ts'
import { createForeignIssuer, fakeNetwork, type Served } from '../support/foreign-issuer.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'

describe('Reading what somebody hands in', () => {
  let json: string
  let jwt: string
  let png: Uint8Array
  before(async () => {
    const issuer = await createForeignIssuer()
    json = await issuer.sign(issuer.unsigned())
    jwt = issuer.jwt(issuer.unsigned())
    const blank = { width: 9, height: 9, channels: 4, background: '#048' } as const
    png = await sharp({ create: blank }).png().toBuffer()
  })

  const read = (content: string | Uint8Array) => readBytes(Buffer.from(content))
  /** What it says was found instead of a credential. */
  const refusal = async (work: () => unknown) => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof WaymarkError)) throw error
      return `${error.code} ${Object.values(error.values).join(' ')}`.trim()
    }
    return 'nothing refused'
  }

  it('takes JSON and a JWT, keeping their exact text', () => {
    expect(read(json)).to.include({ format: 'json', text: json })
    expect(read(`\uFEFF${json}\n`)).to.include({ format: 'json', text: json })
    expect(read(`  ${jwt}\n`)).to.include({ format: 'jwt', text: jwt })
  })

  it('takes the credential out of a PNG and an SVG, in either form', () => {
    for (const [text, form] of [
      [json, 'embedded'],
      [jwt, 'jwt'],
    ] as const) {
      const fromPng = read(bakePng(png, text))
      expect(fromPng).to.include({ format: 'png', text })
      expect(fromPng.secured.form).to.equal(form)
      const fromSvg = read(bakeSvg(Buffer.from(svg), text))
      expect(fromSvg).to.include({ format: 'svg', text })
      expect(fromSvg.secured.form).to.equal(form)
    }
  })

  it('takes the credential out of the wrappers of other interfaces', () => {
    const credential: unknown = JSON.parse(json)
    const wrapped: unknown[] = [
      { verifiableCredential: credential },
      { verifiableCredential: [credential] },
      { type: ['VerifiablePresentation'], verifiableCredential: [credential] },
      [credential],
    ]
    for (const wrapper of wrapped) {
      expect(read(JSON.stringify(wrapper))).to.include({ format: 'json', text: json })
    }
    const enveloped = {
      '@context': 'https://www.w3.org/ns/credentials/v2',
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${jwt}`,
    }
    for (const wrapper of [{ verifiableCredential: jwt }, jwt, enveloped]) {
      expect(read(JSON.stringify(wrapper))).to.include({ format: 'jwt', text: jwt })
    }
  })

  it('takes an Open Badges 2.0 assertion for what it is, to be reported', () => {
    const assertion = {
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'Assertion',
      id: 'https://x.example/1',
    }
    expect(read(JSON.stringify(assertion)).secured.credential['type']).to.equal('Assertion')
  })

  it('says what it was instead of a credential', async () => {
    const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`
    const cases: [string | Uint8Array, string][] = [
      ['', 'nothing'],
      ['  \n', 'nothing'],
      ['hello', 'text'],
      ['{"type":', 'broken-json'],
      ['{"type":"a","type":"b"}', 'broken-json'],
      ['{"a":1}', 'json-without-credential'],
      ['7', 'text'],
      ['[]', 'json-without-credential'],
      [deep, 'broken-json'],
      ['aaaa.bbbb.cccc', 'broken-jwt'],
      ['<html><body></body></html>', 'web-page'],
      ['<?xml version="1.0"?><rss/>', 'xml'],
      [svg, 'picture-without-credential'],
      [png, 'picture-without-credential'],
      [png.subarray(0, 40), 'broken-picture png'],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'bytes'],
    ]
    for (const [content, found] of cases) {
      const said = await refusal(() => read(content))
      expect(said, found).to.equal(`unreadable-credential ${found}`)
    }
  })

  it('refuses what is too large', async () => {
    expect(await refusal(() => read(Buffer.alloc(maxFileBytes + 1, 32)))).to.equal('too-large')
    expect(await refusal(() => read(`{"type":"${'x'.repeat(1_000_001)}"}`))).to.equal('too-large')
  })

  describe('from an address', () => {
    const at = (
      address: string,
      served: Record<string, Served>,
      own: OwnShare = { kind: 'not-ours' },
    ) => {
      const network = fakeNetwork(new Map(Object.entries(served)))
      return {
        network,
        work: () => readAddress(address, { network, ownShare: () => Promise.resolve(own) }),
      }
    }

    it('takes our own shares without asking the network', async () => {
      const { network, work } = at(
        'https://badges.example.org/s/x',
        {},
        { kind: 'open', text: json },
      )
      expect(await work()).to.include({ format: 'json', source: 'https://badges.example.org/s/x' })
      expect(network.asked).to.deep.equal([])
      const closed = at('https://badges.example.org/s/x', {}, { kind: 'closed' })
      expect(await refusal(closed.work)).to.equal('unreadable-credential share-closed')
      expect(closed.network.asked).to.deep.equal([])
    })

    it('fetches what lies elsewhere, in any form', async () => {
      const address = 'https://elsewhere.example/badge'
      for (const [content, format] of [
        [json, 'json'],
        [jwt, 'jwt'],
        [bakePng(png, json), 'png'],
      ] as const) {
        expect(await at(` ${address}\n`, { [address]: content }).work()).to.include({
          format,
          source: address,
        })
      }
    })

    it('says why it could not', async () => {
      const address = 'https://elsewhere.example/badge'
      const cases: [Served, string][] = [
        [404, 'not-reached HTTP 404'],
        [{ refusal: 'refused-address' }, 'not-reached refused-address'],
        ['<!doctype html><html></html>', 'web-page'],
      ]
      for (const [served, found] of cases) {
        const said = await refusal(at(address, { [address]: served }).work)
        expect(said).to.equal(`unreadable-credential ${found}`)
      }
    })
  })
})
