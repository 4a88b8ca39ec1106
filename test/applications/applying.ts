import sharp from 'sharp'
import type { Caller } from '../../src/caller.ts'
import type { Applications } from '../../src/applications/applications.ts'
import { applicationTable, type Application } from '../../src/applications/tables.ts'
import { setStage, type Stage } from '../app/stage.ts'
import type { Engine } from '../support/service.ts'

/** A stage with a badge that anybody may apply for, and what learners and staff do about it. */
export interface Applying {
  readonly stage: Stage
  readonly applications: Applications
  readonly zoe: Caller
  readonly rubricBadge: string
  /** A draft of somebody for the badge. */
  begin(who?: Caller, achievementId?: string): Promise<Application>
  /** One that waits, with words, a link and a picture. */
  sent(who?: Caller, achievementId?: string): Promise<Application>
  /** Staff say yes. */
  approve(id: string): Promise<Application>
  stored(id: string): Promise<Application | undefined>
  /** The ids of every file that lies there. */
  files(): Promise<readonly string[]>
  /** Changes one behind the service's back, as a crash would leave it. */
  meddle(id: string, change: (one: Application) => Omit<Application, 'version'>): Promise<void>
  /** The next change of this application finds that the process has stopped. */
  stopBeforeChange(id: string): void
  /** Lets something happen in the moment after the next application was read. */
  afterNextRead(happens: () => Promise<unknown>): void
}

/** A picture as a phone takes it: with a place and a name hidden in it. */
export async function phonePicture(width = 40, height = 20): Promise<Uint8Array> {
  const create = { width, height, channels: 3, background: '#3a7' } as const
  return sharp({ create })
    .withExif({ IFD0: { Artist: 'Zoe Secret' }, IFD3: { GPSLatitude: '52/1 30/1 0/1' } })
    .jpeg()
    .toBuffer()
}

export const pdf = Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
)

export async function setApplying(engine?: Engine): Promise<Applying> {
  const stage = await setStage(engine)
  const { operator, museum, achievementId } = stage
  const { applications, achievements } = stage.service.services
  const table = stage.service.storage.open(applicationTable)
  const filesNow = async () => {
    const ids: string[] = []
    for await (const id of stage.service.files.list()) ids.push(id)
    return ids
  }
  const { id: rubricBadge } = await achievements.create(operator, museum, {
    name: 'River Keeper',
    description: 'Keeps a river.',
    criteria: 'Come for a year.',
    achievementType: 'Badge',
    language: 'en',
    tags: [],
    alignments: [],
    rubric: { name: 'How far', levels: [{ name: 'Starting out' }, { name: 'Guide' }] },
  })
  await achievements.publish(operator, museum, rubricBadge)
  for (const id of [achievementId, rubricBadge]) {
    await applications.openings.set(operator, museum, id, {
      state: 'open',
      who: 'anybody',
      words: 'Your notes, please.',
    })
  }
  const zoe = await stage.person('zoe@youth.example')

  const begin: Applying['begin'] = (who = zoe, badge = achievementId) =>
    applications.own.begin(who, badge, { as: 'self', nickname: 'Zoe', language: 'en' })
  return {
    stage,
    applications,
    zoe,
    rubricBadge,
    begin,
    async sent(who = zoe, badge = achievementId) {
      const { id } = await begin(who, badge)
      await applications.own.keep(who, id, {
        words: 'I measured **twice**.',
        links: [{ url: 'https://example.org/notes', title: 'My notes' }],
        newFiles: [{ name: 'IMG_1.jpg', bytes: await phonePicture() }],
      })
      return applications.own.send(who, id)
    },
    approve: (id) => applications.desk.decide(operator, museum, id, { decision: 'approve' }),
    stored: (id) => table.get(id),
    files: filesNow,
    async meddle(id, change) {
      await table.change(id, change)
    },
    stopBeforeChange(id) {
      const { change } = table
      table.change = async (asked, to) => {
        if (asked !== id) return change(asked, to)
        table.change = change
        throw new Error('stopped')
      }
    },
    afterNextRead(happens) {
      const { get } = table
      table.get = async (id) => {
        table.get = get
        const found = await get(id)
        await happens()
        return found
      }
    },
  }
}
