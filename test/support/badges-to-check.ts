import type { Stage } from '../app/stage.ts'
import { createForeignIssuer } from './foreign-issuer.ts'

/** A badge of every kind of answer, as its holder would hand it in. */
export interface BadgesToCheck {
  readonly valid: string
  readonly revoked: string
  readonly suspended: string
  readonly expired: string
  /** Of an issuer that cannot be reached. */
  readonly unknown: string
  /** Changed after it was signed. */
  readonly broken: string
  /** The address of the valid one, shared. */
  readonly share: string
}

export async function badgesToCheck(stage: Stage): Promise<BadgesToCheck> {
  const { issuing, portfolio } = stage.service.services
  const holder = await stage.person('holder@learners.example')
  const { json } = issuing.formats
  const good = await stage.held(holder)
  const [revoked, suspended] = [await stage.held(holder), await stage.held(holder)]
  await issuing.state.revoke(stage.operator, stage.museum, revoked.id, 'Given by mistake.')
  await issuing.state.suspend(stage.operator, stage.museum, suspended.id, 'Being looked into.')
  const tomorrow = new Date(Date.now() + 864e5).toISOString().slice(0, 19)
  const over = await stage.award({ ageBand: 'adult' }, { validUntil: `${tomorrow}Z` })
  stage.service.pass(2 * 864e5)
  const endsAt = new Date(Date.now() + 10 * 864e5).toISOString()
  const { id: token } = await portfolio.share(holder, good.id, { endsAt, nameForm: 'full' })
  const elsewhere = await createForeignIssuer()
  const valid = json(good)
  return {
    valid,
    revoked: json(revoked),
    suspended: json(suspended),
    expired: json(over),
    unknown: await elsewhere.sign(elsewhere.unsigned()),
    broken: valid.replace('Watches a river.', 'Watches an ocean.'),
    share: `${stage.service.base}/s/${token}`,
  }
}
