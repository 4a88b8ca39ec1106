import { post, watchTyping } from './watch-typing.ts'

/** Keeps what is typed into the form of a badge, and says so. */
const fields = document.querySelector<HTMLFormElement>('#badge-form')
const told = document.querySelector<HTMLElement>('[data-keep-at]')

if (fields !== null && told !== null) keepDraft(fields, told)

function keepDraft(form: HTMLFormElement, status: HTMLElement): void {
  let known = Number(status.dataset['known'] ?? '0')
  const send = async (signal: AbortSignal) => {
    const outcome = await post(status.dataset['keepAt'] ?? '', typedIn(form, known), signal)
    if (outcome === 'kept') known += 1
    return outcome
  }
  watchTyping({ fields: form, told: status, send })
}

function typedIn(form: HTMLFormElement, known: number): URLSearchParams {
  const all = [...new FormData(form)]
  const token = all.find(([name]) => name === '_csrf')?.[1]
  const typed = all.filter(
    ([name, value]) => typeof value === 'string' && name !== '_csrf' && value !== '',
  )
  return new URLSearchParams({
    _csrf: typeof token === 'string' ? token : '',
    known: String(known),
    typed: JSON.stringify(typed),
  })
}
