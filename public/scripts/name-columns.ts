/**
 * Shows how a list is read as soon as somebody says what a column holds. Without a script there is a button for that; what
 * is shown comes from the service either way.
 */
const form = document.querySelector<HTMLFormElement>('#columns-form')
const read = document.querySelector<HTMLElement>('[data-read]')
const again = form?.querySelector<HTMLButtonElement>('button[name="again"]')
const state = { asked: 0 }

if (form !== null && read !== null && again !== null && again !== undefined) {
  again.hidden = true
  form.addEventListener('change', () => void look(form, read).catch(() => undefined))
}

async function look(fields: HTMLFormElement, shown: HTMLElement): Promise<void> {
  state.asked += 1
  const { asked } = state
  const said = new URLSearchParams()
  for (const [name, value] of new FormData(fields)) {
    if (typeof value === 'string') said.append(name, value)
  }
  said.set('again', 'true')
  const answer = await fetch(location.href, { method: 'POST', body: said })
  if (!answer.ok || answer.redirected || asked !== state.asked) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const part = fresh.querySelector('[data-read]')
  // What did not change is not told again to whoever listens to the page.
  if (part !== null && part.innerHTML !== shown.innerHTML) shown.replaceChildren(...part.childNodes)
  showTitles(fields, fresh)
}

/** What the columns are called, and what stands in them, where the first line is taken for something else. */
function showTitles(fields: HTMLFormElement, fresh: Document): void {
  const parts = fresh.querySelectorAll('#columns-form .columns label, #columns-form .columns .hint')
  const own = fields.querySelectorAll('.columns label, .columns .hint')
  for (const [place, one] of [...own].entries()) {
    const part = parts[place]
    if (part !== undefined && part.innerHTML !== one.innerHTML)
      one.replaceChildren(...part.childNodes)
  }
}
