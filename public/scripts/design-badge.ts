/** Shows the badge anew while it is designed, and lets chance choose without leaving the page. */
const form = document.querySelector<HTMLFormElement>('#badge-form')
const designer = document.querySelector<HTMLElement>('[data-designer]')
const pause = 250

if (form !== null && designer !== null) watch(form, designer)

function watch(fields: HTMLFormElement, around: HTMLElement): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const later = () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void show(fields, around), pause)
  }
  fields.addEventListener('input', (event) => {
    const { target } = event
    if (!(target instanceof HTMLInputElement)) return
    if (target.name === 'name') showName(around, target.value)
    // Whoever chooses how it looks wants it drawn so.
    if (target.name.startsWith('design[')) check(fields, 'pictureFrom', 'drawn')
    // A colour of one's own is chosen to be seen.
    if (target.type === 'color') check(fields, 'design[palette]', 'own')
    if (target.name.startsWith('design[') || ['name', 'pictureFrom'].includes(target.name)) later()
  })
  fields.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (button?.name !== 'show') return
    event.preventDefault()
    void (button.value === 'surprise' ? surprise(fields, around) : show(fields, around))
  })
}

function showName(around: HTMLElement, name: string): void {
  const shown = around.querySelector('[data-badge-name]')
  if (shown !== null && name !== '') shown.textContent = name
}

function check(fields: HTMLFormElement, name: string, value: string): void {
  const all = fields.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)
  for (const one of all) one.checked = one.value === value
}

/** The design as it is chosen now, as the query of an address. */
function designIn(fields: HTMLFormElement): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(fields)) {
    const part = /^design\[(\w+)\]$/.exec(name)?.[1] ?? (name === 'name' ? name : undefined)
    if (part === undefined || typeof value !== 'string' || value.trim() === '') continue
    query.set(part, value.trim().slice(0, 200))
  }
  return query
}

async function show(fields: HTMLFormElement, around: HTMLElement): Promise<void> {
  const kept = fields.querySelector<HTMLInputElement>('input[name="pictureFrom"][value="kept"]')
  if (kept?.checked === true) {
    const there = kept.closest('label')?.querySelector('img')?.getAttribute('src')
    if (there !== undefined && there !== null) showPicture(around, there)
    return
  }
  const query = designIn(fields)
  showPicture(around, `/api/v1/badge-designs/picture?${query.toString()}`)
  await showNotes(around, query)
}

function showPicture(around: HTMLElement, address: string): void {
  for (const one of around.querySelectorAll<HTMLImageElement>('img[data-art]')) one.src = address
}

async function showNotes(around: HTMLElement, query: URLSearchParams): Promise<void> {
  const notes = around.querySelector<HTMLElement>('[data-notes]')
  if (notes === null) return
  query.set('language', document.documentElement.lang)
  const address = `/api/v1/badge-designs/notes?${query.toString()}`
  notes.dataset['notes'] = address
  const answer = await fetch(address)
  if (!answer.ok) return
  const said = saidIn(await answer.json())
  // Answers may come in another order than they were asked for: the last that was asked for counts.
  if (notes.dataset['notes'] !== address) return
  const lines = said.map((text) => {
    const line = copyOf(around, 'template[data-hard-to-see]')
    line.querySelector('.design-note')?.append(text)
    return line
  })
  notes.replaceChildren(...(lines.length > 0 ? lines : [copyOf(around, 'template[data-all-good]')]))
}

/** What the page has ready to be shown. */
function copyOf(around: HTMLElement, template: string): DocumentFragment {
  const found = around.querySelector<HTMLTemplateElement>(template)
  return document.importNode(found?.content ?? document.createDocumentFragment(), true)
}

function saidIn(answer: unknown): readonly string[] {
  const notes: unknown =
    typeof answer === 'object' && answer !== null && 'notes' in answer ? answer.notes : []
  return Array.isArray(notes)
    ? notes.flatMap((note: unknown) =>
        typeof note === 'object' && note !== null && 'said' in note ? [String(note.said)] : [],
      )
    : []
}

async function surprise(fields: HTMLFormElement, around: HTMLElement): Promise<void> {
  const seed = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  const query = new URLSearchParams({ seed })
  const name = new FormData(fields).get('name')
  if (typeof name === 'string' && name.trim() !== '') query.set('name', name.trim().slice(0, 200))
  const answer = await fetch(`/api/v1/badge-designs/surprise?${query.toString()}`)
  if (!answer.ok) return
  const design: unknown = await answer.json()
  if (typeof design !== 'object' || design === null) return
  check(fields, 'pictureFrom', 'drawn')
  for (const [part, value] of Object.entries(design)) {
    if (part === 'seed') setHidden(fields, 'design[seed]', String(value))
    // The mark is chosen by the name, and by the next name too.
    else check(fields, `design[${part}]`, part === 'mark' ? '' : String(value))
  }
  await show(fields, around)
  // What was chosen by chance is kept like what is chosen by hand.
  fields.dispatchEvent(new Event('input'))
}

function setHidden(fields: HTMLFormElement, name: string, value: string): void {
  const field = fields.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  if (field !== null) field.value = value
}

export {}
