import { post, watchTyping } from './watch-typing.ts'

/** Saves what is typed into a form that can be saved for later, as its button would, and says so. */
const told = document.querySelector<HTMLElement>('[data-keeps]')
const fields = told?.closest('form')
/** Tells what this window saved before from what another one did. */
const here = crypto.getRandomValues(new Uint32Array(4)).join('-')

if (told && fields) {
  watchTyping({
    fields,
    told,
    send: (signal) => post(location.pathname, wordsIn(fields, told.dataset['keeps'] ?? ''), signal),
  })
}

/** Words only: a file comes, and one goes, when somebody presses the button. */
function wordsIn(form: HTMLFormElement, then: string): URLSearchParams {
  const body = new URLSearchParams({ then, window: here })
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !name.endsWith('[remove]')) body.append(name, value)
  }
  return body
}
