import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Caller } from '../../../src/caller.ts'
import { idsOfRow, rowStateOf } from '../../../src/issuing/batches/row-state.ts'
import { batchRowTable, type BatchRow } from '../../../src/issuing/batches/tables.ts'
import { awardTable, type Award } from '../../../src/issuing/tables.ts'
import { learnerTable } from '../../../src/learners/tables.ts'
import type { Services } from '../../../src/services.ts'
import type { Entity, Table } from '../../../src/storage/tables.ts'
import { content } from '../../app/stage.ts'
import { openServices, type Place } from '../../support/batch-process.ts'
import {
  startMailTaker,
  workUntilKilled,
  type MailTaker,
  type Moment,
} from '../../support/killing.ts'
import type { Engine } from '../../support/service.ts'
import { mongoUri, temporaryFolder, temporaryMongoAddress } from '../../support/storage.ts'

export interface Ordeal {
  readonly kills: number
  readonly rows: number
  readonly seed: string
}

/** Numbers from 0 to 1, the same for the same seed. */
function chance(seed: string): () => number {
  let drawn = 0
  return () => {
    drawn += 1
    return (
      createHash('sha256')
        .update(`${seed}\n${String(drawn)}`)
        .digest()
        .readUInt32BE() /
      2 ** 32
    )
  }
}

/**
 * Batches are checked, awarded, mailed and undone by a process that is killed again and again; after each time everything
 * that must hold is looked at from outside.
 */
export async function surviveKills(engine: Engine, { kills, rows, seed }: Ordeal): Promise<void> {
  const next = chance(seed)
  const folder = await temporaryFolder()
  const mails = await startMailTaker()
  const database =
    engine === 'sqlite'
      ? { address: join(folder.path, 'waymark.db'), discard: async () => undefined }
      : temporaryMongoAddress(mongoUri() ?? '')
  let ahead = 0
  const place = (): Place => ({
    database: database.address,
    folder: folder.path,
    smtpUrl: mails.url,
    ahead,
  })
  try {
    const stage = await setUp(place())
    let batchId = await newBatch(place(), stage, rows)
    for (let kill = 0; kill < kills; kill += 1) {
      await workUntilKilled(place(), mails, momentOf(next))
      // What was on its way to a database may still arrive there.
      await setTimeout(50)
      // Past every lease; each third time past the wait of a mail that may have been sent, too.
      ahead += next() < 0.3 ? 20 * 60_000 : 130_000
      const standing = await examine(place(), stage, batchId, rows, mails)
      if (standing === 'awarded' && next() < 0.5) await undo(place(), stage, batchId)
      else if (standing !== 'open') batchId = await newBatch(place(), stage, rows)
    }
    await finish(place, (more) => (ahead += more), stage, batchId)
    await examine(place(), stage, batchId, rows, mails, 'to the end')
  } finally {
    await mails.close()
    await database.discard()
    await folder.remove()
  }
}

interface Stage {
  readonly caller: Caller
  readonly organizationId: string
  readonly achievementId: string
  /** Every batch that there was. */
  readonly batches: string[]
}

function momentOf(next: () => number): Moment {
  const drawn = next()
  if (drawn < 0.2) return { mail: 'before-answer', atMost: 4000 }
  if (drawn < 0.4) return { mail: 'after-answer', atMost: 4000 }
  return { after: Math.floor(next() * 4000) }
}

async function setUp(place: Place): Promise<Stage> {
  return opened(place, async ({ accounts, organizations, achievements }) => {
    const { id } = await accounts.people.ofEmail('robin@ordeal.example', {
      name: 'Robin',
      language: 'en',
    })
    await accounts.people.makeOperator(id)
    const caller = { accountId: id, scopes: 'every', operator: true } as const
    const { id: organizationId } = await organizations.create(caller, {
      name: 'Museum of Storms',
      sector: 'museum',
      email: 'hello@ordeal.example',
    })
    const achievement = await achievements.create(caller, organizationId, { ...content })
    await achievements.publish(caller, organizationId, achievement.id)
    return { caller, organizationId, achievementId: achievement.id, batches: [] }
  })
}

async function newBatch(place: Place, stage: Stage, size: number): Promise<string> {
  const { caller, organizationId, achievementId, batches } = stage
  const number = batches.length
  const rows = Array.from({ length: size }, (_, row) => ({
    cells: {
      name: `Learner ${number} ${row}`,
      ...(row % 3 === 0 ? {} : { email: `${number}.${row}@ordeal.example` }),
    },
  }))
  return opened(place, async ({ issuing }) => {
    const { id } = await issuing.batches.create(caller, organizationId, {
      name: `Batch ${number}`,
      rows,
      achievementId,
      start: { holdMinutes: 0 },
    })
    batches.push(id)
    return id
  })
}

async function undo(place: Place, { caller, organizationId }: Stage, batchId: string) {
  await opened(place, ({ issuing }) =>
    issuing.batches.undo(caller, organizationId, batchId, 'A rehearsal.'),
  )
}

