/** How it went. Elsewhere: another window was faster, and this one saves no more by itself. */
export type Outcome = 'kept' | 'notKept' | 'elsewhere'

interface Typing {
  readonly fields: HTMLFormElement
  /** Where it is said, with the words for each outcome as its data. */
  readonly told: HTMLElement
  /** Sends what stands in the fields now. */
  readonly send: (signal: AbortSignal) => Promise<Outcome>
}

/** A file comes, and one goes, when somebody presses the button: choosing it is no typing. */
export function isOfFiles(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement &&
    (target.type === 'file' || target.name.endsWith('[remove]'))
  )
}

const pause = 1500
const [patienceAtFirst, mostPatience] = [10_000, 160_000]

/**
 * Sends what is typed a moment after each pause and at once when the page goes out of sight, says how it went, and
 * tries again where it failed. One at a time; what is still on its way when a button is pressed is broken off.
 */
export function watchTyping({ fields, told, send }: Typing): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let onItsWay: AbortController | undefined
  let patience = patienceAtFirst
  let isUnsent = false
  let isElsewhere = false
  let isPressed = false
  let lastSaid = ''

  const show = (said: string) => {
    if (told.textContent === said) return
    // Once is enough: the same after each pause would be read aloud each time.
    told.setAttribute('aria-live', said === lastSaid ? 'off' : 'polite')
    if (said !== '') lastSaid = said
    told.textContent = said
  }
  const sendIn = (milliseconds: number) => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void sendNow(), milliseconds)
  }
  const sendNow = async () => {
    if (!isUnsent || isElsewhere || isPressed || onItsWay !== undefined) return
    clearTimeout(waiting)
    isUnsent = false
    onItsWay = new AbortController()
    const outcome = await send(onItsWay.signal)
    onItsWay = undefined
    conclude(outcome)
  }
  const conclude = (outcome: Outcome) => {
    if (isPressed) return
    isElsewhere = outcome === 'elsewhere'
    if (outcome === 'notKept') {
      isUnsent = true
      sendIn(patience)
      patience = Math.min(patience * 2, mostPatience)
    } else {
      patience = patienceAtFirst
      if (isUnsent) sendIn(document.hidden ? 0 : pause)
    }
    if (outcome !== 'kept' || !isUnsent) show(told.dataset[outcome] ?? '')
  }

  fields.addEventListener('input', ({ target }) => {
    if (isOfFiles(target)) return
    isUnsent = true
    if (told.textContent === told.dataset['kept']) show('')
    sendIn(pause)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void sendNow()
  })
  fields.addEventListener('submit', () => {
    isPressed = true
    clearTimeout(waiting)
    onItsWay?.abort()
  })
  // Whoever goes back may find the page as it was left.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) isPressed = false
  })
}

/** Browsers finish what is this short though the page is gone: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const shortEnough = 60_000

/** Posts as a form does. What was kept is answered with a way onward, which nobody goes here; what another window overtook, with a conflict. */
export async function post(
  address: string,
  body: URLSearchParams,
  signal: AbortSignal,
): Promise<Outcome> {
  const keepalive = body.toString().length < shortEnough
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body,
      redirect: 'manual',
      keepalive,
      signal,
    })
    if (answer.type === 'opaqueredirect') return 'kept'
    return answer.status === 409 ? 'elsewhere' : 'notKept'
  } catch {
    return 'notKept'
  }
}
