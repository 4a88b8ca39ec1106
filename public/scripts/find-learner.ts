/**
 * Finds a learner while somebody types: the same search as by the button, whose answer is read for the people in it. A
 * combobox with a list, as the ARIA Authoring Practices have it; whoever is chosen stands below as the form shows them.
 */
import { listbox, type Listbox } from './listbox.ts'

const finder = document.querySelector<HTMLElement>('[data-finder]')
const field = finder?.querySelector<HTMLInputElement>('input[name="search"]')
const button = finder?.querySelector<HTMLButtonElement>('button[name="find"]')
const list = finder?.querySelector<HTMLElement>('[role="listbox"]')
const told = finder?.querySelector<HTMLElement>('[data-told]')
const form = finder?.closest('form')
const pause = 200

if (finder && field && button && list && told && form) help(finder, field, button, list, told, form)

function help(
  around: HTMLElement,
  typed: HTMLInputElement,
  find: HTMLButtonElement,
  options: HTMLElement,
  said: HTMLElement,
  fields: HTMLFormElement,
): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asked: AbortController | undefined
  let found: Element | undefined

  const tell = (words: string) => {
    said.textContent = words
  }
  const open: Listbox = listbox(typed, options, (option) => {
    choose(option.dataset['value'] ?? '')
  })
  const stop = () => {
    clearTimeout(waiting)
    asked?.abort()
    asked = undefined
  }
  const choose = (id: string) => {
    const fieldset = found?.querySelector('fieldset')?.cloneNode(true)
    if (!(fieldset instanceof HTMLElement)) return
    stop()
    const name = keepOnly(fieldset, id, around.dataset['chosenTitle'] ?? '')
    shown()?.replaceChildren(fieldset)
    typed.value = ''
    tell((around.dataset['chosen'] ?? '').replace('{name}', name))
  }
  const shown = () => fields.querySelector<HTMLElement>('.found')

  const look = async () => {
    stop()
    if (typed.value.trim() === '') {
      open.close()
      tell('')
      return
    }
    const own = new AbortController()
    asked = own
    try {
      const part = await peopleFound(around.dataset['finder'] ?? '', fields, own.signal)
      if (own.signal.aborted) return
      found = part
      tell(part.querySelector('[data-count]')?.textContent.trim() ?? '')
      // Whoever went on to another field is told, and keeps the page as it stands.
      if (document.activeElement === typed) open.show(optionsIn(part))
    } catch {
      if (own.signal.aborted) return
      // The button does the same, and leads on where somebody is signed out.
      offer(find, true)
      open.close()
      tell(around.dataset['failed'] ?? '')
    }
  }

  offer(find, false)
  typed.addEventListener('input', () => {
    clearTimeout(waiting)
    asked?.abort()
    waiting = setTimeout(() => void look(), pause)
  })
  typed.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) {
      // Enter never sends a form that is not finished: it looks at once.
      event.preventDefault()
      if (!open.chooseActive()) void look()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      if (!open.close()) {
        typed.value = ''
        tell('')
      }
      stop()
    }
    if (event.key === 'ArrowDown' && options.hidden) void look()
  })
  if (document.activeElement === typed && typed.value !== '') void look()
}

/** A button that is none is not the one that Enter presses in other fields. */
function offer(find: HTMLButtonElement, isOffered: boolean): void {
  find.hidden = !isOffered
  find.type = isOffered ? 'submit' : 'button'
}

/** Sends what it takes to find somebody, and nothing else that was typed. */
async function peopleFound(
  address: string,
  fields: HTMLFormElement,
  signal: AbortSignal,
): Promise<Element> {
  const body = new URLSearchParams({ find: 'true' })
  const typed = new FormData(fields)
  for (const name of ['_csrf', 'achievementId', 'search']) {
    const value = typed.get(name)
    if (typeof value === 'string') body.append(name, value)
  }
  const answer = await fetch(address.split('#')[0] ?? '', { method: 'POST', body, signal })
  if (!answer.ok || answer.redirected) throw new Error('nobody could be looked for')
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const part = page.querySelector('.found')
  if (part === null) throw new Error('the page says nothing of people')
  return part
}

/** The choices of the form as options of a list. */
function optionsIn(part: Element): readonly HTMLElement[] {
  return [...part.querySelectorAll<HTMLLabelElement>('label.choice:not([data-new])')].map(
    (choice) => {
      const option = document.createElement('li')
      option.setAttribute('role', 'option')
      option.dataset['value'] = choice.querySelector('input')?.value ?? ''
      const words = choice.querySelector(':scope > span')
      if (words !== null) option.append(...document.importNode(words, true).childNodes)
      return option
    },
  )
}

/** Leaves whoever is chosen and the way to somebody new; answers the name. */
function keepOnly(fieldset: HTMLElement, id: string, title: string): string {
  const legend = fieldset.querySelector('legend')
  if (legend !== null) legend.textContent = title
  let name = ''
  for (const choice of fieldset.querySelectorAll<HTMLElement>('label.choice:not([data-new])')) {
    const input = choice.querySelector('input')
    if (input?.value === id) {
      input.checked = true
      name = choice.querySelector('[data-name]')?.textContent ?? ''
    } else choice.remove()
  }
  return name
}
