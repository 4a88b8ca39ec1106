import { expect } from 'chai'
import { safeHref } from '../../templates/components/safe-href.ts'
import { safePath } from '../../templates/components/safe-path.ts'

describe('an address that people wrote', () => {
  it('is a link when it is http, https or mailto', () => {
    for (const address of [
      'https://example.org/a?b#c',
      'http://example.org/',
      'mailto:ana@example.org',
    ]) {
      expect(safeHref(address)).to.equal(address)
    }
  })

  it('leads nowhere when it would run or reveal something', () => {
    const hostile = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'java\tscript:alert(1)',
      '\u0001javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:msgbox(1)',
      'file:///etc/passwd',
      'blob:https://example.org/1',
      'view-source:javascript:alert(1)',
      '//example.org',
      '/relative',
      'no address',
      '',
    ]
    for (const address of hostile) expect(safeHref(address), JSON.stringify(address)).to.equal('#')
    expect(safeHref(undefined)).to.equal('#')
  })
})

describe('an address of a button', () => {
  it('may be a path, a query or a fragment of ours', () => {
    for (const path of ['/verify', '?after=x', '#main', '/']) expect(safePath(path)).to.equal(path)
  })

  it('is no way around the rule for links', () => {
    for (const path of ['//evil.example', '/\\evil.example', 'javascript:alert(1)', 'verify']) {
      expect(safePath(path), path).to.equal('#')
    }
  })
})
