import { createForeignIssuer } from '../../test/support/foreign-issuer.ts'
import { createVisitor } from '../demo/visitor.ts'
import type { Look } from './look.ts'

interface Shared {
  /** The address of a badge that is good. */
  readonly share: string
  /** A copy that gave way to a newer one. */
  readonly old: string
}

/** What admissions officers and employers see: every kind of answer, one at a time and several at once. */
export async function* verifyLooks({ share, old }: Shared): AsyncGenerator<Look> {
  const good = await (await fetch(`${share}.json`)).text()
  const elsewhere = await createForeignIssuer()
  const unreachable = await elsewhere.sign(elsewhere.unsigned())
  const broken = good.replace('"Riverside', '"Hillside')
  const files = { 'zoe-okafor.json': good, 'from-elsewhere.json': unreachable, 'old.json': old }
  const more = { 'changed.json': broken, 'essay.txt': 'What I did last summer.' }

  yield pasted('verify-altered', { pasted: broken })
  yield pasted('verify-unknown', { pasted: unreachable })
  yield pasted('verify-theirs', { pasted: good, recipient: 'zoe@learners.example' })
  yield pasted('verify-not-theirs', { pasted: good, recipient: 'somebody@else.example' })
  yield dropped('verify-several', { ...files, ...more })
  yield {
    ...dropped('verify-several-open', { ...files, ...more }),
    go: async (page) => {
      await dropped('', { ...files, ...more }).go(page)
      await page.locator('.one-answer > summary').first().click()
    },
  }
  yield {
    name: 'verify-chosen',
    person: 'nobody',
    go: async (page) => {
      await page.goto('/verify')
      await page.locator('#field-file').setInputFiles(payloads(files))
    },
  }
  const receipt = await receiptOf(share)
  yield pasted('verify-receipt', { pasted: receipt })
  yield pasted('verify-receipt-altered', { pasted: receipt.replace('"valid"', '"expired"') })
}

function pasted(name: string, fields: Readonly<Record<string, string>>): Look {
  return {
    name,
    person: 'nobody',
    go: async (page) => {
      await page.goto('/verify')
      for (const [field, value] of Object.entries(fields)) {
        await page.locator(`[name="${field}"]`).fill(value)
      }
      await send(page)
    },
  }
}

function dropped(name: string, files: Readonly<Record<string, string>>): Look {
  return {
    name,
    person: 'nobody',
    go: async (page) => {
      await page.goto('/verify')
      await page.locator('#field-file').setInputFiles(payloads(files))
      await send(page)
    },
  }
}

async function send(page: Parameters<Look['go']>[0]): Promise<void> {
  await page.locator('main form.form > .button').click()
  await page.waitForLoadState()
}

function payloads(files: Readonly<Record<string, string>>) {
  return Object.entries(files).map(([name, text]) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  }))
}

/** The receipt that the page of a report carries. */
async function receiptOf(share: string): Promise<string> {
  const { html } = await createVisitor(new URL(share).origin).submit('/verify', { pasted: share })
  const [, value = ''] = /name="receipt" value="([^"]+)"/.exec(html) ?? []
  return value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
