import { expect } from 'chai'
import { textOf, type Api } from '../../scripts/demo/api.ts'
import { scopes } from '../../src/caller.ts'
import * as people from '../journeys/people.ts'
import { fullAchievement, fullOrganization, fullStatement } from '../support/every-property.ts'
import { startTestService, type TestService } from '../support/service.ts'

type Case = readonly [what: string, change: object, problem: string]

const [grade, score, state] = fullAchievement.resultDescriptions
const { rubric } = fullAchievement
const person = (id: string) => ({ id, name: 'Somebody else' })

/** What the answer names: the member, and the rule that it breaks. */
const achievements: readonly Case[] = [
  [
    'a birth date',
    { creator: { ...person('urn:a:b'), dateOfBirth: '2001-01-01' } },
    '/creator/dateOfBirth unknown',
  ],
  ['a creator without an id', { creator: { name: 'A' } }, '/creator/id required'],
  [
    'a required level that is none of the levels',
    { rubric: { ...rubric, requiredLevel: 2 } },
    '/rubric/requiredLevel choice',
  ],
  [
    'two result descriptions with one key',
    { resultDescriptions: [grade, { ...grade, name: 'B' }] },
    '/resultDescriptions/1/key choice',
  ],
  [
    'a key that is the rubric’s',
    { resultDescriptions: [{ ...grade, key: 'rubric' }] },
    '/resultDescriptions/0/key format',
  ],
  [
    'levels that are needed and not there',
    { resultDescriptions: [{ ...state, resultType: 'RubricCriterionLevel' }] },
    '/resultDescriptions/0/levels required',
  ],
  [
    'a required value that is not allowed',
    { resultDescriptions: [{ ...grade, requiredValue: 'D' }] },
    '/resultDescriptions/0/requiredValue choice',
  ],
  [
    'a required value outside the range',
    { resultDescriptions: [{ ...score, requiredValue: '101' }] },
    '/resultDescriptions/0/requiredValue choice',
  ],
  [
    'a smallest value above the biggest',
    { resultDescriptions: [{ ...score, valueMin: '200', requiredValue: undefined }] },
    '/resultDescriptions/0/valueMax order',
  ],
  [
    'a bound that is no number',
    { resultDescriptions: [{ ...score, valueMin: 'low' }] },
    '/resultDescriptions/0/valueMin format',
  ],
  [
    'an unknown kind of result',
    { resultDescriptions: [{ ...score, resultType: 'Stars' }] },
    '/resultDescriptions/0/resultType format',
  ],
  [
    'a related achievement named twice',
    { related: [{ id: 'urn:x:y' }, { id: 'urn:x:y', version: '2' }] },
    '/related/1/id choice',
  ],
  [
    'a related achievement that is also the creator',
    { related: [{ id: 'urn:x:y', version: '2' }], creator: person('urn:x:y') },
    '/related choice',
  ],
  [
    'the same alignment twice at one level',
    { rubric: { ...rubric, alignments: [...rubric.alignments, ...rubric.alignments] } },
    '/rubric/alignments choice',
  ],
  ['a language that is none', { language: 'Spanish' }, '/language format'],
  ['credits below nothing', { creditsAvailable: -1 }, '/creditsAvailable too-small'],
  ['an unknown type', { achievementType: 'Sticker' }, '/achievementType format'],
  [
    'an identifier of an unknown kind',
    { otherIdentifiers: [{ identifier: '1', identifierType: 'number' }] },
    '/otherIdentifiers/0/identifierType format',
  ],
  [
    'criteria at an address that is none',
    { criteriaUrl: 'ftp://a.example' },
    '/criteriaUrl web-address',
  ],
]

const minor = { name: 'Ida', ageBand: 'minor' }
const identifiers = (identifierType: string, identifier: string, hashed?: boolean) => ({
  identifiers: [{ identifier, identifierType, ...(hashed === undefined ? {} : { hashed }) }],
})

const awards: readonly Case[] = [
  ['a level that the rubric does not have', { level: 5 }, '/level choice'],
  [
    'a result of no description',
    { results: [{ description: 'marks', value: '1' }] },
    '/results/0/description choice',
  ],
  [
    'a value that is not allowed',
    { results: [{ description: 'grade', value: 'F' }] },
    '/results/0/value choice',
  ],
  [
    'a value outside the range',
    { results: [{ description: 'score', value: '100.1' }] },
    '/results/0/value choice',
  ],
  [
    'a value that is no number',
    { results: [{ description: 'score', value: 'many' }] },
    '/results/0/value choice',
  ],
  [
    'no status where that is the result',
    { results: [{ description: 'state', value: 'Done' }] },
    '/results/0/status required',
  ],
  [
    'no level where that is the result',
    { results: [{ description: 'rubric' }] },
    '/results/0/level required',
  ],
  [
    'a level of another description',
    { results: [{ description: 'grade', level: 0 }] },
    '/results/0/level choice',
  ],
  ['a level of no description', { results: [{ level: 0 }] }, '/results/0/level choice'],
  [
    'a result that says nothing',
    { results: [{ description: 'grade' }] },
    '/results/0/value required',
  ],
  [
    'an unknown status',
    { results: [{ description: 'state', status: 'Done' }] },
    '/results/0/status choice',
  ],
  ['an award tomorrow', { awardedDate: '2999-01-01' }, '/awardedDate order'],
  [
    'a digest of nothing',
    { evidence: [{ narrative: 'a', digestSRI: fullStatement.evidence[0]?.digestSRI }] },
    '/evidence/0/url required',
  ],
  [
    'a digest of another form',
    { evidence: [{ url: 'https://a.example/', digestSRI: 'md5-x' }] },
    '/evidence/0/digestSRI format',
  ],
  ['a caption without a picture', { imageCaption: 'A crab' }, '/image required'],
  ['the issuer as another source', { source: person('SELF') }, '/source/id choice'],
  [
    'the creator as another source',
    { source: person('https://college.example/profile') },
    '/source/id choice',
  ],
  [
    'terms at the address of evidence',
    { evidence: [{ url: 'https://a.example/', name: 'A' }], source: person('https://a.example/') },
    '/evidence/0/url choice',
  ],
  [
    'the achievement as evidence of itself',
    { evidence: [{ url: 'https://museum.example/criteria', name: 'A' }] },
    '/evidence/0/url choice',
  ],
  [
    'terms of a kind that nobody can look up',
    { termsOfUse: [{ type: 'IssuerPolicy' }] },
    '/termsOfUse/0/type web-address',
  ],
  [
    'a plain e-mail address',
    identifiers('emailAddress', 'ida@learners.example'),
    '/identifiers/0/hashed required',
  ],
  [
    'one under another name',
    identifiers('userName', 'ida@learners.example'),
    '/identifiers/0/hashed required',
  ],
  [
    'a plain national number',
    identifiers('nationalIdentityNumber', '123'),
    '/identifiers/0/hashed required',
  ],
  [
    'a hashed e-mail address of a minor',
    { learner: minor, ...identifiers('emailAddress', 'i@l.example', true) },
    '/identifiers/0/identifierType choice',
  ],
  [
    'the name of a minor',
    { learner: minor, ...identifiers('name', 'Ida') },
    '/identifiers/0/identifierType choice',
  ],
]

