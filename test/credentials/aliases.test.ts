import { expect } from 'chai'
import { knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { findDanger } from '../../src/credentials/contexts/dangers.ts'
import { parseJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import { checkEmbeddedProof } from '../../src/credentials/proof.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import { fullFacts, makeKey, without, type TestKey } from '../support/credential-facts.ts'
import { findAmong, stockHolds } from '../support/suites.ts'

const validUntil = 'https://www.w3.org/2018/credentials#validUntil'
const credentialStatus = 'https://www.w3.org/2018/credentials#credentialStatus'
const dateTime = 'http://www.w3.org/2001/XMLSchema#dateTime'

describe('a credential that calls words of the standard by other names', () => {
  let key: TestKey
  let signed: JsonObject
  before(async () => {
    key = await makeKey('Ed25519')
    const unsigned = openBadgeCredential(fullFacts())
    signed = parseJsonObject(await signCredential(unsigned, key.signer, '2025-07-01T12:00:00Z'))
  })

  const withContext = (context: Json, members: JsonObject, ...left: string[]) => ({
    ...without(signed, ...left),
    '@context': [...(signed['@context'] as Json[]), context],
    ...members,
  })

  it('is never good, though its signature is: no check would see the end or the status', async () => {
    const end = signed['validUntil']!
    const status = signed['credentialStatus'] as JsonObject[]
    const ended: JsonObject = { '@value': end, '@type': dateTime }
    const hidden: Record<string, JsonObject> = {
      'an alias': withContext(
        { end: { '@id': validUntil, '@type': dateTime } },
        { end },
        'validUntil',
      ),
      'an alias of an alias': withContext({ end: 'validUntil' }, { end }, 'validUntil'),
      'a prefix': withContext(
        { p: 'https://www.w3.org/2018/', end: { '@id': 'p:credentials#validUntil' } },
        { end: ended },
        'validUntil',
      ),
      'a vocabulary': withContext(
        { '@vocab': 'https://www.w3.org/2018/credentials#valid' },
        { Until: ended },
        'validUntil',
      ),
      'a whole address': { ...without(signed, 'validUntil'), [validUntil]: ended },
      'a wrapping': withContext({ wrap: '@nest' }, { wrap: { validUntil: end } }, 'validUntil'),
      'an alias of the status': withContext(
        { state: { '@id': credentialStatus, '@type': '@id' } },
        { state: status },
        'credentialStatus',
      ),
      'keywords in the status': {
        ...signed,
        credentialStatus: status.map(({ type, ...rest }) => ({ ...rest, '@type': type! })),
      },
    }
    let good = 0
    for (const [how, credential] of Object.entries(hidden)) {
      const answer = await checkEmbeddedProof(credential, findAmong([key]))
      expect([answer.result, answer.code], how).to.deep.equal(['unknown', 'terms-aliased'])
      if (await stockHolds(credential, 'eddsa-rdfc-2022', [key.listed])) good += 1
    }
    // The danger is real: to the library most of these are signed.
    expect(good).to.be.greaterThan(5)
  })

  it('is told apart from one that brings words of its own', () => {
    const fine: Json[] = [
      { alumniOf: 'https://schema.org/alumniOf' },
      { schema: 'https://schema.org/', alumniOf: 'schema:alumniOf' },
      { '@vocab': 'https://www.w3.org/ns/credentials/examples#' },
      { '@context': { Alumni: 'https://www.example.org/Alumni' } },
      { id: '@id', type: '@type' },
      { Own: { '@id': 'urn:example:own', '@context': { part: 'https://example.org/part' } } },
    ]
    for (const context of fine) {
      const document = withContext(context, { 'https://example.org/own': 'x' })
      expect(findDanger(document, knownContexts()), JSON.stringify(context)).to.equal(undefined)
    }
    expect(
      findDanger({ ...signed, name: { '@value': 'Insignia', '@language': 'es' } }, knownContexts()),
    ).to.equal(undefined)
  })

  it('is found wherever a context may stand', () => {
    const bad: Json[] = [
      { '@base': 'https://example.org/' },
      { name2: '@id' },
      { '@context': { end: validUntil } },
      { Own: { '@id': 'https://example.org/own', '@context': { end: validUntil } } },
      { end: { '@reverse': validUntil } },
      { end: 'cred:validUntil' },
      { 'https://example.org/x': validUntil },
    ]
    for (const context of bad) {
      const document = withContext(context, {})
      expect(findDanger(document, knownContexts()), JSON.stringify(context)).to.equal(
        'terms-aliased',
      )
    }
    const inside = { ...signed, evidence: [{ '@context': { end: validUntil } }] }
    expect(findDanger(inside, knownContexts())).to.equal('terms-aliased')
  })
})
