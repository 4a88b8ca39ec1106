import { expect } from 'chai'

/** What any website may put into a page of its own: nothing in it acts, and nothing of a visitor is in it. @returns its HTML */
export async function framedOpenly(answer: Response): Promise<string> {
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).to.contain("default-src 'none'").and.to.contain('frame-ancestors *')
  expect(policy).to.contain("form-action 'none'").and.not.to.contain('script-src')
  expect(answer.headers.get('x-frame-options')).to.equal(null)
  expect(answer.headers.get('set-cookie')).to.equal(null)
  expect(answer.headers.get('x-robots-tag')).to.equal('noindex')
  const html = await answer.text()
  expect(html).not.to.match(/<script|<form|style="/)
  return html
}
