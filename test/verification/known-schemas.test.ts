import { expect } from 'chai'
import { createIssuers, createWorld, type World } from '../support/broken.ts'
import { checkNamed, verificationOver } from '../support/verification.ts'

const address = 'https://school.example/swimmer.json'

describe('A schema that whoever runs the service has put there', () => {
  let world: World
  before(async () => {
    world = await createWorld(await createIssuers())
  })

  const outcome = async (name: string) => {
    const schema = {
      $id: address,
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { name: { const: name } },
    }
    const text = world.issuer.jwt({
      ...world.plain,
      credentialSchema: { id: address, type: 'JsonSchema' },
    })
    const knownSchemas = new Map([[address, schema]])
    const report = await verificationOver(world.network, { knownSchemas }).verifyPasted(text)
    return `${report.verdict} ${checkNamed(report, 'schema')?.code}`
  }

  it('is what a badge that names it is held against', async () => {
    expect(await outcome('Tide pool ecologist')).to.equal('valid named-schema-kept')
    expect(await outcome('Swimmer')).to.equal('invalid named-schema-broken')
  })

  it('is never fetched where it is not there', async () => {
    const text = world.issuer.jwt({
      ...world.plain,
      credentialSchema: { id: address, type: 'JsonSchema' },
    })
    const report = await verificationOver(world.network).verifyPasted(text)
    expect(checkNamed(report, 'schema')).to.deep.include({
      result: 'unknown',
      code: 'schema-not-known',
      values: { schema: address },
    })
    expect(report.verdict).to.equal('valid')
    expect(world.network.asked).not.to.include(address)
  })
})
