import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import type { ReceiptReport } from '../../schemas/requests/receipt.ts'
import { createTexts } from '../../src/text/text.ts'
import { renderDocument } from '../../templates/document.tsx'
import { nobody, type Shown } from '../../templates/shown.ts'
import { ReceiptPage } from '../../templates/verification/receipt.tsx'
import { SeveralPage } from '../../templates/verification/several.tsx'

const at = '2025-06-15T12:00:00Z'
const receipt: ReceiptReport = {
  verdict: 'genuine',
  by: { id: 'did:web:checks.example', name: 'Waymark', trial: false },
  content: { verdict: 'valid', verifiedAt: at, kind: 'badge', name: 'Rivers', checks: [] },
  checkedAt: at,
}

function open(body: Shown['body']) {
  const context = {
    text: createTexts().textFor('en'),
    language: 'en' as const,
    csrfToken: 'the-token',
    viewer: nobody,
    path: '/verify',
    asset: (name: string) => name,
  }
  return new JSDOM(renderDocument({ title: 'Receipt', body }, context)).window.document
}

describe('a receipt on the page that reads it', () => {
  it('is green where this service wrote it', () => {
    const page = open(<ReceiptPage receipt={receipt} own />)
    expect(page.querySelector('.verdict.good h1')?.textContent).to.equal(
      'This receipt is unchanged.',
    )
  })

  it('of another service says first whose word it is, and is not green: anybody may run one', () => {
    const page = open(<ReceiptPage receipt={receipt} own={false} />)
    expect(page.querySelector('h1')?.textContent).to.contain('checks.example')
    expect(page.querySelector('.verdict.good')).to.equal(null)
  })

  it('of another service is not counted among what is good', () => {
    const answers = [true, false].map((own) => ({ label: 'receipt.json', receipt, own }))
    expect(open(<SeveralPage answers={answers} />).querySelector('h1')?.textContent).to.equal(
      '1 of 2 are good',
    )
  })
})
