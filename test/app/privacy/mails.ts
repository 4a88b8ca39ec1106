import { simpleParser } from 'mailparser'
import type { Stage } from '../stage.ts'
import { learnerPlans } from './learners.ts'
import type { Sighting } from './marks.ts'

export interface ReadMail {
  readonly to: string
  /** Subject, text and page. */
  readonly text: string
}

/** Every mail that was sent. */
export async function mailsOf(stage: Stage): Promise<readonly ReadMail[]> {
  return Promise.all(
    (await stage.mails()).map(async (source) => {
      const { to = [], subject = '', text = '', html } = await simpleParser(source)
      const addresses = [to].flat().flatMap(({ value }) => value.map(({ address = '' }) => address))
      return {
        to: addresses.join(),
        text: [subject, text, html === false ? '' : html].join('\n'),
      }
    }),
  )
}

/** A mail may name whom it is to, and what they did; a guardian's the first name of their child. */
export function mayBeMailed({ to, of, datum }: Sighting & { readonly to: string }): boolean {
  if (to.startsWith(`zq${of}zq`)) return true
  const plan = Object.entries(learnerPlans).find(([name]) => name === of)?.[1]
  const guardians: readonly string[] = plan?.guardians ?? []
  return datum === 'first' && guardians.some((name) => to.startsWith(`zq${name}zq`))
}
