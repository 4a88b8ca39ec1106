import { expect } from 'chai'
import { isJsonObject, parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { deriveCredential } from '../../src/credentials/sign.ts'
import { expectRefusal, minute, setStage, type Stage } from '../app/stage.ts'

const ownerScopes = ['organizations:read', 'organizations:write', 'audit:read'] as const

describe('the way in which an organization signs', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const path = () => `/api/v1/organizations/${stage.museum}`
  const choose = async (proofSuite: string) => {
    const key = await stage.key(stage.operator, ownerScopes)
    return stage.service.api(key).call('PUT', `${path()}/proof-suite`, { proofSuite })
  }
  const verdict = async (credential: string) => {
    const file = Buffer.from(credential).toString('base64')
    return (await stage.service.api().call('POST', '/api/v1/verifications', { file }))['verdict']
  }
  const issued = async (narrative = 'Good.') => {
    const { credential = '' } = await stage.award({ name: 'Zoë' }, { narrative })
    const { proof } = parseJsonObject(credential)
    return { credential, proof: isJsonObject(proof) ? proof : {} }
  }
  const documentOf = async () =>
    (await fetch(`${stage.service.base}/organizations/${stage.museum}/did.json`)).text()

  it('is eddsa-rdfc-2022 where nothing was chosen, and no other key is made', async () => {
    const key = await stage.key(stage.operator, ownerScopes)
    const organization = await stage.service.api(key).call('GET', path())
    expect(organization['proofSuite']).to.equal('eddsa-rdfc-2022')
    expect((await issued()).proof['cryptosuite']).to.equal('eddsa-rdfc-2022')
    expect(await documentOf()).not.to.contain('#p-256-1')
  })

  it('can be chosen: from then on, and what was issued before stays good', async () => {
    const before = await issued()
    const answer = await choose('ecdsa-rdfc-2019')
    expect(answer['proofSuite']).to.equal('ecdsa-rdfc-2019')
    // The key stands in the document before anything was signed with it.
    expect(await documentOf()).to.contain('#p-256-1')
    const after = await issued()
    expect(after.proof).to.include({ cryptosuite: 'ecdsa-rdfc-2019' })
    expect(after.proof['verificationMethod']).to.match(/#p-256-1$/)
    expect(await verdict(before.credential)).to.equal('valid')
    expect(await verdict(after.credential)).to.equal('valid')
    await choose('eddsa-rdfc-2022')
    expect((await issued()).proof['cryptosuite']).to.equal('eddsa-rdfc-2022')
    expect(await verdict(after.credential)).to.equal('valid')
  })

  it('can let holders show a part: what is left is good, and who, what and until when is always there', async () => {
    await choose('ecdsa-sd-2023')
    const { credential, proof } = await issued('Counted 41 crabs.')
    expect(proof['cryptosuite']).to.equal('ecdsa-sd-2023')
    expect(await verdict(credential)).to.equal('valid')
    const shown = await deriveCredential(parseJsonObject(credential), [])
    expect(shown).not.to.contain('41 crabs')
    expect(await verdict(shown)).to.equal('valid')
    const { credentialStatus: _taken, ...less }: JsonObject = parseJsonObject(shown)
    expect(await verdict(JSON.stringify(less))).to.equal('invalid')
    expect(Object.keys(parseJsonObject(shown))).to.include.members([
      'issuer',
      'validFrom',
      'credentialStatus',
      'awardedDate',
    ])
  })

  it('signs as a whole what cannot be signed for selection', async () => {
    await choose('ecdsa-sd-2023')
    const { credential, proof } = await issued('It says _:b0 on the sign.')
    expect(proof['cryptosuite']).to.equal('ecdsa-rdfc-2019')
    expect(await verdict(credential)).to.equal('valid')
  })

  it('signs as a whole a badge of somebody whose address has coordinates', async () => {
    await choose('ecdsa-sd-2023')
    const { organizations } = stage.service.services
    const facts = { name: 'Museum', sector: 'museum', email: 'a@museum.example' } as const
    const address = { addressLocality: 'Lakeside', geo: { latitude: 47.5, longitude: 9.25 } }
    await organizations.change(stage.operator, stage.museum, { ...facts, address })
    const { credential, proof } = await issued()
    expect(proof['cryptosuite']).to.equal('ecdsa-rdfc-2019')
    expect(credential).to.contain('47.5')
    expect(await verdict(credential)).to.equal('valid')
    await organizations.change(stage.operator, stage.museum, facts)
    expect((await issued()).proof['cryptosuite']).to.equal('ecdsa-sd-2023')
  })

  it('is that of a correction, too, whatever the first copy was signed with', async () => {
    await choose('eddsa-rdfc-2022')
    const first = await stage.award({ name: 'Zoë' }, { narrative: 'Counted 41 carbs.' })
    await choose('ecdsa-rdfc-2019')
    stage.service.pass(minute)
    const { credential = '' } = await stage.service.services.issuing.correct(
      stage.operator,
      stage.museum,
      first.id,
      {
        reason: 'A typo.',
        statement: { evidence: [], hashedIdentity: false, narrative: 'Counted 41 crabs.' },
      },
    )
    const { proof } = parseJsonObject(credential)
    expect(proof).to.include({ cryptosuite: 'ecdsa-rdfc-2019' })
    expect(await verdict(credential)).to.equal('valid')
  })

  it('outlives a change of the profile, and is in the log', async () => {
    await choose('ecdsa-rdfc-2019')
    const { organizations } = stage.service.services
    const facts = { name: 'Museum of Lakes', sector: 'museum', email: 'a@museum.example' } as const
    await organizations.change(stage.operator, stage.museum, facts)
    expect((await organizations.byId(stage.museum)).proofSuite).to.equal('ecdsa-rdfc-2019')
    const key = await stage.key(stage.operator, ownerScopes)
    const log = await stage.service.api(key).call('GET', `${path()}/audit`)
    expect(JSON.stringify(log)).to.contain('"act":"organization.proof-suite-chosen"')
  })

  it('is chosen by its owners alone, among what there is', async () => {
    const { organizations } = stage.service.services
    for (const role of ['editor', 'awarder', 'viewer'] as const) {
      const staff = await stage.staff(role, `${role}@museum.example`)
      await expectRefusal(
        organizations.chooseProofSuite(staff, stage.museum, 'ecdsa-rdfc-2019'),
        'not-allowed',
      )
    }
    const stranger = await stage.person('stranger@elsewhere.example')
    await expectRefusal(
      organizations.chooseProofSuite(stranger, stage.museum, 'ecdsa-rdfc-2019'),
      'not-found',
    )
    const put = async (key: string | undefined, body: object) => {
      const answer = await fetch(`${stage.service.base}${path()}/proof-suite`, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(body),
      })
      return answer.status
    }
    const key = await stage.key(stage.operator, ownerScopes)
    const reading = await stage.key(stage.operator, ['organizations:read'])
    expect(await put(undefined, { proofSuite: 'ecdsa-sd-2023' })).to.equal(401)
    expect(await put(reading, { proofSuite: 'ecdsa-sd-2023' })).to.equal(403)
    for (const body of [{ proofSuite: 'bbs-2023' }, { proofSuite: 5 }, {}]) {
      expect(await put(key, body)).to.equal(400)
    }
    expect(await put(key, { proofSuite: 'ecdsa-sd-2023' })).to.equal(200)
  })
})
