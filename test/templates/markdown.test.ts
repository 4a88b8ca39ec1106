import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import { markdownToHtml } from '../../templates/markdown.tsx'

const read = (source: string) => new JSDOM(markdownToHtml(source)).window.document.body

describe('Markdown that people wrote', () => {
  it('keeps emphasis, lists, tables and links', () => {
    const body = read('**bold** [site](https://example.org)\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|')
    expect(body.querySelector('strong')?.textContent).to.equal('bold')
    expect(body.querySelectorAll('li')).to.have.length(2)
    expect(body.querySelector('td')?.textContent).to.equal('1')
    const link = body.querySelector('a')
    expect(link?.getAttribute('href')).to.equal('https://example.org')
    expect(link?.getAttribute('rel')).to.contain('noopener').and.contain('nofollow')
    expect(link?.getAttribute('referrerpolicy')).to.equal('no-referrer')
  })

  it('puts its headings under those of the page', () => {
    expect(read('# Title').querySelector('h3')?.textContent).to.equal('Title')
    expect(read('###### Deep').querySelector('h6')?.textContent).to.equal('Deep')
  })

  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JAVASCRIPT:alert(1))',
    '[x](java&#10;script:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x]( javascript:alert(1) "t")',
    '<javascript:alert(1)>',
    '![x](https://tracker.example/pixel.png)',
    '![x](javascript:alert(1))',
    '[x][y]\n\n[y]: javascript:alert(1)',
    '<iframe src="https://example.org"></iframe>',
    '<style>body{display:none}</style>',
    '[x](https://example.org" onclick="alert(1))',
    '```html"><script>alert(1)</script>\nx\n```',
    '<svg/onload=alert(1)>',
    '<!-- --><script>alert(1)</script>',
  ]
  for (const source of hostile) {
    it(`does no harm: ${source.replace(/\s+/g, ' ')}`, () => {
      const body = read(source)
      expect(body.querySelector('script, img, iframe, style, svg, object, form, input')).to.equal(
        null,
      )
      for (const element of body.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          expect(name).to.not.match(/^on/)
          if (name === 'href') expect(value).to.match(/^(https?|mailto):/)
        }
      }
    })
  }
})