const organizations: readonly Case[] = [
  ['an address that says nothing', { address: {} }, '/address too-few'],
  [
    'a country that is none',
    { address: { addressCountryCode: 'Spain' } },
    '/address/addressCountryCode format',
  ],
  [
    'a place beyond the pole',
    { address: { geo: { latitude: 91, longitude: 0 } } },
    '/address/geo/latitude too-large',
  ],
  ['a half of a place', { address: { geo: { latitude: 9 } } }, '/address/geo/longitude required'],
  ['a parent without an id', { parentOrg: { name: 'District' } }, '/parentOrg/id required'],
  ['itself as its parent', { parentOrg: person('SELF') }, '/parentOrg/id choice'],
  ['a blank description', { description: ' ' }, '/description required'],
]

describe('what cannot stand in a credential', function () {
  this.timeout(60_000)
  let service: TestService
  let api: Api
  let organizationId: string
  let achievementId: string
  let did: string

  before(async () => {
    service = await startTestService()
    api = service.api(await people.makeKey(await people.setUp(service), scopes))
    const organization = await api.call('POST', '/api/v1/organizations', fullOrganization)
    organizationId = textOf(organization, 'id')
    did = textOf(organization, 'did')
    achievementId = textOf(await api.call('POST', path('/achievements'), fullAchievement), 'id')
    await api.call('POST', path(`/achievements/${achievementId}/publication`))
  })
  after(() => service.stop())

  const path = (rest: string) => `/api/v1/organizations/${organizationId}${rest}`

  const refusal = async (method: string, where: string, body: object) => {
    const named: unknown = JSON.parse(JSON.stringify(body).replaceAll('SELF', did))
    const answer = await api.call(method, where, named).then(
      () => 'taken',
      (error: unknown) => String(error),
    )
    const problem: unknown = JSON.parse(answer.slice(answer.indexOf('{')) || '{}')
    const { problems = [] } = problem as { problems?: { path: string; rule: string }[] }
    return [answer.slice(0, answer.indexOf('{')), problems.map((one) => `${one.path} ${one.rule}`)]
  }

  const walk = (
    what: string,
    cases: readonly Case[],
    ask: (change: object) => Promise<unknown[]>,
  ) => {
    for (const [name, change, problem] of cases) {
      it(`of ${what}: ${name} is answered as ${problem}`, async () => {
        const [answer, problems] = await ask(change)
        expect(answer).to.contain(' 400 ')
        expect(problems).to.deep.equal([problem])
      })
    }
  }

  walk('an achievement', achievements, (change) =>
    refusal('POST', path('/achievements'), { ...fullAchievement, ...change }),
  )
  walk('an award', awards, (change) =>
    refusal('POST', path('/awards'), {
      achievementId,
      learner: { name: 'Mar', email: 'mar@learners.example', ageBand: 'adult' },
      ...change,
    }),
  )
  it('nobody is written down for an award that cannot be made', async () => {
    const source = { id: did, name: 'Not the museum' }
    const learner = { name: 'Nobody yet', email: 'nobody@learners.example', ageBand: 'adult' }
    await refusal('POST', path('/awards'), { achievementId, learner, source })
    const { learners } = await api.call('GET', path('/learners'))
    expect(JSON.stringify(learners)).not.to.contain('Nobody yet')
  })

  it('more than a verifier would look at is answered as too much', async () => {
    const { alignments } = fullAchievement.rubric
    const many = <T>(count: number, make: (place: number) => T) =>
      Array.from({ length: count }, (_, place) => make(place))
    const resultDescriptions = many(10, (place) => ({
      ...{ key: `r-${place}`, name: 'Rubric', resultType: 'RubricCriterionLevel' },
      levels: many(12, (level) => ({ name: `Level ${level}`, alignments })),
    }))
    const [answer, problems] = await refusal('POST', path('/achievements'), {
      ...fullAchievement,
      resultDescriptions,
    })
    expect(answer).to.contain(' 400 ')
    expect(problems).to.deep.equal([' too-many'])
  })

  walk('an organization', organizations, (change) =>
    refusal('PUT', path(''), { ...fullOrganization, ...change }),
  )
})
