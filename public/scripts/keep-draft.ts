/** Keeps what is typed into the form of a badge a moment after each pause, and says so. */
const form = document.querySelector<HTMLFormElement>('#badge-form')
const status = document.querySelector<HTMLElement>('[data-keep-at]')
const pause = 1500

if (form !== null && status !== null) watch(form, status)

function watch(fields: HTMLFormElement, told: HTMLElement): void {
  let known = Number(told.dataset['known'] ?? '0')
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isKeeping = false
  let isElsewhere = false
  let isSent = false

  const say = (word: 'saving' | 'kept' | 'notKept' | 'elsewhere') => {
    const said = told.dataset[word] ?? ''
    // Said again, it would be read aloud again.
    if (told.textContent !== said) told.textContent = said
  }
  const later = () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void keep(), pause)
  }
  const keep = async () => {
    if (isElsewhere || isSent) return
    if (isKeeping) {
      later()
      return
    }
    isKeeping = true
    try {
      const answer = await send(fields, told.dataset['keepAt'] ?? '', known)
      if (answer === 'kept') known += 1
      if (answer === 'elsewhere') isElsewhere = true
      say(answer)
    } finally {
      isKeeping = false
    }
  }
  fields.addEventListener('input', later)
  fields.addEventListener('submit', () => {
    isSent = true
    clearTimeout(waiting)
  })
}

/** A kept draft is answered with a way onward, which nobody goes here; another window that was faster, with a conflict. */
async function send(
  fields: HTMLFormElement,
  address: string,
  known: number,
): Promise<'kept' | 'notKept' | 'elsewhere'> {
  const all = [...new FormData(fields)]
  const token = all.find(([name]) => name === '_csrf')?.[1]
  const typed = all.filter(
    ([name, value]) => typeof value === 'string' && name !== '_csrf' && value !== '',
  )
  const body = new URLSearchParams({
    _csrf: typeof token === 'string' ? token : '',
    known: String(known),
    typed: JSON.stringify(typed),
  })
  try {
    const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' })
    if (answer.type === 'opaqueredirect') return 'kept'
    return answer.status === 409 ? 'elsewhere' : 'notKept'
  } catch {
    return 'notKept'
  }
}

export {}
