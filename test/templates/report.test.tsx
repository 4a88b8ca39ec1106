import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import type { Verdict, VerificationReport } from '../../schemas/requests/verification.ts'
import { createTexts } from '../../src/text/text.ts'
import { renderDocument } from '../../templates/document.tsx'
import { nobody } from '../../templates/shown.ts'
import { ReportPage } from '../../templates/verification/report.tsx'

const at = '2025-06-15T12:00:00Z'
type Check = VerificationReport['checks'][number]
const line = (
  name: Check['name'],
  code: string,
  values: NonNullable<Check['values']> = {},
): Check => ({
  name,
  result: 'passed',
  code,
  values,
  at,
})

function pageOf(verdict: Verdict, checks: Check[]): Document {
  const report = {
    kind: 'badge' as const,
    verdict,
    checks,
    credential: {
      proven: true,
      achievement: { name: 'Swimmer' },
      issuer: { id: 'did:web:pool.example', name: 'The Pool' },
      recipient: { form: 'id' as const },
      evidenceCount: 0,
      results: [],
    },
    format: 'json' as const,
    trial: false,
    verifiedAt: at,
  }
  const context = {
    text: createTexts().textFor('en'),
    language: 'en' as const,
    csrfToken: 'x',
    viewer: nobody,
    path: '/verify',
    asset: (name: string) => name,
  }
  const html = renderDocument({ title: 'Report', body: <ReportPage report={report} /> }, context)
  return new JSDOM(html).window.document
}

describe('the report of a check', () => {
  it('tells the holder of an old copy that it is out of date, and nobody else', () => {
    const notice = (code: string) =>
      pageOf('valid', [line('refresh', code)]).querySelector('.notice')?.textContent
    expect(notice('newer-copy-used')).to.contain('out of date')
    expect(notice('newest-copy')).to.equal(undefined)
  })

  it('says that a genuine badge is not theirs, in red and without doubting its issuer', () => {
    const page = pageOf('another-recipient', [line('recipient', 'recipient-differs')])
    expect(page.querySelector('h1')?.textContent).to.equal(
      'The Pool awarded “Swimmer”, but not to the person you named.',
    )
    expect(page.querySelector('.verdict')?.classList.contains('bad')).to.equal(true)
  })

  it('shows what an issuer has to say of it, where it says more, and dates that are still to come', () => {
    const page = pageOf('could-not-check', [
      line('status', 'status-message', {
        message: '<b>under review</b>',
        reference: 'https://pool.example/review',
      }),
      line('validity', 'within-dates', { note: 'awarded-later' }),
    ])
    const text = page.querySelector('.checks')?.textContent
    expect(text).to.contain('“<b>under review</b>”')
    expect(text).to.contain('https://pool.example/review')
    expect(text).to.contain('still to come')
    expect(page.querySelector('.checks b')).to.equal(null)
  })
})
