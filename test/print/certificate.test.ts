import { expect } from 'chai'
import { readAttachments } from '../../src/credentials/pdf/attachments.ts'
import { readQr } from '../../src/images/read-qr.ts'
import { rasterize } from '../../src/images/rasterize.ts'
import { ground, type Certificate } from '../../src/print/certificate.ts'
import { createPress } from '../../src/print/press.ts'
import { createTexts } from '../../src/text/text.ts'
import { drawArt } from '../../templates/art/art.ts'
import { contourLines } from '../../templates/art/map.tsx'
import { heardIn, picturesOf } from '../support/pdf-pictures.ts'
import { brokenRules, hasVeraPdf } from '../support/verapdf.ts'

const press = createPress(createTexts().textFor)
const address = 'https://badges.school-district.example.org/s/AbCdEfGhIjKlMnOpQrStUv'
const credential = JSON.stringify({ type: ['VerifiableCredential'], name: 'Zoë & <friends>' })

/** Names and words as people give them, and one whose title is markup. */
const people: Readonly<Record<string, Partial<Certificate>>> = {
  'in Latin letters': {},
  'in Arabic and Chinese, on Letter': {
    recipient: 'محمد عبد الرحمن (علي) 7',
    achievementName: '水质监测员',
    organizationName: 'متحف الأنهار',
    paper: 'letter',
    language: 'es',
  },
  'in Devanagari, Thai and Hangul': {
    recipient: 'प्रिया क्षेत्री',
    achievementName: 'ผู้เฝ้าดูแม่น้ำ',
    organizationName: '강 박물관',
  },
  'with markup in every word': {
    recipient: '<b>&amp;</b> ]]> "Zoë" \u0000\u{1f9a6}',
    achievementName: '</rdf:li> & <?xpacket end="w"?>',
    organizationName: '<script>alert(1)</script>',
    description: '&'.repeat(900),
  },
  'without a name, taken back, for trying out': {
    recipient: '',
    alignments: [],
    state: 'revoked',
    trial: true,
    leadsTo: 'verify',
  },
}

let picture: Uint8Array
const certificate = (more: Partial<Certificate> = {}) =>
  press.drawCertificate({
    achievementName: 'River Watcher',
    description: 'Watches a river through all the seasons.',
    organizationName: 'Museum of Rivers',
    issuer: 'did:web:badges.school-district.example.org:organizations:abc',
    picture,
    recipient: 'Zoë Núñez',
    level: 'Guide',
    alignments: ['SEP4 Analyzing and Interpreting Data'],
    awardedAt: '2026-11-20T10:00:00Z',
    validUntil: '2028-11-20T10:00:00Z',
    trial: false,
    address,
    leadsTo: 'share',
    sharedUntil: '2027-01-01T00:00:00Z',
    checkedAt: 'badges.school-district.example.org/verify',
    credential,
    contours: contourLines('river', ground.width, ground.height),
    paper: 'a4',
    language: 'en',
    now: new Date('2026-11-27T08:00:00Z'),
    ...more,
  })

describe('a certificate', function () {
  this.timeout(240_000)
  before(async () => {
    picture = await rasterize(drawArt({ name: 'River Watcher', seed: 'river' }), 600)
  })

  it('is one page lying on its side whose code is read back from its picture, on either paper', async () => {
    for (const paper of ['a4', 'letter'] as const) {
      const pictures = await picturesOf(await certificate({ paper }))
      expect(pictures).to.have.length(1)
      expect(await readQr(pictures[0]!)).to.equal(address)
    }
  })

  for (const [how, more] of Object.entries(people)) {
    it(`${how}: our own reader finds the signed credential in it, byte for byte`, async () => {
      const pdf = await certificate(more)
      const answer = await readAttachments(pdf, { milliseconds: 60_000 })
      if (!answer.ok) expect.fail(answer.fault)
      expect(answer.attachments.map((one) => Buffer.from(one).toString())).to.deep.equal([
        credential,
      ])
    })
  }

  it('says its title, its language and every word to screen readers, and what the badge looks like', async () => {
    const { info, isTagged, pages, roles } = await heardIn(await certificate({ language: 'es' }))
    expect(isTagged).to.equal(true)
    expect(info).to.include({ Title: 'Certificado: River Watcher', Language: 'es' })
    expect([...roles]).to.include.members(['H1', 'H2', 'P', 'Figure', 'Sect'])
    for (const said of ['Museum of Rivers', 'Zoë Núñez', 'River Watcher', 'Guide', 'SEP4']) {
      expect(pages[0]).to.contain(said)
    }
  })

  it('names nobody where there is no name, and says that it was taken back', async () => {
    const { pages } = await heardIn(await certificate({ recipient: '', state: 'revoked' }))
    expect(pages[0]).to.contain('awards this badge:').and.not.to.contain('Zoë')
    expect(pages[0]).to.contain('Revoked')
  })

  it('is of the kind that is kept: PDF/A-3b, its colours described, its fonts inside, nothing locked', async () => {
    const pdf = Buffer.from(await certificate()).toString('latin1')
    expect(pdf).to.contain('<pdfaid:part>3</pdfaid:part>')
    expect(pdf).to.contain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(pdf).to.contain('/OutputIntents').and.to.contain('/S /GTS_PDFA1')
    expect(pdf)
      .to.contain('/AFRelationship /Source')
      .and.to.match(/\/AF \[\d+ 0 R\]/)
    expect(pdf).not.to.contain('/Encrypt')
    const fonts = pdf.match(/\/Type \/FontDescriptor/g)?.length
    expect(pdf.match(/\/FontFile2 /g)?.length).to.equal(fonts)
  })

  describe('as veraPDF judges it', () => {
    if (!hasVeraPdf()) {
      it('NOT RUN: veraPDF is not installed')
      return
    }
    it('it keeps PDF/A-3b and PDF/UA-1, whatever the words, on either paper', async () => {
      const pdfs = await Promise.all(Object.values(people).map(certificate))
      expect(await brokenRules(pdfs, ['3b', 'ua1'])).to.deep.equal([])
    })
  })
})

describe('other print', () => {
  it('keeps its metadata well-formed whatever its title', async () => {
    const pdf = await press.drawPoster({
      achievementName: 'Rivers & <Streams>',
      organizationName: 'Museum',
      picture: await rasterize(drawArt({ name: 'River Watcher', seed: 'river' }), 60),
      code: 'X4B2-9FGH-JKMN-P',
      address,
      typedAt: 'badges.example.org/join',
      startsAt: '2026-11-27T00:00:00Z',
      endsAt: '2026-12-04T23:59:59Z',
      paper: 'a4',
      language: 'en',
      now: new Date('2026-11-27T08:00:00Z'),
    })
    const [metadata = ''] = /<x:xmpmeta[^]*<\/x:xmpmeta>/.exec(Buffer.from(pdf).toString()) ?? []
    expect(metadata).to.contain('Rivers &amp; &lt;Streams&gt;').and.not.to.contain('Rivers & <')
  })
})
