/**
 * Keeps a page about work that goes on as it stands now, without moving whoever reads it: its parts marked with
 * data-followed are fetched anew when the service says that something changed (server-sent events), or every few seconds
 * where it cannot say so. Without a script the page is the same, and looks again when it is asked to.
 */
const restBetween = 1500
const pollEvery = 4000

const state: { source?: EventSource; timer?: number; isLooking: boolean; isWanted: boolean } = {
  isLooking: false,
  isWanted: false,
}

const followed = (within: Document) => within.querySelectorAll<HTMLElement>('[data-followed]')
const following = (within: Document) => within.querySelector<HTMLElement>('[data-follow]')

const address = following(document)?.dataset['follow'] ?? ''
if (address !== '') follow(address)

function follow(events: string): void {
  hideLinks()
  const source = new EventSource(events)
  state.source = source
  source.addEventListener('batch', () => void lookSoon())
  source.addEventListener('error', () => {
    // It ended, or too many listen.
    source.close()
    state.timer ??= window.setInterval(() => void lookSoon(), pollEvery)
    void lookSoon()
  })
}

/** One look at a time, and a rest between two. */
async function lookSoon(): Promise<void> {
  state.isWanted = true
  if (state.isLooking) return
  state.isLooking = true
  while (state.isWanted) {
    state.isWanted = false
    await look().catch(() => undefined)
    await new Promise((done) => window.setTimeout(done, restBetween))
  }
  state.isLooking = false
}

async function look(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok || answer.redirected) {
    stop()
    return
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const parts = [...followed(fresh)]
  for (const [place, old] of [...followed(document)].entries()) {
    const part = parts[place]
    if (part !== undefined) putInPlace(old, part)
  }
  hideLinks()
  if (following(fresh)?.dataset['follow'] === '') stop()
}

function putInPlace(old: HTMLElement, fresh: HTMLElement): void {
  // What did not change is not told again to whoever listens to the page.
  if (withoutLinks(old) === withoutLinks(fresh)) return
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  const name = focused === null ? '' : nameOf(focused)
  old.replaceChildren(...fresh.childNodes)
  if (focused === null) return
  const again = [...old.querySelectorAll<HTMLElement>('a, button, select, input, summary')]
  const target = again.find((one) => nameOf(one) === name) ?? following(document)
  target?.focus({ preventScroll: true })
}

/** What the focus is on, so that it is found again in what comes in its place. */
function nameOf(one: Element): string {
  const { tagName, id, textContent } = one
  return [tagName, id, one.getAttribute('href'), one.getAttribute('name'), textContent].join('\n')
}

/** What a part says; the link that the script took away counts for nothing. */
function withoutLinks(part: HTMLElement): string {
  return part.innerHTML.replaceAll(' hidden=""', '')
}

/** The script does what they are for. */
function hideLinks(areHidden = true): void {
  for (const one of document.querySelectorAll<HTMLElement>('[data-unscripted]')) {
    one.hidden = areHidden
  }
}

/** Whoever was refused a look finds the way to look again. */
function stop(): void {
  state.source?.close()
  window.clearInterval(state.timer)
  hideLinks(false)
}
