import { isOfFiles, post, watchTyping } from './watch-typing.ts'

/** Saves what is typed into a form that can be saved for later, as its button would, and says so. */
const told = document.querySelector<HTMLElement>('[data-keeps]')
const fields = told?.closest('form')
/** Tells what this window saved before from what another one did. */
const here = crypto.getRandomValues(new Uint32Array(4)).join('-')

if (told && fields) {
  let isTyped = false
  fields.addEventListener('input', ({ target }) => {
    isTyped ||= !isOfFiles(target)
  })
  // Goes along with what is typed and with a button: that nothing was typed here since it was shown is said only while it is so.
  fields.addEventListener('formdata', ({ formData }) => {
    formData.set('window', here)
    if (isTyped) formData.delete('shown')
  })
  watchTyping({
    fields,
    told,
    send: (signal) => post(location.pathname, wordsIn(fields, told.dataset['keeps'] ?? ''), signal),
  })
}

/** Words only: a file comes, and one goes, when somebody presses the button. */
function wordsIn(form: HTMLFormElement, then: string): URLSearchParams {
  const body = new URLSearchParams({ then })
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !name.endsWith('[remove]')) body.append(name, value)
  }
  return body
}
