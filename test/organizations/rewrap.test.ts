import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { rewrapKeys } from '../../src/organizations/rewrap.ts'
import { createSealing } from '../../src/organizations/sealing.ts'
import { bindingOf } from '../../src/organizations/signing-keys.ts'
import { checkSealing } from '../../src/organizations/start-checks.ts'
import { organizationTable, settingTable, signingKeyTable } from '../../src/organizations/tables.ts'
import { temporarySqlite } from '../support/storage.ts'

describe('changing the key-encryption key', () => {
  it('seals every key again, after which the old one can go and nothing else has changed', async () => {
    const random = (size: number) => randomBytes(size)
    const [old, fresh] = [['1', randomBytes(32)] as const, ['2', randomBytes(32)] as const]
    const first = createSealing(new Map([old]), random)
    const both = createSealing(new Map([old, fresh]), random)
    const second = createSealing(new Map([fresh]), random)
    const at = '2026-01-01T00:00:00Z'
    const kept = await temporarySqlite()
    try {
      const { storage } = kept
      const keys = storage.open(signingKeyTable)
      const organizations = storage.open(organizationTable)
      await storage.prepare()
      // More organizations than one page of them.
      const owners = [
        'service',
        ...Array.from({ length: 130 }, (_, number) => `museum-${String(number)}`),
      ]
      for (const owner of owners) {
        const facts = {
          name: 'M',
          sector: 'museum',
          email: 'm@museum.example',
          createdAt: at,
        } as const
        if (owner !== 'service') await organizations.insert({ id: owner, ...facts })
        const [keyId, secret] = ['ed25519-1', Buffer.from(`secret of ${owner}`)]
        await keys.insert({
          id: `${owner}/${keyId}`,
          owner,
          keyId,
          algorithm: 'Ed25519',
          number: 1,
          state: 'active',
          publicJwk: { x: owner },
          sealed: first.seal(secret, bindingOf(owner, keyId)),
          createdAt: at,
        })
      }
      await storage.close()

      const between = await kept.reopen()
      expect(await rewrapKeys(between, both)).to.equal(owners.length)
      await between.close()
      const again = await kept.reopen()
      expect(await rewrapKeys(again, both)).to.equal(0)
      await again.close()

      const after = await kept.reopen()
      const [rewrapped, settings] = [after.open(signingKeyTable), after.open(settingTable)]
      await after.prepare()
      await checkSealing(settings, second)
      for (const owner of owners) {
        const key = await rewrapped.get(`${owner}/ed25519-1`)
        if (key?.sealed === undefined) throw new Error('the key is gone')
        const opened = second.open(key.sealed, bindingOf(owner, key.keyId))
        expect(Buffer.from(opened).toString()).to.equal(`secret of ${owner}`)
        expect(key.publicJwk).to.deep.equal({ x: owner })
      }
    } finally {
      await kept.discard()
    }
  })
})
