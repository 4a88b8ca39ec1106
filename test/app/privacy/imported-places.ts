import { importedCredentialTable, importedTextTable } from '../../../src/portfolio/tables.ts'
import { timestamp } from '../../../src/world.ts'
import { onePixelPng } from '../../support/tiny-png.ts'
import { day, type Stage } from '../stage.ts'
import type { LearnerName, Planted } from './learners.ts'
import { mark } from './marks.ts'
import type { People } from './people.ts'
import type { Places } from './places.ts'

/** A badge of another service in somebody's backpack, and the address of a share of it. */
export interface PlantedImport {
  readonly token: string
  readonly places: Places
}

/** Keeps a badge of another service in the backpack of somebody, as it is after its check, and shares it with everybody. */
export async function plantImport(
  name: LearnerName & keyof People,
  { award }: Planted,
  { stage, callers }: { readonly stage: Stage; readonly callers: People },
): Promise<PlantedImport> {
  const { storage, services } = stage.service
  const caller = callers[name]
  const report = await services.verification.verifyPasted(award.credential ?? '')
  const said = { ...report.credential, achievement: { name: mark(name, 'imported') } }
  const { pngId } = await services.achievements.pictures.upload(onePixelPng())
  const id = 'imported-credential-01'
  const text = JSON.stringify({ name: mark(name, 'imported') })
  await storage.open(importedTextTable).insert({ id, accountId: caller.accountId, text })
  await storage.open(importedCredentialTable).insert({
    id,
    accountId: caller.accountId,
    textId: id,
    digest: '00'.repeat(32),
    format: 'json',
    report: { ...report, credential: said },
    recipient: 'own',
    competencies: [],
    pictureIds: [pngId],
    importedAt: timestamp(services.world.now()),
  })
  const share = await services.portfolio.shareImport(caller, id, {
    endsAt: timestamp(new Date(Date.now() + 30 * day)),
    nameForm: 'first',
  })
  return { token: share.id, places: { 'imported/importId': id, 'imports/importId': id } }
}
