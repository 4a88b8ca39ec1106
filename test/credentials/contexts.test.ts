import { createHash } from 'node:crypto'
import { expect } from 'chai'
import {
  credentialsV2,
  documentLoader,
  knownContexts,
  openBadgesV3,
  packagedContext,
} from '../../src/credentials/contexts/contexts.ts'
import { findDanger } from '../../src/credentials/contexts/dangers.ts'
import { otherBody, otherOpenBadgesV3 } from '../../src/credentials/contexts/other-body.ts'
import { otherBodyHash, pinnedContexts } from '../../src/credentials/contexts/pinned.ts'
import { parseJsonObject } from '../../src/credentials/json.ts'

const contexts = knownContexts()

describe('JSON-LD contexts', () => {
  for (const [address, hash] of Object.entries(pinnedContexts)) {
    it(`has the pinned body of ${address}`, () => {
      const text = JSON.stringify(packagedContext(address))
      expect(createHash('sha256').update(text).digest('hex')).to.equal(hash)
    })
  }

  it('knows the other body of the newest context of Open Badges, under a name that no document may use', () => {
    const text = JSON.stringify(otherBody())
    expect(createHash('sha256').update(text).digest('hex')).to.equal(otherBodyHash)
    expect(contexts.has(otherOpenBadgesV3)).to.equal(false)
    expect(findDanger({ '@context': otherOpenBadgesV3 }, contexts)).to.equal('context-unknown')
  })

  it('loads the known ones and the documents it is given, and asks nobody for another', async () => {
    const key = { id: 'did:example:a#k' }
    const load = documentLoader(contexts, new Map([['did:example:a#k', key]]))
    expect((await load(openBadgesV3)).document).to.equal(contexts.get(openBadgesV3))
    expect((await load('did:example:a#k')).document).to.equal(key)
    const refused = await load('https://www.w3.org/ns/credentials/examples/v2').catch(
      (error: unknown) => error,
    )
    expect(refused).to.be.instanceOf(Error)
  })
})

describe('looking for dangers before any JSON-LD call', () => {
  const dangerOf = (document: object) => findDanger(document, contexts)
  const context = [credentialsV2, openBadgesV3]

  it('finds none in a plain document', () => {
    expect(dangerOf({ '@context': [...context, { term: 'https://example.org/term' }] })).to.equal(
      undefined,
    )
  })

  it('refuses @import wherever a context may stand', () => {
    const importing = { '@import': 'https://www.w3.org/ns/credentials/v2' }
    expect(dangerOf({ '@context': importing })).to.equal('context-import')
    expect(dangerOf({ '@context': [...context, importing] })).to.equal('context-import')
    expect(dangerOf({ '@context': context, evidence: [{ '@context': importing }] })).to.equal(
      'context-import',
    )
    const scoped = { term: { '@id': 'https://example.org/t', '@context': importing } }
    expect(dangerOf({ '@context': [...context, scoped] })).to.equal('context-import')
  })

  it('refuses a member named __proto__, which plain JSON.parse lets through', () => {
    const document: unknown = JSON.parse('{"a":[{"__proto__":{"x":1}}]}')
    expect(dangerOf(document as object)).to.equal('forbidden-member')
  })

  it('tells a context that we do not know, at any depth', () => {
    expect(dangerOf({ '@context': 'https://other.example/v1' })).to.equal('context-unknown')
    const scoped = {
      term: { '@id': 'https://example.org/t', '@context': 'https://other.example/v1' },
    }
    expect(dangerOf({ '@context': [...context, scoped] })).to.equal('context-unknown')
    expect(dangerOf({ '@context': ['https://other.example/v1', { '@import': 'x' }] })).to.equal(
      'context-import',
    )
  })

  it('refuses halves of surrogate pairs, and what is too deep or too much', () => {
    expect(dangerOf({ a: ['\ud83c'] })).to.equal('lone-surrogate')
    expect(dangerOf({ '\udf0a': 1 })).to.equal('lone-surrogate')
    expect(dangerOf(parseJsonObject(`{"a":${'['.repeat(63)}${']'.repeat(63)}}`))).to.equal(
      undefined,
    )
    let deep: object = {}
    for (let level = 0; level < 100_000; level += 1) deep = { deep }
    expect(dangerOf(deep)).to.equal('too-deep')
    expect(dangerOf({ a: Array.from({ length: 10_001 }, () => 1) })).to.equal('too-complex')
  })
})
