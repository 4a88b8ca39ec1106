import { expect } from 'chai'
import { heldAgainst } from '../../src/credentials/named-schema.ts'
import type { JsonObject } from '../../src/credentials/json.ts'

const address = 'https://school.example/mail.json'
const credential: JsonObject = { credentialSubject: { mail: 'mia@example.org' } }
const drafts = [
  'https://json-schema.org/draft/2020-12/schema',
  'https://json-schema.org/draft/2019-09/schema',
  'https://json-schema.org/draft-07/schema#',
  'http://json-schema.org/draft-07/schema#',
]
const schema = (changes: JsonObject = {}, member = 'mail'): JsonObject => ({
  $id: address,
  $schema: drafts[0] ?? '',
  type: 'object',
  properties: {
    credentialSubject: {
      type: 'object',
      properties: { mail: { type: 'string', format: 'email' } },
      required: [member],
    },
  },
  ...changes,
})

describe('holding a credential against a JSON Schema that is known', () => {
  const named = { id: address, type: 'JsonSchema' }

  for (const draft of drafts) {
    it(`tells what keeps it and what breaks it, in ${draft}`, () => {
      const one = schema({ $schema: draft })
      expect(heldAgainst(credential, named, one)).to.equal('success')
      const noMail = { credentialSubject: { mail: 'mia' } }
      expect(heldAgainst(noMail, named, one)).to.equal('failure')
      const other = schema({ $schema: draft }, 'phone')
      expect(heldAgainst(credential, named, other)).to.equal('failure')
    })
  }

  it('takes no schema that does not say its own address or draft, or has another', () => {
    const { $schema, $id, ...bare } = schema()
    expect(heldAgainst(credential, named, { ...bare, $schema: $schema ?? '' })).to.equal('failure')
    expect(heldAgainst(credential, named, { ...bare, $id: $id ?? '' })).to.equal('failure')
    expect(heldAgainst(credential, named, schema({ $id: `${address}2` }))).to.equal('failure')
    expect(heldAgainst(credential, { ...named, type: 'Other' }, schema())).to.equal('failure')
  })

  it('cannot tell by a draft that is not known, nor by a schema that is none', () => {
    const unknown = schema({ $schema: 'https://json-schema.org/draft/2099-01/schema' })
    expect(heldAgainst(credential, named, unknown)).to.equal('indeterminate')
    expect(heldAgainst(credential, named, schema({ type: 'nothing' }))).to.equal('indeterminate')
    const elsewhere = schema({ allOf: [{ $ref: 'https://elsewhere.example/s.json' }] })
    expect(heldAgainst(credential, named, elsewhere)).to.equal('indeterminate')
  })

  it('takes a schema out of the credential that vouches for it', () => {
    const around: JsonObject = {
      id: 'https://school.example/credentials/1',
      type: ['VerifiableCredential', 'JsonSchemaCredential'],
      credentialSchema: {
        id: 'https://www.w3.org/2022/credentials/v2/json-schema-credential-schema.json',
        type: 'JsonSchema',
      },
      credentialSubject: { id: address, type: 'JsonSchema', jsonSchema: schema() },
    }
    const byCredential = {
      id: 'https://school.example/credentials/1',
      type: 'JsonSchemaCredential',
    }
    expect(heldAgainst(credential, byCredential, around)).to.equal('success')
    const broken: JsonObject[] = [
      { ...around, id: 'urn:other' },
      { ...around, credentialSchema: { id: 'urn:other', type: 'JsonSchema' } },
      { ...around, credentialSubject: { id: address, type: 'Other', jsonSchema: schema() } },
      { ...around, credentialSubject: { id: address, type: 'JsonSchema' } },
    ]
    for (const one of broken) {
      expect(heldAgainst(credential, byCredential, one)).to.equal('failure')
    }
  })
})
