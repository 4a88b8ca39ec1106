import type { Achievements } from '../../achievements/achievements.ts'
import type { AchievementVersion } from '../../achievements/tables.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { Learner } from '../../learners/tables.ts'
import type { NeedsConsent } from '../../learners/visibility.ts'
import type { Letters, ShownLetter } from '../../mail/letters.tsx'
import type { Organizations } from '../../organizations/organizations.ts'
import type { Page, Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Addressee, AddresseesOf } from '../addressee.ts'
import { notYetThere } from '../not-yet-there.ts'
import type { AwardStatement } from '../tables.ts'
import type { MailStops } from '../unclaimed/mail-stops.ts'
import type { UnclaimedPolicies } from '../unclaimed/policy.ts'
import { claimEndsAt } from '../unclaimed/waiting.ts'
import { readAwardables } from './awardables.ts'
import type { CheckRow, ReadRow } from './check-row.ts'
import type { Batch, BatchRow, RowProblem } from './tables.ts'

/** Why nobody is mailed, or not yet. */
export type NoMail = 'consent-first' | 'no-address' | 'may-not' | 'stopped'

/** A mail that would go out. The address of a guardian is nobody's but theirs. */
export interface PreviewedMail extends ShownLetter {
  readonly to: Addressee['as']
  readonly email?: string
}

/** What would become of a row, were its batch started now. */
export interface RowPreview {
  readonly row: BatchRow
  readonly problems: readonly RowProblem[]
  /** Says the same as another row or award, and is left out. */
  readonly isLeftOut: boolean
  readonly award?: {
    readonly version: AchievementVersion
    readonly statement: AwardStatement
    /** Who is known already. */
    readonly learner?: Learner
    readonly recipientName: string
    /** It waits for a guardian, unsigned. */
    readonly waits: boolean
    /** Staff get a claim code to hand over. */
    readonly hasCode: boolean
  }
  readonly mails: readonly PreviewedMail[]
  readonly noMail?: NoMail
  /** The rows before and after it, by number. */
  readonly before?: number
  readonly after?: number
}

/**
 * Shows a row as its award and its mail. Nothing is stored, signed or sent, and no link in the mail opens anything.
 * @throws WaymarkError conflict where it is awarded already, not-found
 */
export type PreviewRow = (caller: Caller, batch: Batch, row: BatchRow) => Promise<RowPreview>

export interface PreviewDeps {
  readonly rows: { find: Table<BatchRow, 'byNumber'>['find'] }
  readonly checkRow: CheckRow
  readonly achievements: Achievements
  readonly organizations: Pick<Organizations, 'byId'>
  readonly needsConsent: NeedsConsent
  readonly addresseesOf: AddresseesOf
  readonly isStopped: MailStops['isStopped']
  readonly unclaimedPolicy: UnclaimedPolicies['of']
  readonly previewMail: Letters['awardPreview']
  readonly world: World
}

export function createPreviewRow(deps: PreviewDeps): PreviewRow {
  return async (caller, batch, row) => {
    if (row.awardId !== undefined || row.written !== undefined) throw new WaymarkError('conflict')
    const beside = await rowsBeside(deps, row)
    const awardables = await readAwardables(deps.achievements, caller, batch.organizationId)
    const checked = await deps.checkRow(batch, row, awardables)
    if (!checked.ok) {
      return { row, problems: checked.problems, isLeftOut: false, mails: [], ...beside }
    }
    const { read, duplicateOf } = checked
    const version = awardables.find(read.request.achievementId)
    if (typeof version === 'string') throw new WaymarkError('conflict')
    const learner = learnerOf(read, batch.organizationId, timestamp(deps.world.now()))
    const waits = await deps.needsConsent(learner, 'hold-badges')
    const isDouble = duplicateOf !== undefined || row.duplicateOf !== undefined
    return {
      row,
      problems: [],
      isLeftOut: row.state === 'left-out' || (isDouble && !row.anyway),
      award: {
        version,
        statement: read.request.statement,
        ...(read.learner === undefined ? {} : { learner: read.learner }),
        recipientName: learner.name,
        waits,
        hasCode: learner.accountId === undefined && learner.email === undefined,
      },
      ...(await mailsOf(deps, version, learner, waits)),
      ...beside,
    }
  }
}

function learnerOf({ learner, request }: ReadRow, organizationId: string, now: string): Learner {
  if (learner !== undefined) return learner
  if ('learnerId' in request.learner) throw new WaymarkError('not-found')
  return notYetThere(request.learner, organizationId, now)
}

/** Whom the mail would go to as things stand now, and what it would say. */
async function mailsOf(
  deps: PreviewDeps,
  version: AchievementVersion,
  learner: Learner,
  waits: boolean,
): Promise<Pick<RowPreview, 'mails' | 'noMail'>> {
  const { organizationId } = version
  const told: Addressee[] = []
  const addressees = await deps.addresseesOf(learner)
  for (const addressee of addressees) {
    if (!(await deps.isStopped(organizationId, addressee.email))) told.push(addressee)
  }
  const mails = await lettersTo(deps, version, learner, told)
  if (waits) return { mails, noMail: 'consent-first' }
  if (told.length > 0) return { mails }
  if (addressees.length > 0) return { mails, noMail: 'stopped' }
  return { mails, noMail: learner.email === undefined ? 'no-address' : 'may-not' }
}

async function lettersTo(
  deps: PreviewDeps,
  { organizationId, content }: AchievementVersion,
  learner: Learner,
  addressees: readonly Addressee[],
): Promise<readonly PreviewedMail[]> {
  const { name: organizationName } = await deps.organizations.byId(organizationId)
  const isLinked = learner.accountId !== undefined
  const endsAt = isLinked
    ? undefined
    : claimEndsAt(
        { waitsSince: timestamp(deps.world.now()) },
        await deps.unclaimedPolicy(organizationId),
      )
  return onceALanguage(addressees).map(({ as, email, language }) => ({
    to: as,
    ...(as === 'learner' ? { email } : {}),
    ...deps.previewMail({
      language,
      recipientName: learner.name,
      achievementName: content.name,
      organizationName,
      forGuardian: as === 'guardian',
      stopToken: '…',
      ...(as === 'learner' && !isLinked ? { claimToken: '…' } : {}),
      ...(endsAt === undefined ? {} : { endsAt }),
      picture: `/images/${content.picture.pngId}`,
    }),
  }))
}

/** How many guardians somebody has is told to nobody: those with one language get one and the same mail. */
function onceALanguage(addressees: readonly Addressee[]): readonly Addressee[] {
  return addressees.filter(
    ({ as, language }, place) =>
      addressees.findIndex((one) => one.as === as && one.language === language) === place,
  )
}

async function rowsBeside(
  { rows }: PreviewDeps,
  { batchId, number }: BatchRow,
): Promise<Pick<RowPreview, 'before' | 'after'>> {
  const query = { index: 'byNumber', equals: { batchId }, limit: 1 } as const
  const first = ({ rows: [row] }: Page<BatchRow>) => row?.number
  const after = first(await rows.find({ ...query, from: number + 1 }))
  const before = first(await rows.find({ ...query, to: number, order: 'descending' }))
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  }
}
