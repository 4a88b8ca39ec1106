import type { Caller, Scope } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { People } from './people.ts'
import { hashToken, sameText } from './secrets.ts'
import type { ApiKey } from './tables.ts'

export interface NewApiKey {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly organizationId?: string
  readonly days: number
}

export interface ApiKeys {
  /** Makes a key; the secret is in the answer this once and is stored only as a hash. */
  create(caller: Caller, key: NewApiKey): Promise<{ key: ApiKey; secret: string }>
  list(caller: Caller): Promise<readonly ApiKey[]>
  /** @throws WaymarkError not-found when it is not the caller's. */
  revoke(caller: Caller, keyId: string): Promise<ApiKey>
  /** Who a bearer secret speaks for; undefined when it is unknown, revoked or expired. */
  callerOf(secret: string): Promise<Caller | undefined>
}

interface Deps {
  readonly apiKeys: Table<ApiKey, 'byAccount'>
  readonly people: People
  readonly world: World
}

const form = /^wmk_([\w-]{22})_([\w-]{43})$/

export function createApiKeys({ apiKeys, people, world }: Deps): ApiKeys {
  const ownKey = async (caller: Caller, keyId: string) => {
    const key = await apiKeys.get(keyId)
    if (key?.accountId !== caller.accountId) throw new WaymarkError('not-found')
    return key
  }
  const isLive = (key: ApiKey) =>
    key.revokedAt === undefined && key.expiresAt > timestamp(world.now())

  return {
    async create(caller, { name, scopes, organizationId, days }) {
      // A key that could make keys would outlive its own end.
      if (caller.scopes !== 'every') throw new WaymarkError('not-allowed')
      const id = world.newId()
      const secret = `wmk_${id}_${Buffer.from(world.random(32)).toString('base64url')}`
      const now = world.now()
      const key = await apiKeys.insert({
        id,
        accountId: caller.accountId,
        name,
        scopes: [...new Set(scopes)],
        ...(organizationId === undefined ? {} : { organizationId }),
        secretHash: hashToken(secret),
        createdAt: timestamp(now),
        expiresAt: timestamp(new Date(now.getTime() + days * 86_400_000)),
      })
      return { key, secret }
    },
    async list(caller) {
      const { rows } = await apiKeys.find({
        index: 'byAccount',
        equals: { accountId: caller.accountId },
        order: 'descending',
        limit: 200,
      })
      return rows
    },
    async revoke(caller, keyId) {
      await ownKey(caller, keyId)
      const revokedAt = timestamp(world.now())
      const key = await apiKeys.change(keyId, (found) => ({ revokedAt, ...found }))
      if (key === undefined) throw new WaymarkError('not-found')
      return key
    },
    async callerOf(secret) {
      const id = form.exec(secret)?.[1]
      const key = id === undefined ? undefined : await apiKeys.get(id)
      if (key === undefined || !isLive(key)) return undefined
      if (!sameText(key.secretHash, hashToken(secret))) return undefined
      const account = await people.byId(key.accountId)
      if (account === undefined) return undefined
      return {
        accountId: key.accountId,
        apiKeyId: key.id,
        scopes: new Set(key.scopes),
        operator: account.operator,
        ...(key.organizationId === undefined ? {} : { organizationId: key.organizationId }),
      }
    },
  }
}
