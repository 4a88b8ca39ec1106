import { expect } from 'chai'
import fc from 'fast-check'
import { holdsAt, hostileText, wellFormed, type Sent } from './hostile.ts'
import { setStage, type Stage } from './stage.ts'

describe('whatever a browser sends to the real service', () => {
  let stage: Stage
  let ids: Readonly<
    Record<'awardId' | 'achievementId' | 'learnerId' | 'accountId' | 'groupId' | 'importId', string>
  >
  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    const { accountId } = await stage.person('learner@hostile.example')
    const award = await stage.held(stage.operator)
    const { groups, imports } = stage.service.services.learners
    const group = await groups.create(stage.operator, stage.museum, 'Hostile')
    const list = { kind: 'text', text: 'Ana\nBo, Li' } as const
    const roster = await imports.open(stage.operator, stage.museum, list, {})
    ids = {
      groupId: group.id,
      importId: roster.id,
      awardId: award.id,
      achievementId: stage.achievementId,
      learnerId: award.learnerId,
      accountId,
    }
  })
  after(() => stage.stop())

  const holds = (sent: Sent) => holdsAt(stage.service.base, sent)

  it('no page is a fault, whatever its address or the form that is posted to it', async function () {
    this.timeout(120_000)
    const visitor = stage.service.visitor()
    await visitor.submit('/sign-in', { email: 'operator@service.example' })
    await visitor.submit(
      await stage.service.linkMailedTo('operator@service.example', '/sign-in/'),
      {},
    )
    const home = `/console/${stage.museum}`
    const { awardId, achievementId, learnerId, accountId, groupId, importId } = ids
    const pages = [
      '/account',
      '/account/api-keys/new',
      '/sign-in',
      '/claim',
      '/verify',
      `/backpack/${awardId}`,
      '/organizations/new',
      `${home}/edit`,
      `${home}/staff`,
      `${home}/learners`,
      `${home}/learners/${learnerId}`,
      `${home}/groups`,
      `${home}/groups/${groupId}`,
      `${home}/roster-imports/new`,
      `${home}/roster-imports/${importId}`,
      `${home}/achievements/new`,
      `${home}/achievements/${achievementId}/edit`,
      `${home}/awards/new`,
      `${home}/awards/${awardId}`,
    ]
    const actions = [
      `${home}/staff/${accountId}/role`,
      `${home}/awards/${awardId}/mails`,
      `${home}/learners/${learnerId}/groups`,
      `${home}/roster-imports/${importId}/rows/1`,
      `/account/api-keys/${accountId}/revocation`,
    ]
    const names = fc.constantFrom(
      'name',
      'email',
      'next',
      'learner[name]',
      'evidence[0][url]',
      'evidence[999][url]',
      '__proto__[x]',
      'rubric[levels][0][name]',
      'tags',
      'code',
      'month',
      'year',
      'pasted',
      'group',
      'groupId',
      'dateOrder',
      'columns[0]',
      'consentsFrom',
      'somebodyElse',
      'scopes[0]',
      'scopes',
      'reason',
      'endsOn',
      'achievementId',
      'role',
      'address',
      'level',
      'a[b][c][d][e][f]',
    )
    const form = fc.dictionary(names, hostileText.map(wellFormed))
    for (const page of [...pages, ...actions]) {
      await fc.assert(
        fc.asyncProperty(form, async (fields) => {
          const shown = await visitor.press('/account', page, fields)
          expect(shown.status, `${page} ${JSON.stringify(fields)}`).to.be.within(200, 499)
        }),
        { numRuns: 8 },
      )
    }
    const places = [
      '/s/',
      '/credentials/',
      '/organizations/',
      '/images/',
      '/keys/',
      '/claim/',
      '/sign-in/',
      '/set-up/',
      '/invitations/',
      '/console/',
      '/backpack/',
      '/achievements/x/versions/',
      `/organizations/${stage.museum}/status/1/`,
      `/organizations/${stage.museum}/keys/`,
    ]
    const accepts = fc.constantFrom('text/html', 'application/json', '*/*', 'image/png', 'x', '')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        hostileText,
        accepts,
        async (place, text, accept) => {
          await holds({
            method: 'GET',
            path: place + encodeURIComponent(wellFormed(text)),
            headers: { accept },
          })
        },
      ),
      { numRuns: 300 },
    )
    for (const path of [
      '/images/..%2f..%2fsecrets.json',
      '/%ff',
      '/s/x.exe',
      '/s/%2e%2e.png',
      '/assets/..%2f..%2fpackage.json',
    ]) {
      expect(await holds({ method: 'GET', path, headers: {} }), path).to.be.oneOf([400, 403, 404])
    }
  })

  it('a form that no page of ours showed does nothing', async () => {
    const visitor = stage.service.visitor()
    await visitor.submit('/sign-in', { email: 'victim@hostile.example' })
    await visitor.submit(
      await stage.service.linkMailedTo('victim@hostile.example', '/sign-in/'),
      {},
    )
    for (const action of ['/account', '/sign-out', '/sign-out-everywhere', '/claim']) {
      const answer = await fetch(stage.service.base + action, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams({ name: 'Owned', language: 'en', code: 'x' }),
      })
      expect(answer.status, action).to.equal(403)
    }
    expect((await visitor.open('/account')).path).to.equal('/account')
  })
})
