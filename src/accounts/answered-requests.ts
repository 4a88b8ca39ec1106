import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { AnsweredRequests } from '../answered-requests.ts'
import { Duplicate, Stale, type New, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { AnsweredRequest } from './tables.ts'

interface Deps {
  readonly requests: Table<AnsweredRequest>
  /** 32 bytes. */
  readonly secret: Uint8Array
  readonly world: World
}

/** How long an answer is kept. */
const keptSeconds = 24 * 60 * 60
/** How long one attempt is believed to be still at it. */
const leaseSeconds = 120
/** Of a compressed answer. */
const mostBytes = 4 * 1024 * 1024

/**
 * Requests that came with a key, and what they were answered. Answers hold names and claim codes, so each is sealed
 * under a key made of our secret and of theirs: the store alone, or a backup of it, opens none. What was asked is kept
 * as a keyed hash.
 */
export function createAnsweredRequests(deps: Deps): AnsweredRequests {
  const { requests, world } = deps
  const now = () => timestamp(world.now())
  const inSeconds = (seconds: number) => timestamp(new Date(world.now().getTime() + seconds * 1000))
  const derive = (purpose: string, ...parts: readonly string[]) =>
    createHmac('sha256', deps.secret)
      .update(['answered requests', purpose, ...parts].join('\n'))
      .digest()

  const seal = (answer: string, key: Uint8Array, id: string): string | undefined => {
    const plain = gzipSync(answer)
    if (plain.length > mostBytes) return undefined
    const iv = world.random(12)
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(id))
    const text = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')
  }

  const open = (sealed: string, key: Uint8Array, id: string): string => {
    const bytes = Buffer.from(sealed, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), {
      authTagLength: 16,
    })
    decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(12, 28))
    const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    return gunzipSync(plain).toString('utf8')
  }

  /** @returns undefined where somebody else was faster */
  const take = async (
    known: AnsweredRequest | undefined,
    entry: New<AnsweredRequest>,
  ): Promise<AnsweredRequest | undefined> => {
    try {
      return known === undefined
        ? await requests.insert(entry)
        : await requests.replace({ ...entry, version: known.version })
    } catch (error) {
      if (error instanceof Duplicate || error instanceof Stale) return undefined
      throw error
    }
  }

  const end = async (mine: AnsweredRequest, to: Partial<AnsweredRequest>) => {
    await requests.change(mine.id, (found) =>
      found.state === 'started' && found.attempt === mine.attempt ? { ...found, ...to } : undefined,
    )
  }

  const begin: AnsweredRequests['begin'] = async (request) => {
    const { owner, key, content, resumable } = request
    const id = derive('id', owner, key).toString('base64url')
    const fingerprint = derive('fingerprint', owner, key, content).toString('base64url')
    const sealingKey = derive('seal', owner, key)
    const found = await requests.get(id)
    const known = found !== undefined && found.expiresAt > now() ? found : undefined
    if (known !== undefined) {
      if (known.fingerprint !== fingerprint) return { kind: 'other-request' }
      if (known.state === 'done') {
        return known.answer === undefined
          ? { kind: 'not-kept' }
          : { kind: 'answered', answer: open(known.answer, sealingKey, id) }
      }
      const left = Date.parse(known.leaseUntil) - world.now().getTime()
      if (known.state === 'started' && left > 0) {
        return { kind: 'running', seconds: Math.ceil(left / 1000) }
      }
      if (known.state === 'started' && !resumable) return { kind: 'fate-unknown' }
    }
    const mine = await take(found, {
      id,
      fingerprint,
      state: 'started',
      attempt: world.newId(),
      repeatId: known?.repeatId ?? world.newId(),
      leaseUntil: inSeconds(leaseSeconds),
      expiresAt: known?.expiresAt ?? inSeconds(keptSeconds),
    })
    if (mine === undefined) return begin(request)
    return {
      kind: 'perform',
      attempt: {
        repeatId: mine.repeatId,
        async answered(answer) {
          const sealed = seal(answer, sealingKey, id)
          await end(mine, { state: 'done', ...(sealed === undefined ? {} : { answer: sealed }) })
        },
        failed: () => end(mine, { state: 'failed' }),
      },
    }
  }
  return { begin }
}
