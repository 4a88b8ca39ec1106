import { Router } from 'express'
import { WaymarkError } from '../errors.ts'

export interface HealthCheck {
  /** Shown to whoever asks: 'storage', 'keys'. */
  readonly name: string
  /** Resolves when all is well. */
  readonly check: () => Promise<void>
}

const slowest = 2_000

async function holds({ check }: HealthCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), slowest)
  })
  const answered = check().then(
    () => true,
    () => false,
  )
  const good = await Promise.race([answered, tooSlow])
  clearTimeout(timer)
  return good
}

/** /healthz: the process is alive. /readyz: it can do its work; which part cannot is named, why is not. */
export function healthRouter(checks: readonly HealthCheck[]): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'alive' })
  })
  router.get('/readyz', async (_request, response) => {
    const results = await Promise.all(
      checks.map(async (one) => ({ name: one.name, ready: await holds(one) })),
    )
    const failing = results.filter(({ ready }) => !ready).map(({ name }) => name)
    if (failing.length > 0) {
      throw new WaymarkError('not-ready', {
        values: { failing: failing.join(', ') },
        retryAfter: 5,
      })
    }
    response.set('Cache-Control', 'no-store').json({ status: 'ready', checks: results })
  })
  return router
}
