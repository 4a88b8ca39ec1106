/** Saves what is typed into a form that can be saved for later a moment after each pause, as its button would, and says so. */
const told = document.querySelector<HTMLElement>('[data-keeps]')
const form = told?.closest('form')
const pause = 1500

if (told && form) watch(form, told)

function watch(fields: HTMLFormElement, status: HTMLElement): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isKeeping = false
  let isSent = false

  const say = (word: 'kept' | 'notKept') => {
    const said = status.dataset[word] ?? ''
    // Said again, it would be read aloud again.
    if (status.textContent !== said) status.textContent = said
  }
  const later = () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void keep(), pause)
  }
  const keep = async () => {
    if (isSent) return
    if (isKeeping) {
      later()
      return
    }
    isKeeping = true
    try {
      say((await send(fields, status.dataset['keeps'] ?? '')) ? 'kept' : 'notKept')
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

/** Words only: a file comes, and one goes, when somebody presses the button. What was saved is answered with a way onward. */
async function send(fields: HTMLFormElement, button: string): Promise<boolean> {
  const body = new URLSearchParams({ then: button })
  for (const [name, value] of new FormData(fields)) {
    if (typeof value === 'string' && !name.endsWith('[remove]')) body.append(name, value)
  }
  try {
    const answer = await fetch(location.pathname, { method: 'POST', body, redirect: 'manual' })
    return answer.type === 'opaqueredirect'
  } catch {
    return false
  }
}

export {}
