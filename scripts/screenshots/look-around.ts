import { ngssPractices } from '../../src/frameworks/ngss-practices.ts'
import * as people from '../../test/journeys/people.ts'
import type { TestService } from '../../test/support/service.ts'
import { places, roster, rubric } from '../demo/places.ts'
import { applicationLooks } from './look-at-applications.ts'
import { batchLooks, claimLooks, guardianLooks, rosterLooks } from './look-at-classes.ts'
import { familyLooks } from './look-at-family.ts'
import { findingLooks } from './look-at-finding.ts'
import { designerLooks } from './look-at-designer.ts'
import { accountLooks } from './look-at-account.ts'
import { backpackLooks, joiningLooks } from './look-at-joining.ts'
import { verifyLooks } from './look-at-verify.ts'
import type { Look } from './look.ts'
import { badgeLooks } from './look-at-badge.ts'
import { importedLooks } from './look-at-imported.ts'
import { mailStopLooks } from './look-at-mail-stops.ts'
import { portfolioLooks } from './look-at-portfolio.ts'

const operator = 'robin@ecosystem.example'
const editor = 'amara@riverside-museum.example'
const learner = 'zoe@learners.example'
const nobody = 'nobody'
const [museum] = places

/** Fills a service with the museum's day, and tells every page of it, empty ones before full ones. */
export async function* lookAround(service: TestService): AsyncGenerator<Look> {
  const look = (name: string, person: string, path: string): Look => ({
    name,
    person,
    go: (page) => page.goto(path),
  })
  /** The page that answers when a form is sent. */
  const sent = (
    name: string,
    person: string,
    path: string,
    fields: Record<string, string>,
  ): Look => ({
    name,
    person,
    go: async (page) => {
      await page.goto(path)
      for (const [field, value] of Object.entries(fields)) {
        await page.locator(`[name="${field}"]`).fill(value)
      }
      await page.locator('main form.form button').last().click()
      await page.waitForLoadState()
    },
  })

  yield look('home', nobody, '/')
  yield look('sign-in', nobody, '/sign-in')
  yield look('sign-in-mail-sent', nobody, '/sign-in/mail-sent')
  yield sent('sign-in-wrong', nobody, '/sign-in', { email: 'not an address' })
  yield look('not-found', nobody, '/nowhere')
  yield look('verify', nobody, '/verify')
  yield sent('verify-nothing', nobody, '/verify', { pasted: 'something else' })
  const token = await service.services.accounts.settingUp.freshToken()
  yield look('set-up', nobody, `/set-up/${token ?? ''}`)

  const robin = await people.setUp(service)
  yield look('console-list-empty', operator, '/console')
  yield look('organization-new', operator, '/organizations/new')
  const organizationId = await people.makeOrganization(robin, museum.organization.name)
  const home = `/console/${organizationId}`
  yield look('console-empty', operator, home)
  yield look('console-list', operator, '/console')
  yield look('staff', operator, `${home}/staff`)
  await robin.submit(`${home}/staff`, { email: editor, role: 'editor' })
  const invitation = await service.linkMailedTo(editor, '/invitations/')
  yield look('staff-invited', operator, `${home}/staff`)
  yield look('invitation', nobody, invitation)
  const amara = service.visitor()
  await amara.submit(invitation, { name: museum.owner.name })
  yield look('organization-edit', operator, `${home}/edit`)
  yield look('achievement-new', editor, `${home}/achievements/new`)
  yield sent('achievement-wrong', editor, `${home}/achievements/new`, { name: 'Only a name' })
  const achievementId = await people.publishAchievement(amara, organizationId, {
    name: museum.achievement.name,
    description: museum.achievement.description,
    criteria: museum.achievement.criteria,
    ...practiceFields(museum.achievement.practices),
    ...levelFields(),
  })
  for (const name of ['Creek Guardian', 'Night Sky Reader']) {
    await people.publishAchievement(amara, organizationId, { name })
  }
  await amara.submit(`${home}/achievements/new`, {
    name: 'Pond Life Sketcher',
    description: 'Draws what lives in a pond and names it.',
    criteria: 'Draw **five** animals.',
    achievementType: 'Badge',
    language: 'en',
  })
  yield look('achievement', editor, `${home}/achievements/${achievementId}`)
  yield look('achievement-edit', editor, `${home}/achievements/${achievementId}/edit`)
  yield look('achievement-public', nobody, `/achievements/${achievementId}/versions/1`)
  yield look('learners-empty', editor, `${home}/learners`)
  yield look('awards-empty', editor, `${home}/awards`)
  const form = `${home}/awards/new?achievement=${achievementId}`
  yield look('award-choose', editor, `${home}/awards/new`)
  yield look('award-new', editor, form)
  const awards = new Map<string, string>()
  for (const person of roster) {
    const path = await people.award(amara, organizationId, achievementId, {
      level: '2',
      ...Object.fromEntries(
        Object.entries(person).map(([name, value]) => [`learner[${name}]`, value]),
      ),
    })
    awards.set(person.name, path)
  }
  await service.services.worker.runDue()
  yield look('award-new-known', editor, form)
  yield sent('award-wrong', editor, form, { 'learner[email]': 'not an address' })
  yield look('award-mailed', editor, awards.get(roster[0].name) ?? '')
  yield look('award-nickname', editor, awards.get(roster[3].name) ?? '')
  yield look('awards', editor, `${home}/awards`)
  yield look('groups-empty', editor, `${home}/groups`)
  const console = {
    service,
    staff: amara,
    home,
    look: (name: string, path: string) => look(name, editor, path),
  }
  yield* rosterLooks(console)
  yield* designerLooks(console)
  yield look('learners', editor, `${home}/learners`)
  yield {
    name: 'learner-edit',
    person: editor,
    go: async (page) => {
      await page.goto(`${home}/learners`)
      await page.locator('table a').first().click()
      await page.waitForLoadState()
    },
  }
  yield look('console', editor, home)
  yield look('achievements', editor, `${home}/achievements`)
  yield look('achievements-none', editor, `${home}/achievements?state=archived`)
  yield* batchLooks(console)
  yield* claimLooks(console, achievementId)
  yield* guardianLooks(console, look)
  yield* familyLooks(service, organizationId, look)
  yield* mailStopLooks(service, organizationId, look)
  yield* joiningLooks(console, look, achievementId)
  yield* applicationLooks(console, look, achievementId)
  yield look('unclaimed', editor, `${home}/unclaimed`)
  yield look('organization-public', nobody, `/organizations/${organizationId}`)

  const claim = await service.linkMailedTo(learner, '/claim/')
  yield look('claim-link', nobody, claim)
  const zoe = service.visitor()
  const backpack = await zoe.submit(claim, {})
  yield look('claim-link-used', nobody, claim)
  const held = /href="(\/backpack\/[\w-]{22})"/.exec(backpack.html)?.[1] ?? ''
  yield look('backpack', learner, '/backpack')
  yield look('held', learner, held)
  yield look('claim-code', learner, '/claim')
  yield sent('claim-code-wrong', learner, '/claim', { code: 'ABCD-EFGH-JKMN-P' })
  const ends = new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)
  const shown = await zoe.submit(held, { endsOn: ends, nameForm: 'full' })
  yield look('held-shared', learner, held)
  const share = people.shareIn(shown.html)
  yield look('share', nobody, share)
  yield* backpackLooks(
    (name, path) => look(name, learner, path),
    `${held}/shares/${people.lastPart(share)}`,
  )
  yield* badgeLooks(share)
  yield* importedLooks({ service, learner, look })
  yield* portfolioLooks({ service, learner, operator, organizationId, look })
  const checked = { pasted: share }
  yield sent('verify-valid', nobody, '/verify', checked)

  const award = awards.get(roster[0].name) ?? ''
  const old = await (await fetch(`${share}.json`)).text()
  yield look('correction', editor, `${award}/correction`)
  service.pass(2000)
  await amara.submit(`${award}/correction`, {
    level: '2',
    narrative: 'Tested at four places along the river.',
    reason: 'There were four places.',
  })
  yield look('award-corrected', editor, award)
  yield sent('verify-outdated', nobody, '/verify', { pasted: old })
  yield sent('verify-transcript', nobody, '/verify', {
    pasted: await transcriptOf(service, learner),
  })
  yield* verifyLooks({ share, old })

  const child = 'family@learners.example'
  yield look('backpack-empty', child, '/backpack')
  const code = /<code>([\w-]{16})<\/code>/.exec(
    (await amara.open(awards.get(roster[3].name) ?? '')).html,
  )?.[1]
  const kid = await people.signIn(service, child)
  const { path: kidsBadge } = await kid.submit('/claim', { code: code ?? '' })
  yield look('held-not-yet', child, kidsBadge)

  await amara.submit(awards.get(roster[0].name) ?? '', { reason: 'Awarded to the wrong person.' })
  yield look('award-revoked', editor, awards.get(roster[0].name) ?? '')
  yield look('share-revoked', nobody, share)
  yield look('held-revoked', learner, held)
  yield sent('verify-revoked', nobody, '/verify', checked)
  await zoe.press(held, `${held}/shares/${people.lastPart(share)}/closing`)
  yield look('held-closed', learner, held)
  yield look('share-closed', nobody, share)
  yield look('neutral', nobody, '/credentials/urn:uuid:00000000-0000-4000-8000-000000000000')
  yield look('audit', operator, `${home}/audit`)
  yield look('account', operator, '/account')
  yield look('passkeys-none', operator, '/account/passkeys')
  yield look('api-key-new', operator, '/account/api-keys/new')
  yield sent('api-key-wrong', operator, '/account/api-keys/new', { name: 'Roster sync' })
  yield {
    name: 'api-key-created',
    person: operator,
    go: async (page) => {
      await page.goto('/account/api-keys/new')
      await page.locator('[name=name]').fill('Roster sync')
      await page.locator('[type=checkbox]').first().check()
      await page.locator('main form.form button').last().click()
      await page.waitForLoadState()
    },
  }
  yield look('account-with-key', operator, '/account')
  yield look('not-allowed', editor, `${home}/audit`)
  yield* findingLooks(robin, operator)
  yield* accountLooks({ learner, operator })
}

