import type { Visitor } from '../../scripts/demo/visitor.ts'
import type { TestService } from '../support/service.ts'

/** Opens the one-time set-up link and makes the operator's account. */
export async function setUp(service: TestService): Promise<Visitor> {
  const token = await service.services.accounts.settingUp.freshToken()
  const operator = service.visitor()
  await operator.submit(`/set-up/${token ?? ''}`, {
    name: 'Robin Keller',
    email: 'robin@ecosystem.example',
  })
  return operator
}

/** The operator makes an organization on the page for it; answers its id. */
export async function makeOrganization(
  operator: Visitor,
  name: string,
  sector = 'museum',
): Promise<string> {
  const { path } = await operator.submit('/organizations/new', {
    name,
    sector,
    email: 'badges@museum.example',
    description: 'A museum on the river.',
    url: 'https://museum.example/',
  })
  return lastPart(path)
}

/** Signs somebody in by the mailed link. */
export async function signIn(service: TestService, email: string): Promise<Visitor> {
  const visitor = service.visitor()
  await visitor.submit('/sign-in', { email })
  await visitor.submit(await service.linkMailedTo(email, '/sign-in/'), {})
  return visitor
}

/** Invites by mail and takes the invitation up. */
export async function joinStaff(
  service: TestService,
  owner: Visitor,
  organizationId: string,
  person: { email: string; name: string; role: string },
): Promise<Visitor> {
  const { email, name, role } = person
  await owner.submit(`/console/${organizationId}/staff`, { email, role })
  const visitor = service.visitor()
  await visitor.submit(await service.linkMailedTo(email, '/invitations/'), { name })
  return visitor
}

/** Designs an achievement and publishes it; answers its id. */
export async function publishAchievement(
  editor: Visitor,
  organizationId: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { path } = await editor.submit(`/console/${organizationId}/achievements/new`, {
    name: 'Water Quality Explorer',
    description: 'Plans and carries out a water test.',
    criteria: '- plan a test\n- measure **pH** twice',
    achievementType: 'Badge',
    language: 'en',
    tags: 'river, science',
    'alignments[0][targetName]': 'Planning and Carrying Out Investigations',
    'alignments[0][targetUrl]': 'https://ngss.nsta.org/Practices.aspx?id=3',
    'alignments[0][targetCode]': 'SEP.3',
    'rubric[name]': 'How far',
    'rubric[levels][0][name]': 'Starting out',
    'rubric[levels][1][name]': 'Guide',
    ...fields,
  })
  await editor.press(path, `${path}/publication`)
  return lastPart(path)
}

/** Awards on the page; answers the award's path in the console. */
export async function award(
  awarder: Visitor,
  organizationId: string,
  achievementId: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const page = `/console/${organizationId}/awards/new`
  const { path } = await awarder.submit(page, {
    achievementId,
    level: '1',
    narrative: 'Tested at three places along the river.',
    'evidence[0][url]': 'https://example.org/work/river-test',
    'evidence[0][name]': 'Field notes',
    activityEnd: '2026-05-20',
    ...fields,
  })
  return path
}

/** Makes an API key on the page; answers its secret. */
export async function makeKey(person: Visitor, scopes: readonly string[]): Promise<string> {
  const chosen = Object.fromEntries(scopes.map((scope, place) => [`scopes[${place}]`, scope]))
  const { html } = await person.submit('/account/api-keys/new', {
    name: 'Test',
    days: '1',
    ...chosen,
  })
  const secret = /value="(wmk_[^"]+)"/.exec(html)?.[1]
  if (secret === undefined) throw new Error('the page shows no key')
  return secret
}

/** The address of the newest open share on a badge's page. */
export function shareIn(html: string): string {
  const address = /value="(http[^"]*\/s\/[\w-]+)"/.exec(html)?.[1]
  if (address === undefined) throw new Error('the page shows no share')
  return address
}

export function lastPart(path: string): string {
  return path.split('?')[0]?.split('/').at(-1) ?? ''
}
