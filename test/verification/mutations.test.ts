import { expect } from 'chai'
import type { CheckName, VerificationReport } from '../../schemas/requests/verification.ts'
import {
  isJsonObject,
  parseJsonObject,
  type Json,
  type JsonObject,
} from '../../src/credentials/json.ts'
import type { Verification } from '../../src/verification/verification.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import { verificationOver } from '../support/verification.ts'
import { mutationsOf, type Mutation, type MutationKind } from '../support/mutations.ts'

interface Expectation {
  readonly path: RegExp
  readonly kinds?: readonly MutationKind[]
  readonly result: 'failed' | 'unknown'
}

const anyOtherName = ['changed', 'cut', 'emptied', 'replaced-by-object', 'swapped'] as const

/** The proof fails wherever anything is changed, but where it no longer says how or by whom it was made. */
const proofExpectations: readonly Expectation[] = [
  // Terms of a context that we do not have: what was signed cannot be told.
  { path: /^\/@context\/\d$/, kinds: ['changed', 'cut', 'emptied'], result: 'unknown' },
  { path: /^\/@context$/, kinds: ['item-added', 'swapped'], result: 'unknown' },
  // Another suite may be good; it is not ours to judge.
  { path: /^\/proof$/, kinds: ['replaced-by-object'], result: 'unknown' },
  { path: /^\/proof\/(type|cryptosuite)$/, result: 'unknown' },
  { path: /^\/credentialStatus$/, kinds: ['swapped'], result: 'unknown' },
  // Under another name there is no key to be had.
  { path: /^\/proof\/verificationMethod$/, kinds: anyOtherName, result: 'unknown' },
  { path: /^/, result: 'failed' },
]

/** In a list, the neighbour with which the subject is exchanged is the proof. */
const listExpectations: readonly Expectation[] = [
  { path: /^\/credentialSubject$/, kinds: ['swapped'], result: 'unknown' },
  ...proofExpectations,
]

const gone: readonly MutationKind[] = ['emptied', 'retyped', 'nulled', 'removed', 'renamed']
const other: readonly MutationKind[] = [...gone, 'changed', 'cut', 'replaced-by-object']

/** Which further check notices, each by itself, whatever the proof says. */
const alsoNoticedBy: readonly (readonly [RegExp, readonly MutationKind[], CheckName])[] = [
  [/^\/@context\/\d$/, other, 'structure'],
  [/^\/type\/\d$/, ['changed', 'cut', 'emptied', 'retyped', 'nulled', 'removed'], 'structure'],
  [/^\/id$/, gone, 'structure'],
  [/^\/issuer\/id$/, other, 'issuer'],
  [/^\/validFrom$/, gone, 'validity'],
  [/^\/validUntil$/, ['emptied', 'retyped', 'changed', 'cut'], 'validity'],
  [/^\/credentialSubject\/achievement\/(id|name|description|criteria)$/, gone, 'schema'],
  [/^\/credentialSubject\/achievement\/type\/0$/, ['changed', 'cut', 'emptied'], 'structure'],
  [/^\/credentialStatus\/\d\/statusListIndex$/, gone, 'status'],
  [/^\/credentialStatus\/\d\/statusListCredential$/, other, 'status'],
  [/^\/credentialStatus\/\d\/statusPurpose$/, other, 'status'],
]