/** All badges of somebody as one transcript. */
async function transcriptOf(service: TestService, email: string): Promise<string> {
  const { accounts, portfolio, transcripts } = service.services
  const { id } = await accounts.people.ofEmail(email, { name: '', language: 'en' })
  const caller = await accounts.callerOfAccount(id)
  if (caller === undefined) throw new Error('there is no such account')
  const held = await portfolio.backpack(caller)
  return transcripts.assemble(
    caller,
    held.map(({ award }) => award.id),
    'json',
  )
}

function practiceFields(chosen: readonly number[]): Record<string, string> {
  const fields = ['targetName', 'targetUrl', 'targetCode', 'targetFramework'] as const
  return Object.fromEntries(
    chosen.flatMap((practice, place) =>
      fields.map((field) => [
        `alignments[${place}][${field}]`,
        ngssPractices[practice]?.[field] ?? '',
      ]),
    ),
  )
}

function levelFields(): Record<string, string> {
  const levels: readonly (readonly [string, string])[] = [
    ['rubric[name]', rubric.name],
    ...rubric.levels.flatMap(
      ({ name, description }, place) =>
        [
          [`rubric[levels][${place}][name]`, name],
          [`rubric[levels][${place}][description]`, description],
        ] as const,
    ),
  ]
  return Object.fromEntries(levels)
}
