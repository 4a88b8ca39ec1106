import { expect } from 'chai'
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { places, roster } from '../../scripts/demo/places.ts'
import { createTexts } from '../../src/text/text.ts'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { dropFile } from './drop-file.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

const [museum, , club] = places
const [zoe, layla, hanako, starfish] = roster
const operator = { name: 'Robin Keller', email: 'robin@ecosystem.example' }

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
  <circle cx="50" cy="50" r="48" fill="#0b5c74"/><path d="M50 15 80 75H20Z" fill="#ffcf3f"/></svg>`

const picture = async (name: string) => ({
  name: `${name}.png`,
  mimeType: 'image/png',
  buffer: await sharp(Buffer.from(svg)).resize(400).png().toBuffer(),
})

for (const isScripted of [true, false]) {
  inChromium(
    `the main story in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const examine = createExamine({ isScripted })
      const texts = createTexts()
      const en = texts.textFor('en')
      let service: TestService
      let robin: Walker
      let amara: Walker
      let learner: Walker
      let stranger: Walker
      let share = ''
      let heldBadge = ''
      let claimCode = ''
      let zoesAward = ''
      let badgeFile = ''

      before(async function () {
        this.timeout(60_000)
        service = await startTestService()
        robin = await somebody()
        amara = await somebody()
        learner = await somebody('es')
        stranger = await somebody()
      })
      after(() => service.stop())

      async function somebody(language: 'en' | 'es' = 'en'): Promise<Walker> {
        const page = await browsing.person(service.base, {
          baseURL: service.base,
          locale: language,
          javaScriptEnabled: isScripted,
        })
        return walk(page, { examine, optional: texts.textFor(language)('common.optional') })
      }

      it('the operator sets the service up and adds an organization with a logo', async () => {
        const token = (await service.services.accounts.settingUp.freshToken()) ?? ''
        await robin.open(`/set-up/${token}`)
        await robin.fill(en('accounts.name'), operator.name)
        await robin.fill(en('accounts.email'), operator.email)
        await robin.press(en('accounts.setUp.submit'))
        await robin.expectHeading(en('organizations.edit.newTitle'))
        // Whoever runs the service and is no staff yet has the most ways.
        expect(await headerHeight(robin), 'ways in one line').to.be.lessThan(80)

        const { name, sector, description, url, email } = museum.organization
        await robin.fill(en('organizations.edit.name'), name)
        await robin.choose(en('organizations.edit.sector'), en(`organizations.sectors.${sector}`))
        await robin.fill(en('organizations.edit.description'), description)
        await robin.fill(en('organizations.edit.url'), url)
        await robin.fill(en('organizations.edit.email'), email)
        await robin.field(en('organizations.edit.logo')).setInputFiles(await picture('logo'))
        await robin.press(en('firstRun.addOrganization'))
        await robin.expectHeading(name)
        expect(await pictureWidth(robin, 'img.logo')).to.be.greaterThan(0)
      })

      it('an owner invites staff, who join by mail', async () => {
        await robin.press(en('organizations.home.staff'), 'link')
        await robin.fill(en('accounts.email'), museum.owner.email)
        await robin.page.getByRole('radio', { name: en('organizations.roles.editor') }).check()
        await robin.press(en('organizations.staff.send'))
        expect(await robin.text()).to.contain(museum.owner.email)

        await amara.open(await service.linkMailedTo(museum.owner.email, '/invitations/'))
        await amara.fill(en('accounts.name'), museum.owner.name)
        await amara.press(en('organizations.invitation.submit'))
        await amara.expectHeading(museum.organization.name)
      })

      it('an editor designs a badge with a drawn picture, alignments and levels, and publishes it', async () => {
        const { name, description, criteria } = museum.achievement
        await amara.press(en('organizations.home.design'), 'link')
        await describeBadge(amara, { name, description, criteria })
        await amara.unfold(en('achievements.edit.alignments'))
        const first = amara.group(en('achievements.edit.alignment', { number: 1 }))
        await amara.field(en('achievements.edit.targetName'), first).fill('Asking Questions')
        await amara
          .field(en('achievements.edit.targetUrl'), first)
          .fill('https://ngss.nsta.org/Practices.aspx?id=1')
        await amara.field(en('achievements.edit.targetCode'), first).fill('SEP.1')
        await amara.unfold(en('achievements.edit.rubric'))
        await amara.fill(en('achievements.edit.rubricName'), 'How far')
        for (const [place, level] of ['Starting out', 'Guide'].entries()) {
          const row = amara.group(en('achievements.edit.level', { number: place + 1 }))
          await amara.field(en('achievements.edit.levelName'), row).fill(level)
        }
        await amara.press(en('achievements.edit.save'))
        await amara.expectHeading(name)
        expect(await pictureWidth(amara, 'img.badge-art')).to.be.greaterThan(0)
        await amara.press(en('achievements.show.publish'))
        const shown = await amara.text()
        expect(shown).to.contain(en('achievements.state.published'))
        expect(shown).to.contain('SEP.1 Asking Questions').and.contain('Starting out')
      })

      it('a badge may bring its picture along, as PNG or as SVG', async () => {
        const pictures = [
          { ...(await picture('art')), width: 400 },
          { name: 'art.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg), width: 800 },
        ]
        for (const { width, ...art } of pictures) {
          await amara.open('/console')
          await amara.press(en('organizations.home.design'), 'link')
          await describeBadge(amara, { ...club.achievement, name: `Badge with ${art.name}` })
          await amara.field(en('educators.designer.upload')).setInputFiles(art)
          await amara.press(en('achievements.edit.save'))
          expect(await pictureWidth(amara, 'img.badge-art')).to.equal(width)
          await amara.press(en('achievements.show.publish'))
        }
      })

      it('a form that is not right says so at its fields and keeps what was typed', async () => {
        await startAward(amara)
        await amara.fill(en('accounts.email'), 'not an address')
        await amara.fill(en('issuing.award.narrative'), 'Tested at three places.')
        expect(await amara.press(en('issuing.award.submit'))).to.equal(422)
        expect(await amara.field(en('accounts.email')).getAttribute('aria-invalid')).to.equal(
          'true',
        )
        expect(await amara.field(en('issuing.award.narrative')).inputValue()).to.equal(
          'Tested at three places.',
        )
      })

      it('an awarder awards by mail, with evidence and a level', async () => {
        await startAward(amara)
        await nameLearner(amara, zoe)
        await amara.choose(en('issuing.award.level'), 'Guide')
        await amara.fill(en('issuing.award.narrative'), 'Tested at three places along the river.')
        await amara.fill(en('issuing.award.evidenceUrl'), 'https://example.org/work/river-test')
        await amara.fill(en('issuing.award.evidenceName'), 'Field notes')
        await amara.press(en('issuing.award.submit'))
        await amara.expectHeading(museum.achievement.name)
        zoesAward = new URL(amara.page.url()).pathname
      })

      it('an awarder awards to a nickname and gets a claim code', async () => {
        await startAward(amara)
        await nameLearner(amara, starfish)
        await amara.press(en('issuing.award.submit'))
        claimCode = await amara.page.locator('.claim-code').innerText()
        expect(claimCode).to.match(/^[A-Z0-9]{4}(-[A-Z0-9]+)+$/)
      })

      it('names of every script stand apart and run their own way', async () => {
        for (const person of [layla, hanako]) {
          await startAward(amara)
          await nameLearner(amara, person)
          await amara.press(en('issuing.award.submit'))
          expect(await namesOn(amara)).to.deep.equal([person.name])
        }
        await amara.open('/console')
        expect(await namesOn(amara)).to.have.members(roster.map(({ name }) => name))
        await amara.press(en('organizations.home.learners'), 'link')
        expect(await namesOn(amara)).to.have.members(roster.map(({ name }) => name))
        const direction = (name: string) =>
          amara.page.evaluate<string>(
            `getComputedStyle([...document.querySelectorAll('main bdi')]
            .find((one) => one.textContent === ${JSON.stringify(name)})).direction`,
          )
        expect(await direction(layla.name)).to.equal('rtl')
        expect(await direction(hanako.name)).to.equal('ltr')
        expect(await direction(zoe.name)).to.equal('ltr')
      })

      it('a name of one very long word pushes no page to the side', async () => {
        const name = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3)
        await startAward(amara)
        await nameLearner(amara, starfish)
        await amara.fill(en('learners.name'), name)
        await amara.press(en('issuing.award.submit'))
        for (const path of ['', '/awards', '/learners']) {
          const base = new URL(amara.page.url()).pathname.split('/').slice(0, 3).join('/')
          expect(await widthOnAPhone(amara)).to.be.at.most(320)
          await amara.open(base + path)
          expect(await widthOnAPhone(amara), path).to.be.at.most(320)
        }
      })

      it('a learner takes the badge from the mail into the backpack, in Spanish', async () => {
        const es = texts.textFor('es')
        await learner.open(await service.linkMailedTo(zoe.email, '/claim/'))
        await learner.expectHeading(
          es('claim.link.title', { achievement: museum.achievement.name }),
        )
        await learner.press(es('claim.link.submit'))
        await learner.expectHeading(es('backpack.title'))
        await learner.press(museum.achievement.name, 'link')
        heldBadge = learner.page.url()
      })

      it('the learner shares it until an end date', async () => {
        const es = texts.textFor('es')
        const ends = new Date(Date.now() + 10 * 864e5).toISOString().slice(0, 10)
        await learner.fill(es('backpack.share.ends'), ends)
        await learner.choose(es('backpack.share.nameForm'), es('backpack.share.nameForms.full'))
        await learner.press(es('backpack.share.open'))
        expect(new URL(learner.page.url()).hash).to.equal('#shares')
        expect(await learner.page.locator('#shares').count()).to.equal(1)
        share = await learner.field(es('backpack.share.address')).inputValue()
        expect(new URL(share).origin).to.equal(service.base)
      })

      it('a stranger opens the share, reads it and presses "check this badge"', async () => {
        expect(await stranger.open(share)).to.equal(200)
        await stranger.expectHeading(museum.achievement.name)
        expect(await namesOn(stranger)).to.include(zoe.name)
        const shown = await stranger.text()
        expect(shown).to.contain('Guide').and.contain('Field notes').and.contain('SEP.1')
        await stranger.press(en('shared.verify'))
        await expectVerdict(stranger, 'valid')
      })

      it('the stranger keeps the PNG, drops it on the checking page, and it is valid', async () => {
        await stranger.open(share)
        const download = stranger.page.waitForEvent('download')
        await stranger.page.getByRole('link', { name: 'PNG', exact: true }).click()
        badgeFile = await (await download).path()
        expect((await readFile(badgeFile)).subarray(1, 4).toString()).to.equal('PNG')
        await checkByDropping()
        await expectVerdict(stranger, 'valid')
      })

      it('once the award is revoked, share and file are told as revoked, with the reason', async () => {
        await amara.open(zoesAward)
        await amara.fill(en('issuing.show.revokeReason'), 'Awarded to the wrong person.')
        await amara.press(en('issuing.show.revokeSubmit'))
        expect(await amara.text()).to.contain(en('issuing.state.revoked'))

        await checkByDropping()
        await expectVerdict(stranger, 'revoked')
        expect(await stranger.text()).to.contain('Awarded to the wrong person.')
        await stranger.open(share)
        expect(await stranger.text()).to.contain(en('issuing.state.revoked'))
        await stranger.press(en('shared.verify'))
        await expectVerdict(stranger, 'revoked')
      })

      it('a closed share is gone, said kindly', async () => {
        await learner.open(heldBadge)
        await learner.press(texts.textFor('es')('backpack.share.close'))
        expect(await stranger.open(share)).to.equal(410)
        await stranger.expectHeading(en('errors.gone.title'))
      })

      it('a learner without an address signs in, types the code and is told kindly that sharing waits', async () => {
        const family = await somebody()
        await family.open('/claim')
        await family.expectHeading(en('claim.code.title'))
        await family.fill(en('claim.code.label'), claimCode.toLowerCase())
        await family.press(en('claim.code.submit'))
        await family.expectHeading(en('claim.card.title'))
        await family.press(en('claim.card.signIn'), 'link')
        await family.fill(en('accounts.email'), 'family@learners.example')
        await family.press(en('accounts.signIn.submit'))
        await family.open(await service.linkMailedTo('family@learners.example', '/sign-in/'))
        await family.press(en('accounts.useLink.submit'))
        await family.expectHeading(en('claim.card.title'))
        await family.page.getByRole('radio', { name: en('forWhom.self') }).check()
        await family.press(en('claim.card.submit'))
        await family.press(museum.achievement.name, 'link')
        await family.expectHeading(museum.achievement.name)
        expect(await family.text()).to.contain(en('backpack.share.notYet'))
      })

      it('the other pages stand as well: start, account, keys, log, public pages, errors', async () => {
        for (const address of [
          '/',
          '/sign-in',
          '/verify',
          '/claim',
          '/sign-in/mail-sent',
          '/console',
          '/account',
          '/account/api-keys/new',
          '/backpack',
        ]) {
          await robin.open(address)
        }
        await robin.open('/console')
        const home = robin.page.url()
        for (const page of ['/audit', '/edit', '/awards', '/staff']) await robin.open(home + page)
        await robin.open(home)
        await robin.press(en('organizations.home.public'), 'link')
        expect(await robin.open('/achievements/nothing/versions/1')).to.equal(404)
        for (const address of [
          '/',
          '/sign-in',
          '/sign-in/mail-sent',
          '/verify',
          '/credentials/some-id',
        ]) {
          await stranger.open(address)
        }
        expect(await stranger.open('/nowhere')).to.equal(404)
      })

      async function startAward(walker: Walker): Promise<void> {
        await walker.open('/console')
        await walker.press(en('organizations.home.award'), 'link')
        if (
          (await walker.page.getByRole('heading', { level: 1 }).innerText()) ===
          en('issuing.award.choose')
        ) {
          await walker.press(museum.achievement.name, 'link')
        }
      }

      async function nameLearner(walker: Walker, person: (typeof roster)[number]): Promise<void> {
        await walker.fill(en('learners.name'), person.name)
        if ('email' in person) await walker.fill(en('accounts.email'), person.email)
        await walker.choose(en('learners.age'), en(`learners.ages.${person.ageBand}`))
        await walker.choose(
          en('accounts.language'),
          person.language === 'es' ? 'Español' : 'English',
        )
      }

      async function describeBadge(
        walker: Walker,
        badge: { name: string; description: string; criteria: string },
      ): Promise<void> {
        await walker.fill(en('achievements.edit.name'), badge.name)
        await walker.fill(en('achievements.edit.description'), badge.description)
        await walker.fill(en('achievements.edit.criteria'), badge.criteria)
      }

      async function checkByDropping(): Promise<void> {
        await stranger.open('/verify')
        await dropFile(stranger.page, stranger.field(en('verify.file')), badgeFile)
        await stranger.press(en('verify.submit'))
      }

      async function expectVerdict(walker: Walker, verdict: 'valid' | 'revoked'): Promise<void> {
        const word = await walker.page.locator('.verdict-word').innerText()
        expect(word).to.equal(en(`verify.verdicts.${verdict}.word`))
      }
    },
  )
}

/** The names of people on a page: each stands in an element of its own direction. */
async function namesOn(walker: Walker): Promise<readonly string[]> {
  const known: readonly string[] = roster.map(({ name }) => name)
  const found = await walker.page.locator('main bdi').allInnerTexts()
  return [...new Set(found.filter((name) => known.includes(name)))]
}

async function headerHeight(walker: Walker): Promise<number> {
  return walker.page.evaluate<number>('document.querySelector(".site-header").offsetHeight')
}

async function widthOnAPhone({ page }: Walker): Promise<number> {
  await page.setViewportSize({ width: 320, height: 900 })
  return page.evaluate<number>('document.scrollingElement.scrollWidth')
}

/** How wide a picture really is, in its own pixels: 0 while it could not be loaded. */
async function pictureWidth(walker: Walker, selector: string): Promise<number> {
  return walker.page.evaluate<number>(`document.querySelector('${selector}').naturalWidth`)
}
