import { expect } from 'chai'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { qrPicture } from '../../src/images/qr-code.ts'
import { createTexts } from '../../src/text/text.ts'
import { setStage, type Stage } from '../app/stage.ts'
import { badgesToCheck, type BadgesToCheck } from '../support/badges-to-check.ts'
import { inChromium } from '../support/browser.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

for (const isScripted of [true, false]) {
  inChromium(
    `an admissions officer in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const examine = createExamine({ isScripted })
      const en = createTexts().textFor('en')
      let stage: Stage
      let badges: BadgesToCheck
      let officer: Walker

      before(async function () {
        this.timeout(120_000)
        stage = await setStage()
        badges = await badgesToCheck(stage)
        officer = await somebody()
      })
      after(() => stage.stop())

      async function somebody(): Promise<Walker> {
        const { base } = stage.service
        const page = await browsing.person(base, {
          baseURL: base,
          javaScriptEnabled: isScripted,
        })
        return walk(page, { examine, optional: en('common.optional') })
      }

      const drop = async (files: Readonly<Record<string, string>>) => {
        await officer.open('/verify')
        await officer.field(en('verify.file')).setInputFiles(
          Object.entries(files).map(([name, text]) => ({
            name,
            mimeType: 'application/json',
            buffer: Buffer.from(text),
          })),
        )
      }
      const word = () => officer.page.locator('.verdict-word').innerText()

      for (const [kind, verdict] of [
        ['valid', 'valid'],
        ['revoked', 'revoked'],
        ['suspended', 'suspended'],
        ['expired', 'expired'],
        ['unknown', 'could-not-check'],
        ['broken', 'invalid'],
      ] as const) {
        it(`has the answer first, and the focus on it: ${verdict}`, async () => {
          await drop({ 'badge.json': badges[kind] })
          await officer.press(en('verify.submit'))
          expect(await word()).to.equal(en(`verify.verdicts.${verdict}.word`))
          const focused = await officer.page.evaluate<string>('document.activeElement.tagName')
          expect(focused).to.equal('H1')
          expect(await officer.page.title()).to.contain(en(`verify.verdicts.${verdict}.word`))
          const green = officer.page.locator('.check-sign.good + .check-question')
          const unknown = officer.page.locator('.check-sign.unknown + .check-question')
          const both = new Set(await green.allInnerTexts())
          for (const question of await unknown.allInnerTexts())
            expect(both).not.to.include(question)
        })
      }

      it('opens a check and reads what was looked at, when and why', async () => {
        await drop({ 'badge.json': badges.valid })
        await officer.press(en('verify.submit'))
        await officer.unfold(en('verify.checks.proof'))
        const shown = await officer.text()
        expect(shown).to.contain(en('verify.why.proof')).and.contain(en('verify.lookedAt.proof'))
      })

      it('checks a whole folder: a line each, each with its report', async () => {
        await drop({
          'good.json': badges.valid,
          'gone.json': badges.revoked,
          'essay.txt': 'What I did last summer.',
        })
        if (isScripted) {
          const chosen = await officer.page.locator('.chosen-files li').allInnerTexts()
          expect(chosen).to.deep.equal(['good.json', 'gone.json', 'essay.txt'])
        }
        await officer.press(en('verify.submit'))
        await officer.expectHeading(en('verify.several.sum', { good: 1, total: 3 }))
        expect(await officer.page.locator('.one-answer .pill').first().innerText()).to.equal(
          en('verify.verdicts.revoked.word'),
        )
        await officer.page.locator('.one-answer > summary').first().click()
        expect(await officer.text()).to.contain('Given by mistake.')
      })

      it('keeps a signed receipt, and later sees that it is unchanged', async () => {
        await drop({ 'badge.json': badges.valid })
        await officer.press(en('verify.submit'))
        const download = officer.page.waitForEvent('download')
        await officer.page.getByRole('button', { name: en('verify.keep.receipt') }).click()
        const receipt = await readFile(await (await download).path(), 'utf8')
        await drop({ 'receipt.json': receipt })
        await officer.press(en('verify.submit'))
        expect(await word()).to.equal(en('verify.receipt.verdicts.genuine.word'))
        await drop({ 'receipt.json': receipt.replace('Museum of Rivers', 'Harvard') })
        await officer.press(en('verify.submit'))
        expect(await word()).to.equal(en('verify.receipt.verdicts.altered.word'))
      })

      it('compares it with a person on the page of the answer', async () => {
        await drop({ 'badge.json': badges.valid })
        await officer.press(en('verify.submit'))
        await officer.fill(en('verify.recipient'), 'urn:somebody:else')
        await officer.press(en('verify.again.submit'))
        expect(await word()).to.equal(en('verify.verdicts.another-recipient.word'))
      })

      it('prints the answer on one sheet, with a code that leads back', async () => {
        await officer.open('/verify')
        await officer.fill(en('verify.pasted'), badges.share)
        await officer.press(en('verify.submit'))
        const sheets = async (format: 'A4' | 'Letter') => {
          const pdf = await officer.page.pdf({ format, printBackground: true })
          return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length
        }
        expect([await sheets('A4'), await sheets('Letter')]).to.deep.equal([1, 1])
        await officer.page.emulateMedia({ media: 'print' })
        expect(await officer.page.locator('.on-paper img').isVisible()).to.equal(true)
        expect(await officer.page.locator('.verdict-word').isVisible()).to.equal(true)
        await officer.page.emulateMedia({ media: 'screen' })
        const print = officer.page.getByRole('button', { name: en('verify.keep.print') })
        expect(await print.isVisible()).to.equal(isScripted)
      })

      if (!isScripted) {
        it('takes a picture of a code where no script opens the camera', async () => {
          await officer.open('/verify')
          const picture = officer.field(en('verify.camera.file'))
          expect(await picture.getAttribute('capture')).to.equal('environment')
          expect(
            await officer.page.getByRole('button', { name: en('verify.camera.open') }).count(),
          ).to.equal(0)
        })
        return
      }

      it('scans a code: its text is handed in as soon as the browser reads it', async () => {
        const { page } = await withCamera({ reads: badges.share })
        await page.getByRole('button', { name: en('verify.camera.open') }).click()
        await page.locator('.verdict-word').waitFor()
        expect(await page.locator('.verdict-word').innerText()).to.equal(
          en('verify.verdicts.valid.word'),
        )
      })

      it('scans a code: where the browser cannot read, the picture that was taken is handed in', async () => {
        const { page } = await withCamera({ shows: qrPicture(badges.share) })
        await page.getByRole('button', { name: en('verify.camera.open') }).click()
        await examine(page)
        await page.waitForTimeout(500)
        await page.getByRole('button', { name: en('verify.camera.take') }).click()
        await page.locator('.verdict-word').waitFor()
        expect(await page.locator('.verdict-word').innerText()).to.equal(
          en('verify.verdicts.valid.word'),
        )
      })

      it('asks for the picture to be taken where the browser reads no codes, and only there', async () => {
        const shows = qrPicture(badges.share)
        for (const device of [{ shows, reads: '' }, { shows }]) {
          const { page } = await withCamera(device)
          await page.getByRole('button', { name: en('verify.camera.open') }).click()
          const [told, other] =
            'reads' in device
              ? (['verify.camera.looking', 'verify.camera.takeIt'] as const)
              : (['verify.camera.takeIt', 'verify.camera.looking'] as const)
          await page.getByText(en(told)).waitFor({ timeout: 5_000 })
          expect(await page.getByText(en(other)).isVisible()).to.equal(false)
        }
      })

      it('closed before the picture stands, the camera is off, and nobody is told that it was refused', async () => {
        const { page } = await withCamera({ shows: qrPicture(badges.share) })
        await page.evaluate(`{
          const video = document.querySelector('video')
          video.play = () => new Promise((_, refuse) => {
            document.querySelector('dialog').close()
            setTimeout(() => refuse(new DOMException('stopped', 'AbortError')), 50)
          })
        }`)
        await page.getByRole('button', { name: en('verify.camera.open') }).click()
        await page.waitForTimeout(300)
        expect(await page.getByText(en('verify.camera.denied')).isVisible()).to.equal(false)
        expect(await page.evaluate(`document.querySelector('video').srcObject`)).to.equal(null)
      })

      it('opens one camera however often the button is pressed, and closes it', async () => {
        const { page } = await withCamera({ shows: qrPicture(badges.share) })
        await page.evaluate(`{
          window.streams = []
          const open = navigator.mediaDevices.getUserMedia
          navigator.mediaDevices.getUserMedia = async () => {
            const stream = await open()
            window.streams.push(stream)
            await new Promise((done) => setTimeout(done, 100))
            return stream
          }
          const button = document.querySelector('[data-camera-open]')
          button.click()
          button.click()
        }`)
        await page.getByRole('button', { name: en('verify.camera.close') }).click()
        const live = await page.evaluate<number>(
          `window.streams.flatMap((one) => one.getTracks()).filter((one) => one.readyState === 'live').length`,
        )
        expect(live).to.equal(0)
      })

      it('without leave for the camera there is the picture, and it is said why', async () => {
        const { page } = await withCamera({})
        await page.getByRole('button', { name: en('verify.camera.open') }).click()
        await page.getByText(en('verify.camera.denied')).waitFor()
        expect(await page.getByLabel(en('verify.camera.file')).isVisible()).to.equal(true)
      })

      /** A device whose camera sees a picture, whose browser reads a code by itself (or none: ''), or that gives no leave. */
      async function withCamera(device: {
        reads?: string
        shows?: string
      }): Promise<{ page: Page }> {
        const { page } = await somebody()
        await page.addInitScript(`
          const device = ${JSON.stringify(device)}
          const canvas = document.createElement('canvas')
          canvas.width = 640
          canvas.height = 480
          const draw = canvas.getContext('2d')
          const picture = new Image()
          if (device.shows) picture.src = device.shows
          setInterval(() => {
            draw.fillStyle = '#ddd'
            draw.fillRect(0, 0, 640, 480)
            if (picture.complete && device.shows) draw.drawImage(picture, 120, 40, 400, 400)
          }, 50)
          navigator.mediaDevices.getUserMedia = async () => {
            if (device.reads === undefined && !device.shows) throw new DOMException('no', 'NotAllowedError')
            return canvas.captureStream(20)
          }
          if (device.reads !== undefined) window.BarcodeDetector = class {
            static async getSupportedFormats() { return ['qr_code'] }
            async detect() { return device.reads === '' ? [] : [{ rawValue: device.reads }] }
          }
          else delete window.BarcodeDetector
        `)
        await page.goto('/verify')
        return { page }
      }
    },
  )
}
