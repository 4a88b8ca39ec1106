import { expect } from 'chai'
import fc from 'fast-check'
import { textOf, type Api } from '../../scripts/demo/api.ts'
import { hiddenCharacters } from '../../schemas/requests/common.ts'
import { scopes } from '../../src/caller.ts'
import { knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { parseJsonObject } from '../../src/credentials/json.ts'
import { issuedProblems } from '../../src/credentials/schema.ts'
import * as people from '../journeys/people.ts'
import { fullAchievement, fullOrganization, fullStatement } from '../support/every-property.ts'
import { verifyWithDigitalBazaar } from '../support/external-verifiers.ts'
import { startTestService, type TestService } from '../support/service.ts'

/** Any part of what can be said, the members that are needed kept. */
function someOf<T extends object>(whole: T, ...needed: (keyof T & string)[]) {
  const optional = Object.keys(whole).filter((name) => !needed.some((one) => one === name))
  return fc.subarray(optional).map((chosen): Partial<T> => {
    const kept = Object.entries(whole).filter(
      ([name]) => chosen.includes(name) || needed.some((one) => one === name),
    )
    return Object.fromEntries(kept) as Partial<T>
  })
}

/** Words in any script, never blank; some that mean something to JSON, JSON-LD or HTML. */
const words = fc.oneof(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((text) => `${text.replaceAll('\0', '')}x`),
  fc.constantFrom('@id', '@type', '"\\\n', '<script>', '__proto__', 'مد وجزر', '1e21', 'null'),
)

/** As a name may be: nothing hidden in it. */
const oneLine = (word: string) => `${word.replaceAll(new RegExp(hiddenCharacters, 'g'), '')}x`
const credits = fc.double({ min: 0, max: 1e6, noNaN: true })

const text = (...names: string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, words])), { requiredKeys: [] })

const achievements = fc
  .tuple(
    someOf(fullAchievement, 'name', 'description', 'criteria', 'resultDescriptions', 'rubric'),
    text('name', 'description', 'criteria', 'fieldOfStudy', 'humanCode', 'version'),
    fc.record({ creditsAvailable: credits }, { requiredKeys: [] }),
    fc.constantFrom('en', 'es', 'zh-Hant-TW'),
  )
  .map(([some, texts, numbers, language]) => ({
    ...some,
    ...texts,
    ...(texts['name'] === undefined ? {} : { name: oneLine(texts['name']) }),
    ...numbers,
    language,
    achievementType: 'Badge',
    tags: [],
    alignments: some.alignments ?? [],
  }))

const results = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom('A', 'B', 'C').map((value) => ({ description: 'grade', value })),
    fc.nat(100).map((value) => ({ description: 'score', value: String(value) })),
    fc.constantFrom('Failed', 'Completed').map((status) => ({ description: 'state', status })),
    fc.nat(1).map((level) => ({ description: 'rubric', level })),
    words.map((value) => ({ value })),
  ),
  { minLength: 1, maxLength: 6, selector: (one) => JSON.stringify(one) },
)

const statements = fc
  .tuple(
    someOf(fullStatement),
    text('narrative', 'licenseNumber', 'role', 'term', 'credentialName'),
    fc.record({ creditsEarned: credits, results }, { requiredKeys: [] }),
    fc.record({ credentialSchema: fc.boolean() }, { requiredKeys: [] }),
  )
  .map(([some, ...more]) => {
    const { imageCaption, credentialImageCaption, ...rest } = some
    const said = Object.assign({}, rest, ...more) as typeof rest
    return {
      ...said,
      ...(said.image === undefined || imageCaption === undefined ? {} : { imageCaption }),
      ...(said.credentialImage === undefined || credentialImageCaption === undefined
        ? {}
        : { credentialImageCaption }),
    }
  })

describe('any legal award', function () {
  this.timeout(120_000)
  let service: TestService
  let api: Api
  let organizationId: string
  before(async () => {
    service = await startTestService()
    api = service.api(await people.makeKey(await people.setUp(service), scopes))
    const organization = await api.call('POST', '/api/v1/organizations', fullOrganization)
    organizationId = textOf(organization, 'id')
  })
  after(() => service.stop())

  it('gives a credential that keeps our statement of the schema and verifies', async () => {
    const path = (rest: string) => `/api/v1/organizations/${organizationId}${rest}`
    const didDocument = await api.call('GET', `/organizations/${organizationId}/did.json`)
    await fc.assert(
      fc.asyncProperty(achievements, statements, async (achievement, statement) => {
        const made = await api.call('POST', path('/achievements'), achievement)
        const achievementId = textOf(made, 'id')
        await api.call('POST', path(`/achievements/${achievementId}/publication`))
        const award = await api.call('POST', path('/awards'), {
          achievementId,
          learner: {
            name: 'Mar',
            email: `mar-${achievementId.slice(-6)}@learners.example`,
            ageBand: 'adult',
          },
          ...statement,
        })
        const credential =
          (await service.services.issuing.byId(textOf(award, 'id')))?.credential ?? '{}'
        const { proof: _proof, ...unsigned } = parseJsonObject(credential)
        expect(issuedProblems(unsigned)).to.deep.equal([])
        const report = await api.call('POST', '/api/v1/verifications', { credential })
        expect(report['verdict'], JSON.stringify(report['checks'])).to.equal('valid')
        const answer = await verifyWithDigitalBazaar(credential, didDocument, knownContexts())
        expect(answer.said).to.equal('verified')
      }),
      { numRuns: 12 },
    )
  })
})
