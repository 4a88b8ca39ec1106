import { expect } from 'chai'
import { startTestService, type TestService } from '../../support/service.ts'
import { routesOf, type Found } from './found-routes.ts'
import { whoMay } from './who-may.ts'

describe('the routes of the service', () => {
  let service: TestService
  let found: Found
  before(async () => {
    service = await startTestService()
    found = routesOf(service.app)
  })
  after(() => service.stop())

  it('are all in the table of who may use them, and the table has no others', () => {
    const names = found.routes
      .filter(({ method }) => method !== 'OPTIONS')
      .map(({ method, path }) => `${method} ${path}`)
    const missing = names.filter((name) => whoMay[name] === undefined)
    const gone = Object.keys(whoMay).filter((name) => !names.includes(name))
    const say = 'add a line for each to test/app/privacy/who-may.ts, with who may use it'
    expect(missing, `new routes: ${say}`).to.deep.equal([])
    expect(gone, 'these routes are gone: take them out of who-may.ts').to.deep.equal([])
  })

  it('are all that answers: beside them stand only files and limits', () => {
    expect(found.mounts.filter((path) => path !== '/')).to.deep.equal([
      '/assets',
      '/claim/code/:code',
      '/join{/:code}',
      '/joined/:token',
      '/kiosk/:token',
      '/open-tenant',
    ])
  })
})
