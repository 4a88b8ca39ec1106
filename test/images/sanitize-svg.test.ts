import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import { WaymarkError } from '../../src/errors.ts'
import { sanitizeSvg } from '../../src/images/sanitize-svg.ts'

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" ${attributes}>${inside}<rect width="9" height="9"/></svg>`

const parse = (text: string) =>
  new new JSDOM('').window.DOMParser().parseFromString(text, 'image/svg+xml')

const hostile = {
  'a script': svg('<script>alert(1)</script>'),
  'a script with a source': svg('<script href="https://evil.example/x.js"/>'),
  'a script in a namespace prefix': svg(
    '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
  ),
  'an HTML script': svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'),
  'a handler on the root': svg('', 'onload="alert(1)"'),
  'a handler inside': svg('<g onclick="alert(1)" onmouseover="alert(1)"/>'),
  'foreign content': svg(
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://evil.example"/></body></foreignObject>',
  ),
  'a link that runs': svg('<a xlink:href="javascript:alert(1)"><text>x</text></a>'),
  'a link elsewhere': svg('<a href="https://evil.example"><text>x</text></a>'),
  'a use of elsewhere': svg('<use xlink:href="https://evil.example/x.svg#a"/>'),
  'uses of uses': svg(
    '<g id="a"><rect/></g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>',
  ),
  'an animation that sets a link': svg(
    '<a><animate attributeName="href" values="javascript:alert(1)"/><text>x</text></a>',
  ),
  'a set element': svg('<set attributeName="onmouseover" to="alert(1)"/>'),
  'a style that loads': svg('<style>@import url(https://evil.example/x.css);</style>'),
  'a style with a picture elsewhere': svg('<style>rect{fill:url(https://evil.example/x)}</style>'),
  'a style with escapes': svg('<style>rect{fill:u\\72l(https://evil.example/x)}</style>'),
  'a style in a CDATA section': svg(
    '<style><![CDATA[@import "https://evil.example/x.css";]]></style>',
  ),
  'a style attribute that loads': svg('<g style="background:url(https://evil.example/x)"/>'),
  'a fill from elsewhere': svg('<g fill="url(https://evil.example/x#y)"/>'),
  'a fill from a data address': svg('<g fill="url(data:image/svg+xml,x)"/>'),
  'a mask from elsewhere': svg('<g mask="url(//evil.example/m#y)"/>'),
  'a filter picture': svg('<filter id="f"><feImage href="https://evil.example/x.png"/></filter>'),
  'a stylesheet instruction': `<?xml-stylesheet href="https://evil.example/x.css"?>${svg('')}`,
  'a base': svg('', 'xml:base="https://evil.example/"'),
  'an iframe': svg('<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>'),
  'an embed': svg('<embed xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>'),
  'a video': svg('<video xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/v"/>'),
  'a doctype elsewhere': `<!DOCTYPE svg SYSTEM "https://evil.example/x.dtd">${svg('')}`,
  'a comment that opens': svg('<!-- --><!--><script>alert(1)</script>-->'),
}

describe('an SVG that somebody uploads', () => {
  for (const [name, text] of Object.entries(hostile)) {
    it(`loses ${name}, or is refused`, () => {
      let clean: string
      try {
        clean = sanitizeSvg(text)
      } catch (error) {
        expect(error).to.be.instanceOf(WaymarkError)
        return
      }
      expect(clean).to.not.match(/evil\.example|javascript:|alert|@import|<!DOCTYPE|<\?|data:/i)
      const drawing = parse(clean)
      for (const element of drawing.querySelectorAll('*')) {
        expect(element.localName.toLowerCase()).to.not.be.oneOf([
          'script',
          'foreignobject',
          'iframe',
          'use',
          'image',
          'animate',
          'set',
          'filter',
          'embed',
          'video',
          'body',
        ])
        for (const { name: attribute } of element.attributes) {
          expect(attribute).to.not.match(/^on|href$/i)
        }
      }
      expect(drawing.querySelector('rect'), 'the drawing itself stays').to.not.equal(null)
    })
  }

  const refused = {
    'entities that grow': `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${svg('<text>&b;</text>')}`,
    'an entity that reads a file': `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`,
    'a picture inside': svg('<image href="data:image/png;base64,AAAA"/>'),
    'a picture from elsewhere': svg('<image xlink:href="https://evil.example/x.png"/>'),
    'a root that is not SVG': '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    'an svg of no namespace': '<svg><rect/></svg>',
    'what is not well formed': '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>',
    nothing: '',
  }
  for (const [name, text] of Object.entries(refused)) {
    it(`is refused with ${name}`, () => {
      expect(() => sanitizeSvg(text))
        .to.throw(WaymarkError)
        .with.property('code', 'unreadable-picture')
    })
  }

  it('keeps what a drawing is made of', () => {
    const text = svg(
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient><clipPath id="c"><circle r="4"/></clipPath></defs>' +
        '<style>.cls-1{fill:url(#g);stroke:#123456}</style><g clip-path="url(#c)" transform="rotate(3)"><path class="cls-1" d="M0 0h9"/></g><text x="1">Ñandú</text>',
    )
    const clean = parse(sanitizeSvg(text))
    expect(clean.querySelector('linearGradient stop')?.getAttribute('stop-color')).to.equal('#fff')
    expect(clean.querySelector('g')?.getAttribute('clip-path')).to.equal('url(#c)')
    expect(clean.querySelector('style')?.textContent).to.contain('url(#g)')
    expect(clean.querySelector('text')?.textContent).to.equal('Ñandú')
    expect(clean.documentElement.getAttribute('viewBox')).to.equal('0 0 9 9')
  })
})
