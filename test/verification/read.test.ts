import { expect } from 'chai'
import sharp from 'sharp'
import { bakePng } from '../../src/credentials/baking/png.ts'
import { bakeSvg } from '../../src/credentials/baking/svg.ts'
import { WaymarkError } from '../../src/errors.ts'
import { readQr } from '../../src/images/read-qr.ts'
import { createQueue } from '../../src/verification/queue.ts'
import {
  onlyBadge,
  readAddress,
  readBytes,
  type OwnShare,
} from '../../src/verification/read-address.ts'
import { maxFileBytes } from '../../src/verification/read.ts'
import {
  today,
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type Served,
} from '../support/foreign-issuer.ts'
import { onePixelPng, pngChunk } from '../support/tiny-png.ts'
import { pdfWith, qrPicture } from '../support/carriers.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'

/** A picture as Open Badges 2.0 has it: an address in the verify attribute. */
const oldSvg = (address: string) =>
  svg.replace(
    '<circle',
    `<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="${address}"/><circle`,
  )

/** A PNG with a text under a keyword (tEXt), as before Open Badges 2.0. */
const bakedWith = (keyword: string, text: string) =>
  onePixelPng(pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`)))

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

  const deps = (network: FakeNetwork, own: OwnShare = { kind: 'not-ours' }) => ({
    network,
    now: () => today,
    ownShare: () => Promise.resolve(own),
    readQr,
    unpacking: createQueue({ running: 1, waiting: 10 }),
  })
  const read = async (content: string | Uint8Array, network = fakeNetwork()) =>
    onlyBadge(await readBytes(Buffer.from(content), deps(network)))
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

  it('takes JSON and a JWT, keeping their exact text', async () => {
    expect(await read(json)).to.include({ format: 'json', text: json })
    expect(await read(`\uFEFF${json}\n`)).to.include({ format: 'json', text: json })
    expect(await read(`  ${jwt}\n`)).to.include({ format: 'jwt', text: jwt })
  })

  it('takes the credential out of a PNG and an SVG, in either form', async () => {
    for (const [text, form] of [
      [json, 'embedded'],
      [jwt, 'jwt'],
    ] as const) {
      const fromPng = await read(bakePng(png, text))
      expect(fromPng).to.include({ format: 'png', text })
      expect(fromPng.secured.form).to.equal(form)
      const fromSvg = await read(bakeSvg(Buffer.from(svg), text))
      expect(fromSvg).to.include({ format: 'svg', text })
      expect(fromSvg.secured.form).to.equal(form)
    }
  })

  it('takes the credential out of the wrappers of other interfaces', async () => {
    const credential: unknown = JSON.parse(json)
    const wrapped: unknown[] = [
      { verifiableCredential: credential },
      { verifiableCredential: [credential] },
      { type: ['VerifiablePresentation'], verifiableCredential: [credential] },
      [credential],
    ]
    for (const wrapper of wrapped) {
      expect(await read(JSON.stringify(wrapper))).to.include({ format: 'json', text: json })
    }
    const enveloped = {
      '@context': 'https://www.w3.org/ns/credentials/v2',
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${jwt}`,
    }
    for (const wrapper of [{ verifiableCredential: jwt }, jwt, enveloped]) {
      expect(await read(JSON.stringify(wrapper))).to.include({ format: 'jwt', text: jwt })
    }
  })

  it('takes an Open Badges 2.0 assertion for what it is, to be reported', async () => {
    const assertion = {
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'Assertion',
      id: 'https://x.example/1',
    }
    const { secured } = await read(JSON.stringify(assertion))
    expect(secured.credential['type']).to.equal('Assertion')
  })

  it('takes the credential out of a PDF: the first attachment that is one', async () => {
    const drawing = Buffer.from(bakeSvg(Buffer.from(svg), json))
    const cases: [(string | Uint8Array)[], string][] = [
      [[json], json],
      [['a letter', '{"a":1}', png, jwt, json], jwt],
      [[bakePng(png, jwt)], jwt],
      [[svg, drawing], json],
    ]
    for (const [files, text] of cases) {
      expect(await read(await pdfWith(files))).to.include({ format: 'pdf', text })
    }
    expect(await read(await pdfWith([], { pinned: [json] }))).to.include({ text: json })
  })

  it('takes the credential out of a QR code, or from where it leads', async () => {
    const short = 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6eCJ9.c2ln'
    expect(await read(await qrPicture(short))).to.include({ format: 'qr', text: short })
    const address = 'https://elsewhere.example/badge'
    const network = fakeNetwork(new Map([[address, json]]))
    expect(await read(await qrPicture(address), network)).to.include({
      format: 'qr',
      text: json,
      source: address,
    })
  })

  it('believes what is baked into a picture before what it shows', async () => {
    const picture = bakePng(await qrPicture('https://elsewhere.example/other'), json)
    expect(await read(picture)).to.include({ format: 'png', text: json })
  })

  it('follows the address that an older badge has baked in, and not for ever', async () => {
    const address = 'https://old.example.org/assertions/1'
    const baked = bakedWith('openbadges', address)
    const network = fakeNetwork(new Map<string, Served>([[address, json]]))
    for (const picture of [baked, oldSvg(address)]) {
      const found = await read(picture, network)
      expect(found).to.include({ text: json, source: address })
      expect(found.format).to.be.oneOf(['png', 'svg'])
    }
    network.served.set(address, baked)
    network.asked.length = 0
    expect(await refusal(() => read(baked, network))).to.equal('unreadable-credential address')
    expect(network.asked).to.have.length(3)
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
      [Buffer.from([0xff, 0xfe, 0xff, 0xe0]), 'bytes'],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'picture-without-credential'],
      ['%PDF-1.7 and no more', 'broken-pdf'],
      [await pdfWith(['no badge']), 'pdf-without-credential'],
      [await pdfWith([json], { userPassword: 'secret' }), 'pdf-locked'],
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
        work: () => readAddress(address, deps(network, own)),
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
