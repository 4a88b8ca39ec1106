import { expect } from 'chai'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import request from 'supertest'
import { limitRates } from '../../src/app/rate-limits.ts'
import { asWaymarkError } from '../../src/web/as-waymark-error.ts'
import { mustWait } from '../../src/web/rate-limit.ts'

describe('how often one may save an application', () => {
  const own = '/applications/mine'
  const byAccount: RequestHandler = (asked, _answer, next) => {
    Object.assign(asked, { session: { accountId: asked.get('x-account') } })
    next()
  }
  const told: ErrorRequestHandler = (error, _asked, answer, _next) => {
    answer.status(asWaymarkError(error).status).end()
  }
  const limited = (): Express => {
    const app = express()
    app.use(byAccount)
    limitRates(app)
    app.post(own, (_asked, answer) => void answer.status(mustWait(answer)?.status ?? 204).end())
    return app.use(told)
  }
  const type = async (app: Express, account: string) =>
    (await request(app).post(own).set('x-account', account).type('form').send('words=more')).status
  const upload = async (app: Express, account: string) =>
    (await request(app).post(own).set('x-account', account).field('words', 'more')).status
  const times = async (count: number, act: () => Promise<number>) => {
    for (let time = 0; time < count; time += 1) expect(await act()).to.equal(204)
  }

  it('a class that types behind one address uses up nothing that its buttons need', async function () {
    this.timeout(60_000)
    const app = limited()
    for (const account of ['ada', 'bo', 'cy']) await times(100, () => type(app, account))
    expect(await upload(app, 'ada')).to.equal(204)
  })

  it('typing is counted for each account on its own', async function () {
    this.timeout(60_000)
    const app = limited()
    await times(600, () => type(app, 'ada'))
    expect(await type(app, 'ada')).to.equal(429)
    expect(await type(app, 'bo')).to.equal(204)
  })

  it('files are counted by the network they come from, whoever sends them', async function () {
    this.timeout(60_000)
    const app = limited()
    await times(240, () => upload(app, 'ada'))
    expect(await upload(app, 'bo')).to.equal(429)
  })
})
