import { get, type IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { expect } from 'chai'
import { statusListTable } from '../../src/issuing/tables.ts'
import { expectRefusal, hour, setStage, type Stage } from '../app/stage.ts'

describe('status lists', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const addressOf = (purpose: string, number = 1) =>
    `${stage.service.base}/organizations/${stage.museum}/status/${String(number)}/${purpose}`
  const read = async (purpose: 'revocation' | 'suspension', number = 1) => {
    const list = await stage.service.services.issuing.statusLists.read(
      stage.museum,
      number,
      purpose,
    )
    const encoded = /"encodedList":"u([\w-]+)"/.exec(list.text)?.[1] ?? ''
    const bytes = gunzipSync(Buffer.from(encoded, 'base64url'))
    const bit = (index: number) => ((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1
    return { ...list, bytes, bit }
  }
  const reason = 'A mistake.'

  it('bits say what the awards say, for each purpose in its own list', async () => {
    const { state } = stage.service.services.issuing
    const one = await stage.award({ name: 'One' })
    const two = await stage.award({ name: 'Two' })
    const bits = async () => {
      const [revocation, suspension] = [await read('revocation'), await read('suspension')]
      return [one, two].map(({ statusIndex }) => [
        revocation.bit(statusIndex),
        suspension.bit(statusIndex),
      ])
    }
    expect(await bits()).to.deep.equal([
      [0, 0],
      [0, 0],
    ])
    await state.suspend(stage.operator, stage.museum, one.id, reason)
    expect(await bits()).to.deep.equal([
      [0, 1],
      [0, 0],
    ])
    await state.reinstate(stage.operator, stage.museum, one.id)
    expect(await bits()).to.deep.equal([
      [0, 0],
      [0, 0],
    ])
    await state.revoke(stage.operator, stage.museum, two.id, reason)
    expect(await bits()).to.deep.equal([
      [0, 0],
      [1, 0],
    ])
    const { bytes } = await read('revocation')
    expect(bytes).to.have.length(131_072 / 8)
    expect(
      bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0),
    ).to.equal(1)
  })

  it('of two who revoke in the same moment one is told that it is done', async () => {
    const { state } = stage.service.services.issuing
    const { id } = await stage.award({ name: 'One' })
    const answers = await Promise.allSettled([
      state.revoke(stage.operator, stage.museum, id, 'First.'),
      state.revoke(stage.operator, stage.museum, id, 'Second.'),
    ])
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    await expectRefusal(state.reinstate(stage.operator, stage.museum, id), 'already-revoked')
  })

  it('a list is signed once while nothing changes, and again after a change or an hour', async () => {
    const first = await read('revocation')
    expect((await read('revocation')).text).to.equal(first.text)
    stage.service.pass(61 * 60_000)
    const later = await read('revocation')
    expect(later.text).not.to.equal(first.text)
    const { id } = await stage.award({ name: 'One' })
    await stage.service.services.issuing.state.revoke(stage.operator, stage.museum, id, reason)
    expect((await read('revocation')).text).not.to.equal(later.text)
  })

  it('a list that is handed out is good for hours still', async () => {
    const { text } = await read('revocation')
    stage.service.pass(hour / 2)
    const until = /"validUntil":"([^"]+)"/.exec((await read('revocation')).text)?.[1] ?? ''
    expect(Date.parse(until) - stage.service.services.world.now().getTime()).to.be.greaterThan(
      20 * hour,
    )
    expect(text).to.contain('eddsa-rdfc-2022')
  })

  it('whoever asks again with what they have is told that nothing changed', async () => {
    // Node's own client, since `fetch` adds `no-cache` to a conditional request.
    const ask = (etag: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const headers = { 'if-none-match': etag }
        get(addressOf('revocation'), { headers }, (answer) => resolve(answer.resume())).on(
          'error',
          reject,
        )
      })
    const first = await ask('"another"')
    const { etag = '' } = first.headers
    expect(first.statusCode).to.equal(200)
    expect(first.headers['last-modified']).to.match(/GMT$/)
    expect(first.headers['content-type']).to.contain('application/vc')
    expect((await ask(etag)).statusCode).to.equal(304)
    const { id } = await stage.award({ name: 'One' })
    await stage.service.services.issuing.state.revoke(stage.operator, stage.museum, id, reason)
    expect((await ask(etag)).statusCode).to.equal(200)
  })

  it('no other number, purpose or organization has a list', async () => {
    for (const address of [
      addressOf('revocation', 99),
      addressOf('deletion'),
      addressOf('revocation').replace('/1/', '/x/'),
      addressOf('revocation').replace(stage.museum, 'A'.repeat(22)),
    ]) {
      expect((await fetch(address)).status, address).to.equal(404)
    }
  })

  it('two hundred awards at once have places of their own, spread over the list', async function () {
    this.timeout(120_000)
    const awards = await Promise.all(
      Array.from({ length: 200 }, (_, number) => stage.award({ name: `Child ${String(number)}` })),
    )
    const places = awards.map(({ statusIndex }) => statusIndex)
    expect(new Set(places).size).to.equal(200)
    expect(
      places.some((place) => place < 40_000) && places.some((place) => place > 90_000),
    ).to.equal(true)
    expect(awards.every(({ state }) => state === 'issued')).to.equal(true)
  })

  it('a list that is half full is followed by a new one', async () => {
    const lists = stage.service.storage.open(statusListTable)
    await lists.change(`${stage.museum}:1`, (list) => ({ ...list, used: 131_072 / 2 }))
    const award = await stage.award({ name: 'Next' })
    expect(award.statusList).to.equal(`${stage.museum}:2`)
    expect(award.credential).to.contain('/status/2/revocation').and.contain('/status/2/suspension')
    expect((await lists.get(`${stage.museum}:2`))?.used).to.equal(1)
  })
})
