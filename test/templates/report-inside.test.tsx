import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { createTexts } from '../../src/text/text.ts'
import { renderDocument } from '../../templates/document.tsx'
import { nobody } from '../../templates/shown.ts'
import { ReportPage } from '../../templates/verification/report.tsx'

const texts = createTexts()

function open(report: VerificationReport, language: 'en' | 'es' = 'en') {
  const context = {
    text: texts.textFor(language),
    language,
    csrfToken: 'the-token',
    viewer: nobody,
    path: '/verify',
    asset: (name: string) => name,
  }
  const html = renderDocument({ title: 'Report', body: <ReportPage report={report} /> }, context)
  return new JSDOM(html).window.document
}

const at = '2025-06-15T12:00:00Z'
const badge = (name: string, verdict: VerificationReport['verdict']): VerificationReport => ({
  verdict,
  checks: [{ name: 'status', result: 'failed', code: 'revoked', at }],
  credential: {
    proven: true,
    achievement: { name },
    issuer: { id: 'did:web:museum.example', name: 'Museum' },
    recipient: { form: 'id' },
    evidenceCount: 0,
    results: [],
  },
  format: 'json',
  trial: false,
  verifiedAt: at,
})

describe('the report of a check, of what is inside', () => {
  it('shows each badge inside a transcript with its own verdict, and the sum', () => {
    const page = open({
      ...badge('', 'valid'),
      kind: 'transcript',
      credential: { ...badge('', 'valid').credential, achievement: {}, name: 'Transcript' },
      credentials: [badge('Rivers', 'valid'), badge('Tides', 'revoked')],
    })
    const main = page.querySelector('main')?.textContent ?? ''
    expect(main).to.include('1 of 2 inside are good.')
    expect(main).to.include('put this record together')
    const [rivers, tides] = [...page.querySelectorAll('.card > .checks > li > .check-head')].map(
      (one) => one.textContent,
    )
    expect(rivers).to.equal('RiversValid')
    expect(tides).to.equal('TidesRevoked')
  })

  it('shows who speaks for it, what they say, and whether they do', () => {
    const endorsements: VerificationReport['endorsements'] = [
      {
        of: 'achievement',
        verdict: 'invalid',
        checks: [{ name: 'proof', result: 'failed', code: 'signature-invalid', at }],
        endorser: { id: 'did:web:ministry.example', name: 'Ministry' },
        comment: 'We take it. <script>alert(1)</script>',
      },
    ]
    const page = open({ ...badge('Rivers', 'valid'), endorsements })
    const card = [...page.querySelectorAll('.card')].find((one) =>
      one.textContent.includes('Who speaks for it'),
    )
    expect(card?.textContent).to.include('MinistryNot genuine')
    expect(card?.textContent).to.include('Speaks for what the badge stands for')
    expect(card?.querySelector('script')).to.equal(null)
  })

  it('says in the language of the page that this service itself knew the answer', () => {
    const known = { name: 'status', result: 'passed', code: 'status-good', at } as const
    const inside = { ...badge('Rivers', 'valid'), checks: [{ ...known, source: 'this service' }] }
    const main = open({ ...badge('', 'valid'), credentials: [inside] }, 'es').body.textContent
    expect(main).to.include('Este mismo servicio lo sabe.').and.not.include('this service')
  })

  it('of a presentation is about the showing, in both languages', () => {
    const shown: VerificationReport = {
      ...badge('', 'valid'),
      kind: 'presentation',
      checks: [{ name: 'presentation', result: 'passed', code: 'shown-by-holder', at }],
      credentials: [badge('Rivers', 'valid')],
    }
    expect(open(shown).querySelector('h1')?.textContent).to.equal('Badges that somebody shows')
    expect(open(shown, 'es').querySelector('h1')?.textContent).to.equal(
      'Insignias que alguien muestra',
    )
  })
})
