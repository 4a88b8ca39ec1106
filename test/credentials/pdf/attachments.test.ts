import { deflateSync } from 'node:zlib'
import { expect } from 'chai'
import fc from 'fast-check'
import { isPdf, readAttachments } from '../../../src/credentials/pdf/attachments.ts'
import { pdfWith } from '../../support/carriers.ts'

/** A PDF put together by hand, each object as it is given; the first is its catalogue. */
function pdfOf(...objects: readonly (string | Buffer)[]): Buffer {
  const parts = objects.map((object, place) =>
    Buffer.concat([
      Buffer.from(`${place + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]),
  )
  const trailer = `trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n0\n%%EOF`
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...parts, Buffer.from(trailer)])
}

/** One attachment whose bytes are packed by the given filters. */
function packed(filter: string, data: Buffer): Buffer {
  return pdfOf(
    '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
    '<< /Type /Filespec /F (a) /EF << /F 5 0 R >> >>',
    Buffer.concat([
      Buffer.from(`<< /Filter ${filter} /Length ${data.length} >>\nstream\n`),
      data,
      Buffer.from('\nendstream'),
    ]),
  )
}

describe('Reading what is attached to a PDF', function () {
  // Each is read in a thread that is started for it.
  this.timeout(120_000)

  it('gives back the exact bytes that were attached, whatever they are', async () => {
    const files = fc.array(fc.uint8Array({ maxLength: 5_000 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(files, async (attached) => {
        const answer = await readAttachments(await pdfWith(attached))
        expect(answer.ok && answer.attachments.map((one) => [...one])).to.deep.equal(
          attached.map((one) => [...one]),
        )
      }),
      { numRuns: 4 },
    )
  })

  it('knows a PDF by what it begins with', async () => {
    expect(isPdf(await pdfWith([]))).to.equal(true)
    expect(isPdf(Buffer.from(`${' '.repeat(1000)}%PDF-1.4`))).to.equal(true)
    expect(isPdf(Buffer.from(`${' '.repeat(1024)}%PDF-1.4`))).to.equal(false)
    expect(isPdf(new Uint8Array())).to.equal(false)
  })

  it('looks at no more files than it may', async () => {
    const answer = await readAttachments(await pdfWith(Array<string>(30).fill('x')))
    expect(answer.ok && answer.attachments).to.have.length(20)
  })

  const bomb = () => deflateSync(Buffer.alloc(600_000_000, 0x20), { level: 9 })
  const costly: Record<string, () => Buffer> = {
    'unpacks to far more than it is': () => packed('/FlateDecode', bomb()),
    'is packed twice': () => packed('[/FlateDecode /FlateDecode]', deflateSync(bomb())),
    'repeats one byte': () => packed('/RunLengthDecode', Buffer.alloc(4_000_000, 129)),
  }
  for (const [what, make] of Object.entries(costly)) {
    it(`gives up on one that ${what}`, async () => {
      const answer = await readAttachments(make())
      expect(answer).to.deep.equal({ ok: false, fault: 'pdf-too-costly' })
    })
  }

  it('ends a thread that takes longer than it may', async () => {
    const started = Date.now()
    const answer = await readAttachments(await pdfWith(['x']), { milliseconds: 1 })
    expect(answer).to.deep.equal({ ok: false, fault: 'pdf-too-costly' })
    expect(Date.now() - started).to.be.below(2_000)
  })

  it('answers what turns in circles, lies or is cut off', async () => {
    const catalogue = '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>'
    const none = '<< /Type /Pages /Kids [] /Count 0 >>'
    const pictures = [
      pdfOf(catalogue, '<< /Type /Pages /Kids [2 0 R] /Count 999999999 >>', '<< /Kids [3 0 R] >>'),
      pdfOf(catalogue, none, '<< /Names [(a) 4 0 R] >>', '<< /EF << /F 4 0 R >> /F 4 0 R >>'),
      pdfOf('1 0 R'),
      pdfOf(catalogue, none, '['.repeat(200_000)),
      pdfOf(catalogue, none, `<< /Names [${'(a) 2 0 R '.repeat(20_000)}] >>`),
      packed('/DCTDecode', Buffer.from('ffd8ffc0001108ffffffff03012200021101031101ffd9', 'hex')),
      packed('/JBIG2Decode', Buffer.alloc(64, 0xff)),
      packed('/Nonsense', Buffer.from('x')),
      Buffer.from('%PDF-1.7\nstartxref\n9\n%%EOF'),
    ]
    for (const picture of pictures) {
      const answer = await readAttachments(picture)
      if (answer.ok) expect(answer.attachments.length).to.be.at.most(1)
      else expect(answer.fault).to.be.oneOf(['broken-pdf', 'pdf-too-costly'])
    }
  })

  it('answers whatever bytes are changed or cut', async () => {
    const whole = Buffer.from(await pdfWith(['{"a":1}']))
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), async (changes, cut) => {
        const bytes = Buffer.from(whole.subarray(0, whole.length - (cut % 3 === 0 ? cut : 0)))
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
        expect(await readAttachments(bytes))
          .to.have.property('ok')
          .that.is.a('boolean')
      }),
      { numRuns: 5 },
    )
  })
})
