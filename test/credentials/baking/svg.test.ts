import { expect } from 'chai'
import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { bakeSvg, unbakeSvg } from '../../../src/credentials/baking/svg.ts'
import { WaymarkError } from '../../../src/errors.ts'

const namespace = 'https://purl.imsglobal.org/ob/v3p0'
const bytes = (text: string) => Buffer.from(text, 'utf8')
const textOf = (picture: Uint8Array) => Buffer.from(picture).toString('utf8')
const plain = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
const json = '{"name":"潮"}'
const jws = 'eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2ln'

const anyCredential = fc
  .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }))
  .map((object) => JSON.stringify(object))

/** A parser of another house: what it finds as the credential elements of OB 3.0. */
function parsedElements(picture: Uint8Array) {
  const { document } = new JSDOM(textOf(picture), { contentType: 'image/svg+xml' }).window
  return [...document.getElementsByTagNameNS(namespace, 'credential')]
}

describe('baking into SVG', () => {
  it('gives back JSON of the same meaning, for any JSON object', () => {
    fc.assert(
      fc.property(anyCredential, (text) => {
        const found = unbakeSvg(bakeSvg(bytes(plain), text)) ?? ''
        expect(JSON.parse(found)).to.deep.equal(JSON.parse(text))
        // The two characters that XML does not allow are the only ones written otherwise.
        if (!/[\ufffe\uffff]/.test(text)) expect(found).to.equal(text)
      }),
      { numRuns: 300 },
    )
  })

  it('is read the same by an XML parser of another house', () => {
    fc.assert(
      fc.property(anyCredential, (text) => {
        const [element] = parsedElements(bakeSvg(bytes(plain), text))
        expect(JSON.parse(element!.textContent)).to.deep.equal(JSON.parse(text))
      }),
      { numRuns: 25 },
    )
  })

  it('puts the element right after the svg tag, with the namespace declared on it', () => {
    const [element] = parsedElements(bakeSvg(bytes(plain), json))
    expect(element!.parentElement!.firstChild).to.equal(element)
    expect(element!.parentElement!.getAttribute('xmlns:openbadges')).to.equal(namespace)
    expect(element!.tagName).to.equal('openbadges:credential')
    expect(element!.hasAttribute('verify')).to.equal(false)
  })

  it('puts a compact JWS into the verify attribute', () => {
    const picture = bakeSvg(bytes(plain), jws)
    const [element] = parsedElements(picture)
    expect(element!.getAttribute('verify')).to.equal(jws)
    expect(element!.textContent).to.equal('')
    expect(unbakeSvg(picture)).to.equal(jws)
  })

  it('keeps the end of a CDATA section inside the JSON whole', () => {
    const text = JSON.stringify({ a: ']]>', b: ']]]]>><![CDATA[' })
    const picture = bakeSvg(bytes(plain), text)
    expect(unbakeSvg(picture)).to.equal(text)
    expect(parsedElements(picture)[0]!.textContent).to.equal(text)
  })

  it('keeps only the newest credential when baked again, and the same namespace', () => {
    const old = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges='http://openbadges.org' id="a">
      <openbadges:assertion verify="https://old.example/1"><![CDATA[{"old":1}]]></openbadges:assertion><g/></svg>`
    const twice = bakeSvg(bakeSvg(bytes(old), '{"first":1}'), jws)
    expect(parsedElements(twice)).to.have.length(1)
    expect(unbakeSvg(twice)).to.equal(jws)
    expect(textOf(twice)).to.include('<g/>').and.include('id="a"')
    expect(textOf(twice)).not.to.include('openbadges.org').and.not.to.include('assertion')
    expect(textOf(twice).match(/xmlns:openbadges/g)).to.have.length(1)
  })

  it('bakes into a picture with prolog, comments, a doctype, a prefix and no content', () => {
    const odd = [
      `\uFEFF<?xml version="1.0"?><!-- <svg> --><!DOCTYPE svg PUBLIC "a" "b">${plain}`,
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
      '<s:svg xmlns:s="http://www.w3.org/2000/svg" title="a > b" />',
    ]
    for (const picture of odd) {
      const baked = bakeSvg(bytes(picture), json)
      expect(unbakeSvg(baked), picture).to.equal(json)
      expect(parsedElements(baked), picture).to.have.length(1)
    }
  })

  it('refuses what is no SVG or no credential', () => {
    for (const picture of [
      '',
      'text',
      '<html><svg/></html>',
      '<svg',
      '<svg a=b/>',
      '<svg><!-- ',
      '\xff',
    ]) {
      const given = picture === '\xff' ? Buffer.from([0xff]) : bytes(picture)
      expect(() => bakeSvg(given, json), picture).to.throw(WaymarkError)
    }
    expect(() => bakeSvg(bytes(plain), '"><script/>')).to.throw(TypeError)
  })
})

/** What is in the picture; undefined as well where it is refused in the way that is meant. */
function readOrRefused(picture: Uint8Array): string | undefined {
  try {
    return unbakeSvg(picture)
  } catch (error) {
    expect(error).to.be.instanceOf(WaymarkError).with.property('code', 'unreadable-picture')
    return undefined
  }
}

describe('reading a credential out of an SVG', () => {
  it('finds nothing in a picture without one, nor in a comment or in text', () => {
    const hidden = plain.replace(
      '<circle',
      `<!-- <openbadges:credential verify="${jws}"/> --><circle`,
    )
    expect(unbakeSvg(bytes(plain))).to.equal(undefined)
    expect(unbakeSvg(bytes(hidden))).to.equal(undefined)
    const cdata = `<svg><style><![CDATA[<openbadges:credential verify="${jws}"/>]]></style></svg>`
    expect(unbakeSvg(bytes(cdata))).to.equal(undefined)
  })

  it('goes by the namespace, whatever the prefix', () => {
    const other = `<svg xmlns:b="${namespace}"><g><b:credential verify='${jws}'/></g></svg>`
    const foreign = `<svg xmlns:openbadges="https://other.example/"><openbadges:credential verify="${jws}"/></svg>`
    expect(unbakeSvg(bytes(other))).to.equal(jws)
    expect(unbakeSvg(bytes(foreign))).to.equal(undefined)
  })

  it('reads the forms of Open Badges 2.0, and prefers 3.0', () => {
    const old =
      '<openbadges:assertion verify="https://old.example/1?a=1&amp;b=2"></openbadges:assertion>'
    const root = '<svg xmlns:openbadges="http://openbadges.org">'
    expect(unbakeSvg(bytes(`${root}${old}</svg>`))).to.equal('https://old.example/1?a=1&b=2')
    const both = `${root}${old}<n:credential xmlns:n="${namespace}">{"a":"&lt;"}</n:credential></svg>`
    expect(unbakeSvg(bytes(both))).to.equal('{"a":"<"}')
  })

  it('never expands the entities of a doctype', () => {
    const entities = Array.from(
      { length: 30 },
      (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};">`,
    ).join('')
    const bomb = `<!DOCTYPE svg [<!ENTITY e0 "ha">${entities}]><svg xmlns:o="${namespace}"><o:credential>{"a":"&e30;"}</o:credential></svg>`
    expect(unbakeSvg(bytes(bomb))).to.equal('{"a":"&e30;"}')
  })

  it('reads hostile pictures in a moment', () => {
    const hostile = [
      `<svg>${'<openbadges:credential>'.repeat(100_000)}`,
      `<svg ${'a="b" '.repeat(200_000)}/>`,
      `<svg ${'a="b" '.repeat(499)}>${'<x:credential/>'.repeat(100_000)}<`,
      `<svg>${'<openbadges:credential/>'.repeat(100_000)}</svg>`,
      `<svg ${' '.repeat(3_000_000)}`,
      `<svg>${'<!-'.repeat(500_000)}</svg>`,
      `<svg>${'<!x>'.repeat(500_000)}</svg>`,
      `<svg>${'&#x'.repeat(500_000)}<`,
      `<!DOCTYPE ${'['.repeat(1_000_000)}`,
    ]
    for (const picture of hostile) {
      const before = performance.now()
      expect(readOrRefused(bytes(picture)), picture.slice(0, 30)).to.equal(undefined)
      expect(performance.now() - before, picture.slice(0, 30)).to.be.below(10_000)
    }
  })

  it('answers or refuses, and never fails otherwise, whatever is cut or put in', () => {
    const whole = textOf(bakeSvg(bytes(plain), json))
    const scrap = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      ']]>',
      '<![CDATA[',
      '<!--',
      '</',
      '/>',
      '<?',
      ' ',
    )
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(12), scrap, (at, length, put) => {
        const picture = whole.slice(0, at) + put + whole.slice(at + length)
        const text = readOrRefused(bytes(picture))
        expect(text === undefined || typeof text === 'string').to.equal(true)
      }),
      { numRuns: 2000 },
    )
  })
})
