import type { Contexts } from '../../credentials/contexts/contexts.ts'
import type { JsonObject } from '../../credentials/json.ts'
import type { Network } from '../../network/guarded-fetch.ts'
import { createQueue } from '../../verification/queue.ts'
import { createResolver } from '../../verification/resolve.ts'
import { createRevocationListReader } from '../../verification/revocation-list.ts'
import { createStatusListReader } from '../../verification/status-lists.ts'
import type { World } from '../../world.ts'
import type { VerifyMeans } from './verify-credential.ts'

export interface MeansDeps {
  readonly world: World
  readonly network: Network
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly contexts: Contexts
  readonly alwaysTheIssuer: boolean
}

/** What verification works with, for one kind of caller. */
export function meansOf({ world, network, resolveOwn, ...means }: MeansDeps): VerifyMeans {
  const { now } = world
  const inTurn = createQueue({ running: 1, waiting: 200 })
  const resolver = createResolver({ now, network, resolveOwn })
  const readStatusList = createStatusListReader({ now, network, resolveOwn, inTurn })
  const readRevocationList = createRevocationListReader({ network, resolveOwn })
  const { contexts, alwaysTheIssuer } = means
  return {
    now,
    resolver,
    readStatusList,
    readRevocationList,
    inTurn,
    contexts,
    alwaysTheIssuer,
  }
}
