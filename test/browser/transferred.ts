import type { Page, Request } from 'playwright-core'

/** What the fonts of a page's names in other scripts come from: they are fetched after the page stands. */
const otherScripts = /\/assets\/(typefaces-|fonts-(?!inter-latin\.))/

export interface Transferred {
  /** Bytes as they went over the wire for the page that is open now, pictures and letters of other scripts apart. */
  bytes(): Promise<number>
}

/** Counts what a page fetches with nothing kept from before. Call it before the page is opened. */
export async function countTransferred(page: Page): Promise<Transferred> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  let requests: Request[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.redirectedFrom() === null) requests = []
  })
  page.on('requestfinished', (request) => requests.push(request))
  return {
    async bytes() {
      const counted = requests.filter(
        (one) => one.resourceType() !== 'image' && !otherScripts.test(one.url()),
      )
      const sizes = await Promise.all(counted.map((one) => one.sizes()))
      return sizes.reduce(
        (sum, { responseBodySize, responseHeadersSize }) =>
          sum + responseBodySize + responseHeadersSize,
        0,
      )
    },
  }
}