describe('A change anywhere', function () {
  this.timeout(120_000)
  let issuer: ForeignIssuer
  let network: FakeNetwork
  let verification: Verification
  let badge: JsonObject
  let text: string

  before(async () => {
    issuer = await createForeignIssuer()
    network = fakeNetwork()
    await issuer.serve(network)
    verification = verificationOver(network)
    text = await issuer.sign(issuer.unsigned())
    badge = parseJsonObject(text)
  })

  const resultOf = (report: VerificationReport, name: CheckName) =>
    report.checks.find((check) => check.name === name)?.result
  const expectedOf = (mutation: Mutation, expectations = proofExpectations) =>
    expectations.find(
      ({ path, kinds }) => path.test(mutation.path) && kinds?.includes(mutation.kind) !== false,
    )?.result

  it('starts from a badge that is good', async () => {
    expect((await verification.verifyPasted(text)).verdict).to.equal('valid')
  })

  it('in claims or proof is found by the named check, and the badge is never good', async () => {
    const wrong: string[] = []
    const noticed = new Set<RegExp>()
    let tried = 0
    for (const mutation of mutationsOf(badge)) {
      tried += 1
      const report = await verification.verifyBody({ credential: mutation.document })
      const where = `${mutation.path} ${mutation.kind}`
      if (!['invalid', 'could-not-check'].includes(report.verdict)) {
        wrong.push(`${where}: verdict ${report.verdict}`)
      }
      const result = resultOf(report, 'proof')
      if (result !== expectedOf(mutation)) wrong.push(`${where}: proof ${String(result)}`)
      for (const [path, kinds, name] of alsoNoticedBy) {
        if (!path.test(mutation.path) || !kinds.includes(mutation.kind)) continue
        noticed.add(path)
        if (resultOf(report, name) === 'passed') wrong.push(`${where}: ${name} passed`)
      }
    }
    expect(wrong).to.deep.equal([])
    expect(tried).to.be.greaterThan(900)
    expect(noticed.size).to.equal(alsoNoticedBy.length)
  })

  it('in the claims of a VC-JWT breaks it', async () => {
    const token = issuer.jwt(issuer.unsigned(), 'Ed25519')
    const [header = '', payload = '', signature = ''] = token.split('.')
    expect((await verification.verifyPasted(token)).verdict).to.equal('valid')
    const claims = parseJsonObject(Buffer.from(payload, 'base64url').toString())
    const wrong: string[] = []
    for (const mutation of mutationsOf(claims)) {
      const changed = Buffer.from(JSON.stringify(mutation.document)).toString('base64url')
      const report = await verification.verifyPasted(`${header}.${changed}.${signature}`)
      const good = report.verdict === 'invalid' && resultOf(report, 'proof') === 'failed'
      if (!good) wrong.push(`${mutation.path} ${mutation.kind}: ${report.verdict}`)
    }
    expect(wrong).to.deep.equal([])
  })

  it('in the header of a VC-JWT breaks it or leaves it unknown', async () => {
    const token = issuer.jwt(issuer.unsigned(), 'RS256')
    const [header = '', payload = '', signature = ''] = token.split('.')
    const members = parseJsonObject(Buffer.from(header, 'base64url').toString())
    const wrong: string[] = []
    for (const mutation of mutationsOf(members)) {
      const changed = Buffer.from(JSON.stringify(mutation.document)).toString('base64url')
      const report = await verification.verifyPasted(`${changed}.${payload}.${signature}`)
      const result = resultOf(report, 'proof')
      if (result === 'passed' || report.verdict === 'valid') {
        wrong.push(`${mutation.path} ${mutation.kind}: ${report.verdict}`)
      }
    }
    expect(wrong).to.deep.equal([])
  })

  it('in the status list leaves the status unseen, and the badge is never good', async () => {
    const address = issuer.listUrl('revocation')
    const good = parseJsonObject(await issuer.statusList('revocation', [1, 2, 3]))
    const wrong: string[] = []
    for (const mutation of mutationsOf(good)) {
      network.served.set(address, mutation.document)
      const report = await verification.verifyPasted(text)
      const result = resultOf(report, 'status')
      const where = `${mutation.path} ${mutation.kind}`
      if (report.verdict !== 'could-not-check') wrong.push(`${where}: verdict ${report.verdict}`)
      if (result !== expectedOf(mutation, listExpectations))
        wrong.push(`${where}: status ${String(result)}`)
    }
    network.served.set(address, good)
    expect((await verification.verifyPasted(text)).verdict).to.equal('valid')
    expect(wrong).to.deep.equal([])
  })

  it('between two objects with the same id is found by the structure, though the proof stays good', async () => {
    const work = 'https://museum.example.org/evidence/1'
    const sheet = { id: work, type: ['Evidence'], name: 'Survey sheet', narrative: 'In pencil.' }
    const poster = { id: work, type: ['Evidence'], name: 'Poster', narrative: 'In colour.' }
    const unsigned = issuer.unsigned({ evidence: [sheet, poster] })
    const signed = parseJsonObject(await issuer.sign(unsigned))
    const swapped = [
      { ...sheet, name: 'Poster' },
      { ...poster, name: 'Survey sheet' },
    ]
    const moved = [
      { id: work, type: ['Evidence'], name: 'Survey sheet' },
      { ...poster, narrative: ['In pencil.', 'In colour.'] },
    ]
    const otherKeyword = [
      { ...sheet, narrative: 'In colour.' },
      { '@id': work, type: ['Evidence'], name: 'Poster', narrative: 'In pencil.' },
    ]
    for (const evidence of [unsigned['evidence'] ?? null, swapped, moved, otherKeyword]) {
      const report = await verification.verifyBody({ credential: { ...signed, evidence } })
      // A keyword where the standard has a term is told by itself.
      expect(resultOf(report, 'proof')).to.equal(evidence === otherKeyword ? 'unknown' : 'passed')
      expect(report.checks[0]).to.include({ result: 'failed', code: 'id-said-twice' })
      expect(report.verdict).to.equal('invalid')
    }
  })

  it('is not seen where an issuer is repeated in the same words or only named', async () => {
    const { issuer: profile } = issuer.unsigned()
    const { id = '', type = '', ...said } = isJsonObject(profile) ? profile : {}
    const subject = issuer.unsigned()['credentialSubject']
    const achievement = isJsonObject(subject) ? subject['achievement'] : undefined
    for (const creator of [{ ...said, type: 'Profile', id }, { id, type }, { id }]) {
      const changed = {
        ...(isJsonObject(subject) ? subject : {}),
        achievement: { ...(isJsonObject(achievement) ? achievement : {}), creator },
      }
      const signed = await issuer.sign(issuer.unsigned({ credentialSubject: changed }))
      const report = await verification.verifyPasted(signed)
      expect(report.checks[0]).to.include({ result: 'passed' })
      expect(resultOf(report, 'proof')).to.equal('passed')
    }
  })

  describe('that means nothing leaves the badge good:', () => {
    const good = async (changed: string) => {
      expect(changed).to.not.equal(text)
      const report = await verification.verifyPasted(changed)
      expect(report.verdict).to.equal('valid')
    }
    const rebuilt = (change: (value: Json, path: string) => Json) =>
      JSON.stringify(rebuild(badge, change))

    it('white space', async () => {
      await good(JSON.stringify(badge, null, '\t'))
      await good(`\uFEFF \r\n${text}\n`)
    })
    it('the order of members', () =>
      good(
        rebuilt((value) =>
          isJsonObject(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
        ),
      ))
    it('the order of values in a set, everywhere but in @context', () =>
      good(
        rebuilt((value, path) =>
          Array.isArray(value) && path !== '/@context' ? value.toReversed() : value,
        ),
      ))
    it('a set of one written as the one value', () =>
      good(
        rebuilt((value) =>
          Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value,
        ),
      ))
    it('one value written as a set of one', () =>
      good(rebuilt((value, path) => (path === '/credentialSubject' ? [value] : value))))
    it('the same word twice in a set of words', () =>
      good(
        rebuilt((value, path) =>
          Array.isArray(value) && path.endsWith('/tag') ? [...value, ...value] : value,
        ),
      ))
    it('letters written as escapes', () =>
      good(text.replaceAll('®', '\\u00AE').replaceAll('/', '\\/')))
    it('an absent member written as null', () =>
      good(
        rebuilt((value, path) =>
          isJsonObject(value) && path === '' ? { ...value, description: null } : value,
        ),
      ))
  })
})

/** The same document with each value replaced, from the inside out. */
function rebuild(value: Json, change: (value: Json, path: string) => Json, path = ''): Json {
  if (Array.isArray(value)) {
    return change(
      value.map((item, index) => rebuild(item, change, `${path}/${index}`)),
      path,
    )
  }
  if (!isJsonObject(value)) return change(value, path)
  const members = Object.entries(value).map(
    ([name, inner]) => [name, rebuild(inner, change, `${path}/${name}`)] as const,
  )
  return change(Object.fromEntries(members), path)
}
