import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Audit } from '../audit/audit.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { KeyAlgorithm, KeyPair, PublicKey, Signer } from '../credentials/keys.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Sealing } from './sealing.ts'
import type { SigningKey } from './tables.ts'

/** An organization's id, or 'service'. */
export type KeyOwner = string

export interface SigningKeys {
  /** The active key of this algorithm, made at first use, imported once. */
  signer(owner: KeyOwner, algorithm: KeyAlgorithm): Promise<Signer>
  /** Every key that may stand in the owner's document: active and retired ones. */
  published(owner: KeyOwner): Promise<readonly PublicKey[]>
  find(owner: KeyOwner, keyId: string): Promise<SigningKey | undefined>
  list(owner: KeyOwner): Promise<readonly SigningKey[]>
  /** Destroys the private half; old credentials stay good. The next signature makes a new key. */
  retire(actor: string, owner: KeyOwner, keyId: string): Promise<void>
  /** Destroys the private half and takes the key out of the owner's document. */
  compromise(actor: string, owner: KeyOwner, keyId: string): Promise<void>
}

interface Deps {
  readonly signingKeys: Table<SigningKey, 'byOwner'>
  readonly identifiers: Identifiers
  readonly generateKeyPair: (algorithm: KeyAlgorithm) => Promise<KeyPair>
  readonly sealing: Sealing
  readonly audit: Audit
  readonly world: World
}

/** What a sealed private key is bound to: moved to another owner or id it does not open. */
export const bindingOf = (owner: KeyOwner, keyId: string) => `${owner}|${keyId}`
const rowId = (owner: KeyOwner, keyId: string) => `${owner}/${keyId}`

export function createSigningKeys(deps: Deps): SigningKeys {
  const { signingKeys, identifiers, sealing, audit, world } = deps
  const imported = new Map<string, KeyObject>()

  const list = async (owner: KeyOwner) => {
    const { rows } = await signingKeys.find({ index: 'byOwner', equals: { owner }, limit: 1000 })
    return rows
  }

  const active = async (owner: KeyOwner, algorithm: KeyAlgorithm) => {
    const ofAlgorithm = (await list(owner)).filter((key) => key.algorithm === algorithm)
    const found = ofAlgorithm.find((key) => key.state === 'active')
    return found ?? make(owner, algorithm, ofAlgorithm.length + 1)
  }

  const make = async (owner: KeyOwner, algorithm: KeyAlgorithm, number: number) => {
    const keyId = `${algorithm.toLowerCase()}-${number}`
    const pair = await deps.generateKeyPair(algorithm)
    const id = rowId(owner, keyId)
    try {
      const key = await signingKeys.insert({
        id,
        owner,
        keyId,
        algorithm,
        number,
        state: 'active',
        publicJwk: pair.publicJwk,
        ...(pair.publicKeyMultibase === undefined
          ? {}
          : { publicKeyMultibase: pair.publicKeyMultibase }),
        sealed: sealing.seal(pair.privatePkcs8, bindingOf(owner, keyId)),
        createdAt: timestamp(world.now()),
      })
      await audit.record({ owner, actor: 'service', act: 'key.created', object: keyId })
      return key
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error
      // Two first uses in the same moment: the key that was stored is the one.
      const key = await signingKeys.get(id)
      if (key === undefined) throw error
      return key
    }
  }

  const privateKeyOf = (key: SigningKey) => {
    const known = imported.get(key.id)
    if (known !== undefined) return known
    if (key.sealed === undefined) throw new Error(`key ${key.id} has no private half`)
    const pkcs8 = sealing.open(key.sealed, bindingOf(key.owner, key.keyId))
    const opened = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
    if (imported.size >= 1000) imported.clear()
    imported.set(key.id, opened)
    return opened
  }

  const didOf = (owner: KeyOwner) =>
    owner === 'service' ? identifiers.serviceDid : identifiers.organizationDid(owner)

  const end = async (
    actor: string,
    owner: KeyOwner,
    keyId: string,
    state: 'retired' | 'compromised',
  ) => {
    const id = rowId(owner, keyId)
    const changed = await signingKeys.change(id, ({ sealed: _destroyed, ...key }) => ({
      ...key,
      // A key that a thief may hold never comes back into the owner's document.
      state: key.state === 'compromised' ? key.state : state,
    }))
    if (changed === undefined) throw new WaymarkError('not-found')
    imported.delete(id)
    await audit.record({ owner, actor, act: `key.${state}`, object: keyId })
  }

  return {
    list,
    async signer(owner, algorithm) {
      const key = await active(owner, algorithm)
      return {
        algorithm,
        verificationMethod: identifiers.verificationMethod(didOf(owner), key.keyId),
        keyUrl: identifiers.keyUrl(owner, key.keyId),
        privateKey: privateKeyOf(key),
      }
    },
    async published(owner) {
      const rows = await list(owner)
      return rows
        .filter((key) => key.state !== 'compromised')
        .map((key) => ({
          id: key.keyId,
          algorithm: key.algorithm,
          publicJwk: key.publicJwk,
          ...(key.publicKeyMultibase === undefined
            ? {}
            : { publicKeyMultibase: key.publicKeyMultibase }),
        }))
    },
    find: (owner, keyId) => signingKeys.get(rowId(owner, keyId)),
    retire: (actor, owner, keyId) => end(actor, owner, keyId, 'retired'),
    compromise: (actor, owner, keyId) => end(actor, owner, keyId, 'compromised'),
  }
}
