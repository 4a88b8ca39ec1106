import type { PartBody } from '../../../schemas/requests/portfolio-pages.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError, type FieldProblem } from '../../errors.ts'
import type { Files } from '../../storage/files.ts'
import type { World } from '../../world.ts'
import type { ReadHeld } from '../held.ts'
import type { ImportTable } from '../open-tables.ts'
import { evidenceKey } from './evidence-key.ts'
import { partOf } from './parts.ts'
import type { Part } from './tables.ts'

export interface PageContentsDeps {
  readonly imports: Pick<ImportTable, 'get'>
  readonly readHeld: ReadHeld
  readonly files: Pick<Files, 'get' | 'put'>
  readonly world: Pick<World, 'newId'>
}

/** What may stand on a page, and how it is kept. */
export function createPageContents({ imports, readHeld, files, world }: PageContentsDeps) {
  /** @throws WaymarkError not-found where a part names something that is not the caller's */
  const requireTheirs = async (caller: Caller, part: PartBody) => {
    if (part.kind === 'badge') await readHeld(caller, part.awardId)
    if (part.kind === 'imported') {
      const found = await imports.get(part.importId)
      if (found?.accountId !== caller.accountId) throw new WaymarkError('not-found')
    }
    if (part.kind === 'award-evidence') {
      const { award } = await readHeld(caller, part.awardId)
      const keys = award.statement.evidence.map(evidenceKey)
      if (!keys.includes(part.evidence)) throw new WaymarkError('not-found')
    }
  }

  /** What is stored of what was sent: a picture keeps the file that it has. @throws WaymarkError not-found */
  const stored = (sent: PartBody, there: readonly Part[]): Part => {
    const { id = world.newId() } = sent
    if (sent.kind !== 'picture') return { ...sent, id }
    const part = partOf(there, id)
    if (part.kind !== 'picture') throw new WaymarkError('not-found')
    const { caption: _before, ...rest } = part
    return { ...rest, ...sent, id }
  }

  /** All that was sent, each with an id of its own. @throws WaymarkError not-found, invalid-request for an id that is there twice */
  const allStored = (sent: readonly PartBody[], there: readonly Part[]): readonly Part[] => {
    const ids = sent.map(({ id }) => id)
    const problems = ids.flatMap((id, place): FieldProblem[] =>
      id !== undefined && ids.indexOf(id) < place
        ? [{ path: `/parts/${place}/id`, rule: 'choice' }]
        : [],
    )
    if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
    return sent.map((part) => stored(part, there))
  }

  /** Each page has files of its own, so that what is taken from one stays on the other. */
  const copied = async (part: Part): Promise<Part> => {
    const id = world.newId()
    if (part.kind !== 'picture') return { ...part, id }
    const file = await files.get(part.fileId)
    if (file === undefined) return { ...part, id }
    const fileId = newFileId()
    await files.put(fileId, file.bytes, file.contentType)
    return { ...part, id, fileId }
  }

  /** Not of the form that `/images/` answers: a picture of somebody's own is shown through the door of its page alone. */
  const newFileId = () => `page-picture-${world.newId()}`

  return { requireTheirs, stored, allStored, copied, newFileId }
}

/** What a part names, to tell whether it was there before. */
export function named(part: Part | PartBody): string {
  switch (part.kind) {
    case 'badge':
      return `badge ${part.awardId}`
    case 'imported':
      return `imported ${part.importId}`
    case 'award-evidence':
      return `evidence ${part.awardId} ${part.evidence}`
    default:
      return part.kind
  }
}
