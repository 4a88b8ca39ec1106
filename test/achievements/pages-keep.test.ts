import { expect } from 'chai'
import { textOf, type Api } from '../../scripts/demo/api.ts'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { scopes } from '../../src/caller.ts'
import * as people from '../journeys/people.ts'
import { fullAchievement, fullOrganization } from '../support/every-property.ts'
import { startTestService, type TestService } from '../support/service.ts'

describe('a page that does not ask everything', function () {
  this.timeout(60_000)
  let service: TestService
  let operator: Visitor
  let api: Api
  let organizationId: string

  before(async () => {
    service = await startTestService()
    operator = await people.setUp(service)
    api = service.api(await people.makeKey(operator, scopes))
    const organization = await api.call('POST', '/api/v1/organizations', {
      ...fullOrganization,
      credentialSchema: true,
    })
    organizationId = textOf(organization, 'id')
  })
  after(() => service.stop())

  it('keeps of an organization what only the API asks', async () => {
    const { name: _old, ...kept } = fullOrganization
    const { sector, description, url, email } = fullOrganization
    const sent = { name: 'Museum of Tides and Rivers', sector, description, url, email }
    await operator.submit(`/console/${organizationId}/edit`, sent)
    const changed = await api.call('GET', `/api/v1/organizations/${organizationId}`)
    expect(changed['name']).to.equal(sent.name)
    expect(changed).to.deep.include({ ...kept, credentialSchema: true })
  })

  it('keeps of an achievement what only the API asks, its levels found again by name', async () => {
    const collection = `/api/v1/organizations/${organizationId}/achievements`
    const achievementId = textOf(await api.call('POST', collection, fullAchievement), 'id')
    const editing = `/console/${organizationId}/achievements/${achievementId}/edit`
    const { html } = await operator.open(editing)
    expect(html).to.contain('value="pt-BR"')
    const [alignment] = fullAchievement.alignments
    const [beginning, proficient] = fullAchievement.rubric.levels
    await operator.submit(editing, {
      name: 'Renamed',
      description: fullAchievement.description,
      criteria: fullAchievement.criteria,
      achievementType: fullAchievement.achievementType,
      language: fullAchievement.language,
      tags: 'biology',
      'alignments[0][targetName]': alignment?.targetName ?? '',
      'alignments[0][targetUrl]': alignment?.targetUrl ?? '',
      'alignments[0][targetCode]': alignment?.targetCode ?? '',
      'alignments[0][targetFramework]': alignment?.targetFramework ?? '',
      'rubric[name]': fullAchievement.rubric.name,
      'rubric[levels][0][name]': 'Before the beginning',
      'rubric[levels][1][name]': beginning?.name ?? '',
      'rubric[levels][2][name]': proficient?.name ?? '',
      'rubric[levels][2][description]': proficient?.description ?? '',
      'rubric[levels][2][points]': proficient?.points ?? '',
    })
    const changed = await api.call('GET', `${collection}/${achievementId}`)
    const { name: _old, rubric, ...kept } = fullAchievement
    expect(changed['name']).to.equal('Renamed')
    expect(changed).to.deep.include(kept)
    expect(changed['rubric']).to.deep.equal({
      ...rubric,
      requiredLevel: 2,
      levels: [{ name: 'Before the beginning' }, ...rubric.levels],
    })
  })

  it('drops the level that is required with the level', async () => {
    const collection = `/api/v1/organizations/${organizationId}/achievements`
    const achievementId = textOf(await api.call('POST', collection, fullAchievement), 'id')
    await operator.submit(`/console/${organizationId}/achievements/${achievementId}/edit`, {
      name: 'Renamed',
      description: 'D',
      criteria: 'C',
      achievementType: 'Badge',
      language: 'en',
      'rubric[name]': 'How far',
      'rubric[levels][0][name]': 'Beginning',
    })
    const changed = await api.call('GET', `${collection}/${achievementId}`)
    const { alignments } = fullAchievement.rubric
    expect(changed['rubric']).to.deep.equal({
      name: 'How far',
      alignments,
      levels: [{ name: 'Beginning' }],
    })
  })
})
