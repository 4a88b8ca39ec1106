// Keeps a page about work that goes on as it stands now, without moving whoever reads it: the parts marked with
// data-followed are fetched anew when the service says that something changed (server-sent events), or every few seconds
// where it cannot say so. Without this script the page is the same, and looks again when it is asked to.
const followed = '[data-followed]'
const restBetween = 1500
const pollEvery = 4000

const address = document.querySelector('[data-follow]')?.getAttribute('data-follow')
let source
let timer
let running = false
let wanted = false

/** What the focus is on, so that it is found again in what comes in its place. */
function nameOf(one) {
  return [
    one.tagName,
    one.id,
    one.getAttribute('href'),
    one.getAttribute('name'),
    one.textContent,
  ].join('\n')
}

function putInPlace(old, fresh) {
  if (old.innerHTML === fresh.innerHTML) return
  const focused = old.contains(document.activeElement) ? document.activeElement : undefined
  const name = focused === undefined ? '' : nameOf(focused)
  old.replaceChildren(...fresh.childNodes)
  if (focused === undefined) return
  const again = [...old.querySelectorAll('a, button, select, input, summary')]
  const target =
    again.find((one) => nameOf(one) === name) ?? document.querySelector('[data-follow]')
  target?.focus({ preventScroll: true })
}

async function look() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok || answer.redirected) return stop()
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const parts = [...fresh.querySelectorAll(followed)]
  for (const [place, old] of [...document.querySelectorAll(followed)].entries()) {
    if (parts[place] !== undefined) putInPlace(old, parts[place])
  }
  hideWhatIsDoneHere()
  if (fresh.querySelector('[data-follow]')?.getAttribute('data-follow') === '') stop()
}

/** One look at a time, and a rest between two. */
async function lookSoon() {
  wanted = true
  if (running) return
  running = true
  while (wanted) {
    wanted = false
    await look().catch(() => undefined)
    await new Promise((done) => setTimeout(done, restBetween))
  }
  running = false
}

function hideWhatIsDoneHere() {
  for (const one of document.querySelectorAll('[data-unscripted]')) one.hidden = true
}

function stop() {
  source?.close()
  clearInterval(timer)
}

if (address) {
  hideWhatIsDoneHere()
  source = new EventSource(address)
  source.addEventListener('batch', () => void lookSoon())
  source.addEventListener('error', () => {
    // It ended, or too many listen.
    source.close()
    timer ??= setInterval(() => void lookSoon(), pollEvery)
    void lookSoon()
  })
}
