import type { TestService } from '../../test/support/service.ts'
import type { Visitor } from '../demo/visitor.ts'
import type { Look } from './look.ts'

/** The console of an organization, with somebody who works at it. */
export interface Console {
  readonly service: TestService
  readonly staff: Visitor
  readonly home: string
  readonly look: (name: string, path: string) => Look
}

/** Ten years ago, so that whoever was born then is a child on whatever day the pictures are taken. */
const childsYear = new Date().getUTCFullYear() - 10

const list = [
  'Name,E-mail,Group,Date of birth',
  'Zoë Okafor,zoe@learners.example,Camp week 1,3/4/2014',
  'ليلى محمود,,Camp week 1,',
  `山田 花子,,Camp week 2,21/9/${childsYear}`,
  'Bartholomew Featherstonehaugh-Cholmondeley,,Camp week 2,',
  'Starfish,not an address,Camp week 2,',
  'zoe okafor,,Camp week 2,',
].join('\n')

/** A list of learners on its way in, and the groups that it makes. */
export async function* rosterLooks({ staff, home, look }: Console): AsyncGenerator<Look> {
  yield look('roster-new', `${home}/roster-imports/new`)
  const form = { pasted: list, dateOrder: 'told' }
  const { path } = await staff.submit(`${home}/roster-imports/new`, form)
  yield look('roster-preview', path)
  await staff.press(path, `${path}/confirmation`)
  yield look('roster-done', path)
  yield look('roster-earlier', `${home}/roster-imports/new`)
  yield look('groups', `${home}/groups`)
  const { html } = await staff.open(`${home}/groups`)
  const [group = ''] = /\/groups\/[\w-]{22}/.exec(html) ?? []
  yield look('group', `${home}${group}`)
  const [learner = ''] =
    /\/learners\/[\w-]{22}/.exec((await staff.open(`${home}${group}`)).html) ?? []
  yield look('learner', `${home}${learner}`)
}

const classList = [
  'Name,Email,Badge,Level',
  'Ana Flores,ana@class.example,Creek Guardian,',
  'محمد عبد الرحمن,,Creek Guardian,',
  'Cem,cem at class,Creek Guardian,',
  'Dea,,Unheard of,',
  'Ana Flores,ana@class.example,Creek Guardian,',
].join('\n')

/** A class that is awarded at once, from the pasted list to its end. */
export async function* batchLooks({ service, staff, home, look }: Console): AsyncGenerator<Look> {
  const work = async () => {
    while ((await service.services.worker.runDue()) > 0);
  }
  yield look('batches-empty', `${home}/batches`)
  yield look('batch-new', `${home}/batches/new`)
  yield* columnLooks({ service, staff, home, look })
  const sent = await staff.submit(`${home}/batches/new`, { pasted: classList, name: 'Class 7b' })
  const batch = sent.path.split('?')[0] ?? ''
  yield look('batch-checking', batch)
  await work()
  yield look('batch-ready', batch)
  yield look('batch-row', `${batch}/rows/3`)
  yield look('batch-preview', `${batch}/rows/1/preview`)
  yield look('batch-preview-code', `${batch}/rows/2/preview`)
  await staff.press(batch, `${batch}/start`, { holdMinutes: '15' })
  yield look('batch-running', batch)
  await work()
  yield look('batch-done', batch)
  yield look('batch-rows', `${batch}/rows`)
  yield look('batch-undo', `${batch}/undo`)
  yield look('batches', `${home}/batches`)
}

const unknownList = [
  'Alumna/o;Apellidos;Escribir a;Ver el trabajo;Qué pasó;Autobús',
  'Ana;Flores;ana@class.example;https://example.org/rio;Midió el río en tres lugares y dos veces;4',
  'محمد;عبد الرحمن;;;;7',
  'Bartholomew;Featherstonehaugh-Cholmondeley;bart@class.example;;;4',
].join('\n')

/** A list whose columns have to be named; left as it is. */
async function* columnLooks({ staff, home, look }: Console): AsyncGenerator<Look> {
  const form = { pasted: unknownList, name: 'Clase 5' }
  const { path } = await staff.submit(`${home}/batches/new`, form)
  yield look('batch-columns', path)
}

/** Claim cards and class links, as staff have them. */
export async function* claimLooks(
  { home, look }: Console,
  achievementId: string,
): AsyncGenerator<Look> {
  yield look('claim-cards', `${home}/claim-cards`)
  yield look('claim-cards-new', `${home}/claim-cards/new?for=learners`)
  yield look('claim-links', `${home}/claim-links`)
  yield look('claim-link-new', `${home}/claim-links/new?achievement=${achievementId}`)
}

/** What staff and a guardian see of a child whose award waits. */
export async function* guardianLooks(
  { service, staff, home, look }: Console,
  lookAs: (name: string, person: string, path: string) => Look,
): AsyncGenerator<Look> {
  const guardian = 'rosa@family.example'
  yield lookAs('guardianship-policy', 'robin@ecosystem.example', `${home}/guardianship`)
  yield look('consents-of-class', `${home}/consents`)
  const { html } = await staff.open(`${home}/consents`)
  const [, learnerId = ''] = /value="([\w-]{22})"/.exec(html) ?? []
  const page = `${home}/learners/${learnerId}/guardianship`
  yield look('guardianship', page)
  yield look('guardian-new', `${page}/guardians/new`)
  await staff.submit(`${page}/guardians/new`, { email: guardian, language: 'en' })
  const link = await service.linkMailedTo(guardian, '/guardian/')
  yield lookAs('guardian-asked', 'nobody', link)
  const rosa = service.visitor()
  const child = await rosa.submit(link, { name: 'Rosa Rivera' })
  yield lookAs('family', guardian, '/family')
  yield lookAs('family-child', guardian, child.path)
  await rosa.submit(child.path, { purposes: 'hold-badges' })
  yield lookAs('family-child-allowed', guardian, child.path)
  yield lookAs('family-join', guardian, '/family/join')
}
