import type { Locator, Page } from 'playwright-core'

/** Drags a file from the desktop onto a part of the page and lets go, as a hand would. @throws where it is not in sight */
export async function dropFile(page: Page, onto: Locator, path: string): Promise<void> {
  await onto.scrollIntoViewIfNeeded()
  const box = await onto.boundingBox()
  if (box === null) throw new Error('there is nothing to drop the file on')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await session.detach()
}
