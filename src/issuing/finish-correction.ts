import { isDeepStrictEqual } from 'node:util'
import type { Audit } from '../audit/audit.ts'
import { parseJsonObject, type JsonObject } from '../credentials/json.ts'
import { digestOf, type IssueLog } from '../organizations/issue-log.ts'
import type { New, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { UnsignedCredential } from './finish.ts'
import type { SignAsChosen } from './sign-as-chosen.ts'
import type { StatusLists } from './status-lists.ts'
import type { Award, AwardCopy, Correction, EarlierCopy } from './tables.ts'

/** Signs the correction that an award waits for; an award that waits for none comes back as it is. */
export type FinishCorrection = (award: Award) => Promise<Award>

/** Whether a copy would say nothing but what was signed last, its time and place apart. */
export type SaysTheSame = (award: Award, copy: AwardCopy) => Promise<boolean>

interface Deps {
  readonly awards: Table<Award>
  readonly unsignedCredential: UnsignedCredential
  readonly sign: SignAsChosen
  readonly issueLog: IssueLog
  readonly statusLists: StatusLists
  readonly hasAddress: (award: Award) => Promise<boolean>
  readonly audit: Audit
  readonly world: World
}

/** Every input was fixed when the correction was stored, so finishing twice signs the same. */
export function createFinishCorrection(deps: Deps): FinishCorrection {
  const { awards, statusLists, world } = deps
  return async (award) => {
    const { correction } = award
    if (correction === undefined) return award
    const { copy } = correction
    const unsigned = await deps.unsignedCredential(corrected(award, copy))
    const credential = await deps.sign(award.organizationId, unsigned, copy.inputs.proofTime)
    await deps.issueLog.append(award.organizationId, 'credential', credential)
    const now = timestamp(world.now())
    const mailed = await deps.hasAddress(award)
    const signing = { isFirst: false }
    const finished = await awards.change(award.id, (found) => {
      const waits = found.correction?.copy.inputs.validFrom === copy.inputs.validFrom
      // What was revoked meanwhile is not given out anew; the text that was signed reaches nobody.
      signing.isFirst = waits && found.state !== 'revoked'
      if (!waits) return undefined
      const { correction: _done, correctionDueAt: _due, ...rest } = found
      if (!signing.isFirst) return rest
      return {
        ...corrected(rest, copy),
        ...superseding(rest, correction, now),
        credential,
        digest: digestOf(credential),
        ...(mailed ? delivery(rest, now) : {}),
      }
    })
    if (finished === undefined) throw new Error('an award vanished while it was being corrected')
    // Again even where it was done before: whoever did it may have been stopped before the list was told.
    for (const list of finished.earlierLists ?? []) await statusLists.changed(list)
    if (!signing.isFirst) return finished
    await deps.audit.record({
      owner: award.organizationId,
      actor: 'service',
      act: 'award.issued',
      object: award.id,
    })
    return finished
  }
}

/** The award as it is with another copy. */
export function corrected<A extends New<Award>>(award: A, copy: AwardCopy): A {
  return { ...award, ...copy }
}

function superseding(
  award: Omit<Award, 'correction'>,
  { reason, correctedBy }: Correction,
  now: string,
): Pick<Award, 'earlier' | 'earlierLists'> {
  const { statusList, statusIndex, inputs, digest = '', earlier = [] } = award
  const copy: EarlierCopy = {
    statusList,
    statusIndex,
    validFrom: inputs.validFrom,
    digest,
    supersededAt: now,
    reason,
    correctedBy,
  }
  const copies = [...earlier, copy]
  return { earlier: copies, earlierLists: [...new Set(copies.map((one) => one.statusList))] }
}

/** The learner is told once; where the award itself was not mailed yet, that mail tells them of the newest copy. */
function delivery(
  { delivery: before }: Pick<Award, 'delivery'>,
  now: string,
): Partial<Pick<Award, 'delivery' | 'deliveryDueAt' | 'deliveryAttempts' | 'announces'>> {
  if (before === 'due') return {}
  const wasMailed = before === 'sent' || before === 'sending' || before === 'unclear'
  const told = wasMailed ? ({ announces: 'correction' } as const) : {}
  return { delivery: 'due', deliveryDueAt: now, deliveryAttempts: 0, ...told }
}

export function createSaysTheSame(unsignedCredential: UnsignedCredential): SaysTheSame {
  return async (award, copy) => {
    const signed = parseJsonObject(award.credential ?? '{}')
    return isDeepStrictEqual(said(signed), said(await unsignedCredential(corrected(award, copy))))
  }
}

function said(credential: JsonObject): JsonObject {
  const { validFrom: _time, credentialStatus: _place, proof: _proof, ...rest } = credential
  return rest
}
