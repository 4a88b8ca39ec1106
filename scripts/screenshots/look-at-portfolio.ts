import sharp from 'sharp'
import { evidenceKey } from '../../src/portfolio/portfolio-pages/evidence-key.ts'
import type { NewPart } from '../../src/portfolio/portfolio-pages/portfolio-pages.ts'
import { timestamp } from '../../src/world.ts'
import type { TestService } from '../../test/support/service.ts'
import { pageOutletLooks } from './look-at-page-outlets.ts'
import type { Look } from './look.ts'

interface Around {
  readonly service: TestService
  /** The address of a learner who holds a badge, and of whoever may award more. */
  readonly learner: string
  readonly operator: string
  readonly organizationId: string
  readonly look: (name: string, person: string, path: string) => Look
}

/** A portfolio page while it is composed, and as others see it. */
export async function* portfolioLooks(around: Around): AsyncGenerator<Look> {
  const { service, learner, look } = around
  const { portfolioPages, portfolio } = service.services
  const zoe = await callerOf(service, learner)
  yield look('portfolio-empty', learner, '/portfolio')
  yield look('portfolio-new', learner, '/portfolio/new')
  await giveMore(around)
  const { id } = await portfolioPages.make(zoe, { title: 'What the river taught me' })
  const base = `/portfolio/${id}`
  yield look('portfolio-page-empty', learner, base)
  await portfolioPages.add(zoe, id, await partsFor(service, learner))
  await portfolioPages.addPicture(zoe, id, await bridge(), {
    alt: 'A model bridge of balsa wood stands over a painted river.',
    caption: 'Our bridge held 14 kg. The second one held 31.',
  })
  const { parts } = await portfolioPages.read(zoe, id)
  const [, text, badge] = parts
  yield look('portfolio-list', learner, '/portfolio')
  yield look('portfolio-compose', learner, base)
  yield look('portfolio-moved', learner, `${base}?moved=${badge?.id ?? ''}&by=up`)
  for (const kind of ['badge', 'text', 'link', 'picture', 'evidence']) {
    yield look(`portfolio-put-${kind}`, learner, `${base}/parts/new/${kind}`)
  }
  yield look('portfolio-change-text', learner, `${base}/parts/${text?.id ?? ''}`)
  yield look('portfolio-change-picture', learner, `${base}/parts/${parts.at(-1)?.id ?? ''}`)
  yield look('portfolio-settings', learner, `${base}/settings`)
  yield look('portfolio-preview', learner, `${base}/preview`)
  yield look('portfolio-share', learner, `${base}/shares`)
  const share = await portfolio.sharePage(zoe, id, {
    endsAt: timestamp(new Date(Date.now() + 30 * 864e5)),
    nameForm: 'full',
    audience: 'third-party',
    preparedFor: 'River College',
  })
  yield look('portfolio-shared', 'nobody', `/p/${share.id}`)
  yield printed(look('portfolio-printed', 'nobody', `/p/${share.id}`))
  yield look('portfolio-badge', 'nobody', `/p/${share.id}/${badge?.id ?? ''}`)
  yield {
    name: 'portfolio-checked',
    person: 'nobody',
    go: async (page) => {
      await page.goto(`/p/${share.id}`)
      await page.locator('.folio-head button').click()
      await page.waitForLoadState()
    },
  }
  yield look('portfolio-share-open', learner, `${base}/shares`)
  // Whoever asks for Spanish is shown Spanish from then on: somebody of their own.
  yield look('portfolio-shared-spanish', 'nobody, in Spanish', `/p/${share.id}?lang=es`)
  yield look('portfolio-share-log', learner, `${base}/shares/${share.id}`)
  yield* pageOutletLooks({ service, learner, pageId: id, look })
}

function printed({ name, person, go }: Look): Look {
  return {
    name,
    person,
    go: async (page) => {
      await go(page)
      await page.emulateMedia({ media: 'print' })
    },
  }
}

async function callerOf(service: TestService, email: string) {
  const { accounts } = service.services
  const { id } = await accounts.people.ofEmail(email, { name: '', language: 'en' })
  const caller = await accounts.callerOfAccount(id)
  if (caller === undefined) throw new Error('there is no such account')
  return caller
}

/** The other badges of the museum, as if the learner had gone on. */
async function giveMore({ service, learner, operator, organizationId }: Around): Promise<void> {
  const { achievements, issuing, worker, portfolio } = service.services
  const by = await callerOf(service, operator)
  const zoe = await callerOf(service, learner)
  const [known] = await portfolio.backpack(zoe)
  if (known === undefined) throw new Error('the backpack is empty')
  const all = (await achievements.list(by, organizationId, {})).rows
  const others = all.filter(
    ({ id, state }) => state === 'published' && id !== known.award.achievementId,
  )
  for (const { id } of others.slice(0, 3)) {
    await issuing.award(by, organizationId, {
      achievementId: id,
      learner: { learnerId: known.learner.id },
      statement: { evidence: [], hashedIdentity: false },
    })
  }
  await worker.runDue()
}

async function partsFor(service: TestService, learner: string): Promise<readonly NewPart[]> {
  const held = await service.services.portfolio.backpack(await callerOf(service, learner))
  const proven = held.find(({ award }) => award.statement.evidence.length > 0)
  const [proof] = proven?.award.statement.evidence ?? []
  return [
    { kind: 'heading', text: 'Measuring what nobody sees' },
    {
      kind: 'text',
      text: 'For a month I went to the same three places along the river, **every Tuesday**, and measured how much oxygen is in the water.\n\nThe number fell after each storm. It took me two weeks to find out why:\n\n- leaves wash in\n- bacteria eat the leaves\n- they breathe the oxygen',
    },
    ...held.map(({ award }) => ({ kind: 'badge', awardId: award.id }) as const),
    { kind: 'heading', text: 'What I built' },
    ...(proven === undefined || proof === undefined
      ? []
      : [
          {
            kind: 'award-evidence',
            awardId: proven.award.id,
            evidence: evidenceKey(proof),
          } as const,
        ]),
    {
      kind: 'link',
      url: 'https://example.org/zoe/river-log',
      title: 'My river log',
      text: 'All 36 measurements, with a chart and the code that draws it.',
    },
  ]
}

/** A photo, drawn. */
async function bridge(): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">
    <rect width="1200" height="800" fill="#cfe3ea"/><path d="M0 620q300-60 600 0t600 0v180H0z" fill="#3f7f97"/>
    <path d="M60 520h1080v40H60z" fill="#b98a4a"/><path d="M120 520q480-380 960 0" fill="none" stroke="#8a5f2a" stroke-width="26"/>
    ${[240, 360, 480, 600, 720, 840, 960].map((x) => `<path d="M${x} 520V${520 - Math.round(190 * (1 - ((x - 600) / 480) ** 2))}" stroke="#8a5f2a" stroke-width="14"/>`).join('')}
    <path d="M90 560v200M1110 560v200" stroke="#6b4a22" stroke-width="44"/></svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer()
}
