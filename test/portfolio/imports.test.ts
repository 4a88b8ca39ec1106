import { expect } from 'chai'
import { membersOf } from '../../scripts/demo/api.ts'
import type { Caller } from '../../src/caller.ts'
import { bakePng } from '../../src/credentials/baking/png.ts'
import { identityHash } from '../../src/credentials/identity.ts'
import { isJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { createForeignIssuer, fakeNetwork, statusIndex } from '../support/foreign-issuer.ts'
import { onEveryEngine } from '../support/service.ts'
import { onePixelPng } from '../support/tiny-png.ts'

const allIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

onEveryEngine('a badge from elsewhere', (engine) => {
  const network = fakeNetwork()
  let stage: Stage
  let issuer: Awaited<ReturnType<typeof createForeignIssuer>>
  let owner: Caller
  before(async () => {
    stage = await setStage(engine, { network })
    issuer = await createForeignIssuer()
    await serve([])
    owner = await stage.person('rosa@family.example')
  })
  after(() => stage.stop())

  const imports = () => stage.service.services.imports
  const inDays = (days: number) => timestamp(new Date(Date.now() + days * day))

  /** The issuer's documents, with lists of today in which these places are set. */
  async function serve(revoked: readonly number[]) {
    await issuer.serve(network)
    for (const purpose of ['revocation', 'suspension'] as const) {
      const dates = { validFrom: inDays(-1), validUntil: inDays(400) }
      const set = purpose === 'revocation' ? revoked : []
      network.served.set(issuer.listUrl(purpose), await issuer.statusList(purpose, set, dates))
    }
  }
  const badge = (id: string, changes: JsonObject = {}) =>
    issuer.sign(
      issuer.unsigned({
        id: `https://badges.elsewhere.org/credentials/${id}`,
        validUntil: inDays(300),
        ...changes,
      }),
    )
  const subjectFor = (email: string): JsonObject => {
    const { credentialSubject } = issuer.unsigned()
    if (!isJsonObject(credentialSubject)) throw new Error('the sample badge has no subject')
    const identifier = {
      type: 'IdentityObject',
      hashed: true,
      identityHash: identityHash(email, 'salt'),
      identityType: 'emailAddress',
      salt: 'salt',
    }
    return { credentialSubject: { ...credentialSubject, identifier: [identifier] } }
  }

  /** The API of imports, as somebody's own program uses it. */
  const keyOf = async (caller: Caller) => {
    const secret = await stage.key(caller, ['backpack:read', 'backpack:write'])
    return async (method: string, path = '', body?: unknown) => {
      const answer = await fetch(`${stage.service.base}/api/v1/backpack/imports${path}`, {
        method,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: membersOf(text === '' ? {} : JSON.parse(text)) }
    }
  }

  it('is checked, kept letter for letter, and stands in the backpack beside the others', async () => {
    const text = await badge('kept', subjectFor('rosa@family.example'))
    const {
      kept: [kept],
    } = await imports().bringIn(owner, text)
    expect(kept?.report.verdict).to.equal('valid')
    expect(kept?.recipient).to.equal('own')
    expect(kept?.competencies).to.deep.equal(['Analyzing and Interpreting Data'])
    expect(await imports().textOf(owner, kept?.id ?? '')).to.equal(text)
    expect((await imports().list(owner)).map(({ id }) => id)).to.deep.equal([kept?.id])
  })

  it('comes in as a picture, too, and the picture is its picture', async () => {
    const baked = bakePng(onePixelPng(), await badge('baked'))
    const {
      kept: [kept],
    } = await imports().bringIn(owner, baked)
    expect(kept?.format).to.equal('png')
    const image = await fetch(`${stage.service.base}/images/${kept?.pictureIds[0] ?? ''}`)
    expect([image.status, image.headers.get('content-type')]).to.deep.equal([200, 'image/png'])
  })

  it('comes in from an address', async () => {
    const address = 'https://badges.elsewhere.org/shared/1.json'
    network.served.set(address, await badge('at-an-address'))
    const {
      kept: [kept],
    } = await imports().bringIn(owner, address)
    expect(kept?.address).to.equal(address)
  })

  it('that was changed by somebody is not kept', async () => {
    const changed = (await badge('changed')).replace('Tide pool ecologist', 'Brain surgeon')
    await expectRefusal(imports().bringIn(owner, changed), 'badge-not-genuine')
    expect(await imports().list(owner)).not.to.satisfy((all: { report: unknown }[]) =>
      JSON.stringify(all).includes('Brain surgeon'),
    )
  })

  it('is kept once; a newer copy takes the place of the older one, never the other way round', async () => {
    const older = await badge('twice', { validFrom: '2025-03-01T10:00:00Z' })
    const newer = await badge('twice', { validFrom: '2025-04-01T10:00:00Z' })
    const {
      kept: [first],
    } = await imports().bringIn(owner, older)
    await expectRefusal(imports().bringIn(owner, older), 'already-in-backpack')
    const {
      kept: [second],
    } = await imports().bringIn(owner, newer)
    expect(second?.id).to.equal(first?.id)
    expect(await imports().textOf(owner, second?.id ?? '')).to.equal(newer)
    await expectRefusal(imports().bringIn(owner, older), 'already-in-backpack')
    // Written further on, by the letters; an hour earlier, by the clock.
    const elsewhere = await badge('twice', { validFrom: '2025-04-01T11:00:00+02:00' })
    await expectRefusal(imports().bringIn(owner, elsewhere), 'already-in-backpack')
  })

  it('that names another address is kept and says so', async () => {
    const {
      kept: [kept],
    } = await imports().bringIn(owner, await badge('of-another', subjectFor('old@school.example')))
    expect([kept?.recipient, kept?.report.verdict]).to.deep.equal(['another', 'valid'])
  })

  it('several that are shown together come in one by one', async () => {
    const credentials = [await badge('one-of-two'), await badge('two-of-two')]
    const presentation = JSON.stringify({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: credentials.map((text): unknown => JSON.parse(text)),
    })
    const { kept } = await imports().bringIn(owner, presentation)
    expect(kept.map(({ report }) => report.verdict)).to.deep.equal(['valid', 'valid'])
  })

  it('brought in twice at once is there once, and nothing is left of the other copy', async () => {
    const robin = await stage.person('robin@family.example')
    const text = await badge('at-once')
    const answers = await Promise.allSettled([1, 2, 3].map(() => imports().bringIn(robin, text)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    const texts: unknown[] = []
    for await (const { row } of stage.service.storage.dump()) {
      const { accountId, text: isText } = membersOf(row['doc'])
      if (isText !== undefined && accountId === robin.accountId) texts.push(row['id'])
    }
    const [kept] = await imports().list(robin)
    expect(texts).to.deep.equal([kept?.textId])
  })

  it('whose words would fill the backpack by themselves is not kept', async () => {
    const { credentialSubject } = issuer.unsigned()
    if (!isJsonObject(credentialSubject)) throw new Error('the sample badge has no subject')
    const subject = { ...credentialSubject, narrative: 'Herons. '.repeat(20_000) }
    const text = await badge('wordy', { credentialSubject: subject })
    await expectRefusal(imports().bringIn(owner, text), 'too-large')
  })

  it('is checked again when asked, and then says what is true today', async () => {
    const {
      kept: [kept],
    } = await imports().bringIn(owner, await badge('later-revoked'))
    await serve([statusIndex])
    stage.service.pass(2 * day)
    const checked = await imports().checkAgain(owner, kept?.id ?? '')
    expect(checked.report.verdict).to.equal('revoked')
    await serve([])
  })

  it('that cannot be checked is kept in grey, never in green', async () => {
    const text = await badge('silent')
    network.served.clear()
    const { id } =
      (await imports().bringIn(await stage.person('leo@family.example'), text)).kept[0] ?? {}
    const leo = await stage.person('leo@family.example')
    expect((await imports().read(leo, id ?? '')).report.verdict).to.equal('could-not-check')
    await serve([])
  })

  it('that was awarded here is taken with its code instead', async () => {
    const award = await stage.award({ name: 'Somebody else' })
    await expectRefusal(imports().bringIn(owner, award.credential ?? ''), 'badge-from-here')
  })

  it('is seen, fetched, checked and removed by nobody else', async () => {
    const {
      kept: [kept],
    } = await imports().bringIn(owner, await badge('private'))
    const id = kept?.id ?? ''
    for (const other of [await stage.person('stranger@family.example'), stage.operator]) {
      await expectRefusal(imports().read(other, id), 'not-found')
      await expectRefusal(imports().textOf(other, id), 'not-found')
      await expectRefusal(imports().checkAgain(other, id), 'not-found')
      await expectRefusal(imports().remove(other, id), 'not-found')
      expect((await imports().list(other)).map((one) => one.id)).not.to.include(id)
    }
  })

  it('is gone when it is removed: its text and its picture, too', async () => {
    const {
      kept: [kept],
    } = await imports().bringIn(owner, await badge('removed'))
    const { id = '', textId = '', pictureIds = [] } = kept ?? {}
    await imports().remove(owner, id)
    await expectRefusal(imports().read(owner, id), 'not-found')
    for (const pictureId of pictureIds) {
      expect((await fetch(`${stage.service.base}/images/${pictureId}`)).status).to.equal(404)
    }
    for await (const { row } of stage.service.storage.dump()) {
      expect([id, textId]).not.to.include(row['id'])
    }
  })

  it('whose time is over since its last check is over wherever the API tells of it', async () => {
    const lee = await stage.person('lee@family.example')
    const day0 = stage.service.services.world.now().getTime()
    const validUntil = timestamp(new Date(day0 + 3 * day))
    const {
      kept: [kept],
    } = await imports().bringIn(lee, await badge('soon-over', { validUntil }))
    const path = `/${kept?.id ?? ''}`
    const told = async () => {
      // A key is good for a day.
      const api = await keyOf(lee)
      const one = membersOf((await api('GET', path)).body['imported'])
      const [listed] = allIn((await api('GET')).body['imported'])
      return [one, membersOf(listed)].map(({ report }) => {
        const { verdict, verifiedAt } = membersOf(report)
        return { verdict, verifiedAt }
      })
    }
    const verifiedAt = kept?.report.verifiedAt
    expect(await told()).to.deep.equal([
      { verdict: 'valid', verifiedAt },
      { verdict: 'valid', verifiedAt },
    ])
    stage.service.pass(4 * day)
    expect(await told()).to.deep.equal([
      { verdict: 'expired', verifiedAt },
      { verdict: 'expired', verifiedAt },
    ])
  })

  it('over the API: brought in, listed, read, checked and removed', async () => {
    const call = await keyOf(owner)
    const credential: unknown = JSON.parse(await badge('by-api'))
    const made = await call('POST', '', { credential })
    expect(made.status).to.equal(201)
    const [first] = allIn(made.body['imported'])
    const id = String(membersOf(first)['id'])
    expect((await call('GET', `/${id}`)).status).to.equal(200)
    expect((await call('POST', `/${id}/verifications`)).status).to.equal(200)
    expect(JSON.stringify((await call('GET')).body)).to.include(id)
    expect((await call('DELETE', `/${id}`)).status).to.equal(204)
    expect((await call('GET', `/${id}`)).status).to.equal(404)
    expect((await call('POST', '', {})).status).to.equal(400)
  })
})
