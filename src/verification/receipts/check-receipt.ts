import type { ReceiptReport } from '../../../schemas/requests/receipt.ts'
import type { JsonObject } from '../../credentials/json.ts'
import { timestamp } from '../../world.ts'
import type { Finding } from '../check.ts'
import { checkIssuer } from '../checks/issuer.ts'
import { checkProof } from '../checks/proof.ts'
import { member, textOf } from '../json-values.ts'
import type { Queue } from '../queue.ts'
import { boundedResolver, type Resolver } from '../resolve.ts'
import { contentOf } from './read-receipt.ts'

export interface ReceiptDeps {
  readonly now: () => Date
  readonly resolver: Resolver
  readonly inTurn: Queue
}

/** Who signed a receipt, and whether it is what they signed. Throws for nothing that stands in it. */
export async function checkReceipt(
  receipt: JsonObject,
  { now, resolver, inTurn }: ReceiptDeps,
): Promise<ReceiptReport> {
  const time = now()
  const lookUp = boundedResolver(resolver)
  const { finding, identity } = await checkIssuer(receipt, lookUp, time)
  const secured = { form: 'embedded', credential: receipt } as const
  const proof = await checkProof(secured, identity, lookUp, time, inTurn)
  const content = contentOf(receipt)
  const name = textOf(member(member(receipt, 'issuer'), 'name'))
  return {
    verdict: content === undefined ? 'altered' : verdictOf(finding, proof),
    by: {
      ...(identity.id === undefined ? {} : { id: identity.id }),
      ...(name === undefined ? {} : { name }),
      trial: identity.trial,
    },
    ...(content === undefined ? {} : { content }),
    checkedAt: timestamp(time),
  }
}

/** A name that is only a key shows nobody: everybody can make one and sign with it. */
function verdictOf(issuer: Finding, proof: Finding): ReceiptReport['verdict'] {
  if (issuer.result === 'failed' || proof.result === 'failed') return 'altered'
  const isSomebody = issuer.result === 'passed' && issuer.code !== 'issuer-is-a-key'
  return isSomebody && proof.result === 'passed' ? 'genuine' : 'could-not-check'
}
