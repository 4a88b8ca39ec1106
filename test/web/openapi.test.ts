import { Validator } from '@seriousme/openapi-schema-validator'
import { expect } from 'chai'
import request from 'supertest'
import { at } from './at.ts'
import { routes, sampleApp } from './sample-app.ts'

describe('the OpenAPI document', () => {
  const { app } = sampleApp()
  const read = async () => (await request(app).get('/api/openapi.json')).text

  it('is valid OpenAPI 3.1', async () => {
    const document: unknown = JSON.parse(await read())
    if (typeof document !== 'object' || document === null) throw new Error('no document')
    const result = await new Validator().validate({ ...document })
    expect(result.errors ?? []).to.deep.equal([])
    expect(result.valid).to.equal(true)
  })

  it('describes every route with what it takes, answers and asks of a key', async () => {
    const document: unknown = JSON.parse(await read())
    expect(at(document, 'openapi')).to.match(/^3\.1\./)
    for (const { path, method, operationId } of routes) {
      const address = path.replaceAll(/:(\w+)/g, '{$1}')
      expect(at(document, 'paths', address, method, 'operationId')).to.equal(operationId)
    }
    const make = at(document, 'paths', '/api/v1/things', 'post')
    const body = at(make, 'requestBody', 'content', 'application/json', 'schema', 'properties')
    expect(at(make, 'security', 0)).to.deep.equal({ apiKey: ['awards:write'] })
    expect(at(body, 'name', 'maxLength')).to.equal(20)
    expect(at(make, 'responses')).to.have.all.keys(
      ...['201', '400', '401', '403', '409', '413', '415', '422', '500'],
    )
    expect(at(make, 'responses', '409', 'content')).to.have.all.keys('application/problem+json')
    const readThing = at(document, 'paths', '/api/v1/things/{thingId}', 'get')
    expect(at(readThing, 'security')).to.deep.equal([])
    const parameters = [0, 1, 2, 3].map((place) =>
      ['name', 'in', 'required'].map((name) => at(readThing, 'parameters', place, name)),
    )
    expect(parameters).to.deep.equal([
      ['thingId', 'path', true],
      ['limit', 'query', false],
      ['tag', 'query', false],
      [undefined, undefined, undefined],
    ])
  })

  it('has a page without inline scripts or anything of another origin', async () => {
    const page = await request(app).get('/api/docs')
    expect(page.status).to.equal(200)
    expect(page.text).not.to.match(/https?:\/\//)
    expect(page.text).not.to.match(/<script(?![^>]*\bsrc=)|<style|\son\w+=/)
    const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    )
    expect(addresses).to.have.length(5).and.include('/icon.svg')
    for (const address of addresses.filter((one) => one !== '/icon.svg'))
      await request(app).get(address).expect(200)
    const start = await request(app).get('/api/docs/start.js')
    expect(start.text).to.contain('validatorUrl: null')
    expect(start.type).to.equal('text/javascript')
  })

  it('serves no other file of the package that draws the page', async () => {
    for (const file of ['package.json', 'index.html', '..%2fpackage.json']) {
      expect((await request(app).get(`/api/docs/${file}`)).status).to.equal(404)
    }
  })
})