/** Lets the worker come to its end in this process: nobody kills it any more. */
async function finish(
  place: () => Place,
  pass: (milliseconds: number) => void,
  stage: Stage,
  batchId: string,
): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    pass(20 * 60_000)
    await opened(place(), async ({ worker }) => {
      while ((await worker.runDue()) > 0);
    })
  }
  await opened(place(), async ({ issuing }) => {
    const batch = await issuing.batches.read(stage.caller, stage.organizationId, batchId)
    expect(batch.state).to.be.oneOf(['done', 'undone'])
    expect(batch.work).to.equal('none')
  })
}

async function opened<T>(
  place: Place,
  work: (services: Services, all: Everything) => Promise<T>,
): Promise<T> {
  const { services, storage, close } = await openServices(place)
  try {
    const read = async <E extends Entity>(table: Table<E>, index: string, equals: object) => {
      const found: E[] = []
      let after: string | undefined
      do {
        const page = await table.find({
          index,
          equals,
          limit: 1000,
          ...(after === undefined ? {} : { after }),
        })
        found.push(...page.rows)
        after = page.next
      } while (after !== undefined)
      return found
    }
    return await work(services, {
      awards: (organizationId) =>
        read(storage.open(awardTable), 'byOrganization', { organizationId }),
      learners: (organizationId) =>
        read(storage.open(learnerTable), 'byOrganization', { organizationId }),
      rows: (batchId) => read(storage.open(batchRowTable), 'byNumber', { batchId }),
    })
  } finally {
    await close()
  }
}

interface Everything {
  awards(organizationId: string): Promise<readonly Award[]>
  learners(organizationId: string): Promise<readonly Entity[]>
  rows(batchId: string): Promise<readonly BatchRow[]>
}

/** Everything that holds at any moment, and what holds once there is nothing left to do. */
async function examine(
  place: Place,
  { organizationId, batches }: Stage,
  current: string,
  size: number,
  mails: MailTaker,
  until: 'now' | 'to the end' = 'now',
): Promise<'open' | 'awarded' | 'undone'> {
  return opened(place, async ({ verification }, all) => {
    const awards = await all.awards(organizationId)
    const byId = new Map(awards.map((award) => [award.id, award]))
    expect(new Set(awards.map(placeOf)).size, 'status places').to.equal(awards.length)
    expect(new Set(awards.map(({ batchId, batchRow }) => `${batchId} ${batchRow}`)).size).to.equal(
      awards.length,
    )
    const learners = await all.learners(organizationId)
    expect(learners.length, 'nobody was added twice').to.be.at.most(batches.length * size)

    let states: readonly string[] = []
    for (const batchId of batches) {
      const rows = await all.rows(batchId)
      const numbers = rows.map(({ number }) => number)
      expect(numbers, 'rows').to.deep.equal(Array.from({ length: size }, (_, at) => at + 1))
      for (const row of rows) {
        const award = byId.get(idsOfRow(batchId, row.number).awardId)
        if (row.awardId === undefined) {
          expect(row.state).to.be.oneOf(['unchecked', 'valid'])
          continue
        }
        expect(row.awardId).to.equal(award?.id)
        const isTold = award?.rowDueAt === undefined
        if (award !== undefined && isTold) expect(row.state).to.equal(rowStateOf(award))
      }
      if (batchId === current) states = rows.map(({ state }) => state)
    }

    const sample = until === 'now' ? awards.filter(({ batchId }) => batchId === current) : awards
    for (const award of sample.filter(({ credential }) => credential !== undefined)) {
      const { verdict } = await verification.verifyPasted(award.credential ?? '')
      expect(verdict, award.id).to.equal(award.state === 'revoked' ? 'revoked' : 'valid')
    }

    const known = new Set(awards.map(({ id }) => `<${id}@localhost>`))
    for (const [id, times] of countOf(mails.taken)) {
      expect(known.has(id), 'a mail of an award').to.equal(true)
      const award = byId.get(id.slice(1, id.indexOf('@')))
      // More than once only where nobody knew.
      expect(times).to.be.at.most(
        1 + (award?.unclearMails ?? 0) + (award?.delivery === 'sending' ? 1 : 0),
      )
    }
    for (const { id, delivery } of awards) {
      if (delivery === 'sent') expect(mails.taken).to.contain(`<${id}@localhost>`)
    }
    if (until === 'to the end') requireAllDone(awards, batches, current, size, mails)
    if (states.every((state) => state === 'undone')) return 'undone'
    const isAwarded = states.every((state) => ['mailed', 'issued', 'unclear'].includes(state))
    return isAwarded ? 'awarded' : 'open'
  })
}

function requireAllDone(
  awards: readonly Award[],
  batches: readonly string[],
  current: string,
  size: number,
  mails: MailTaker,
): void {
  expect(awards.length).to.equal(batches.length * size)
  const open = awards.filter(
    ({ delivery, state }) => state === 'pending' || delivery === 'due' || delivery === 'sending',
  )
  expect(open).to.deep.equal([])
  // Each that was not undone reached its mailbox, under one Message-ID.
  const mailed = awards.filter(
    ({ batchId, delivery }) => batchId === current && delivery === 'sent',
  )
  for (const { id } of mailed) expect(mails.taken).to.contain(`<${id}@localhost>`)
  console.log(
    `      ${awards.length} awards, ${mails.taken.length} mails, ${new Set(mails.taken).size} Message-IDs`,
  )
}

function placeOf({ statusList, statusIndex }: Award): string {
  return `${statusList} ${statusIndex}`
}

function countOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
