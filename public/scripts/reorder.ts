/** Drags the parts of a page to another place. Without it, and for whoever uses no pointer, the arrows do the same. */
const list = document.querySelector<HTMLOListElement>('[data-reorder]')
const form = document.querySelector<HTMLFormElement>('#part-order')
const said = document.querySelector<HTMLElement>('#part-order-said')

if (list !== null && form !== null && said !== null) letDrag(list, form, said)

function letDrag(rows: HTMLOListElement, order: HTMLFormElement, told: HTMLElement): void {
  let kept = idsOf(rows)

  const drop = async (row: HTMLElement) => {
    const ids = idsOf(rows)
    if (ids.join(' ') === kept.join(' ')) return
    const isSaved = await send(order, ids)
    if (isSaved) kept = ids
    else putBack(rows, kept)
    markEnds(rows)
    told.textContent = isSaved ? sentence(order, rows, row) : (order.dataset['notMoved'] ?? '')
  }

  for (const handle of rows.querySelectorAll<HTMLElement>('.folio-handle')) {
    const row = handle.closest('li')
    if (row === null) continue
    handle.hidden = false
    handle.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      row.classList.add('dragged')
      const ended = new AbortController()
      const { signal } = ended
      // On the document: a row that changes places in it loses a pointer that it had captured.
      document.addEventListener('pointermove', ({ clientY }) => follow(rows, row, clientY), {
        signal,
      })
      const end = (then: () => void) => () => {
        ended.abort()
        row.classList.remove('dragged')
        then()
      }
      document.addEventListener(
        'pointerup',
        end(() => void drop(row)),
        { signal },
      )
      // Taken away by the browser, as when a call comes in or the page is scrolled: nobody has let go of it.
      document.addEventListener(
        'pointercancel',
        end(() => putBack(rows, kept)),
        { signal },
      )
    })
  }
}

/** The row goes before the first whose middle is below the pointer. */
function follow(rows: HTMLOListElement, row: HTMLElement, y: number): void {
  const others = rowsIn(rows).filter((one) => one !== row)
  const next = others.find((one) => {
    const { top, height } = one.getBoundingClientRect()
    return y < top + height / 2
  })
  if (row.nextElementSibling !== (next ?? null)) rows.insertBefore(row, next ?? null)
}

function rowsIn(rows: HTMLOListElement): HTMLElement[] {
  return [...rows.querySelectorAll<HTMLElement>('[data-part]')]
}

function idsOf(rows: HTMLOListElement): readonly string[] {
  return rowsIn(rows).map((row) => row.dataset['part'] ?? '')
}

function putBack(rows: HTMLOListElement, ids: readonly string[]): void {
  for (const id of ids) {
    const row = rowsIn(rows).find((one) => one.dataset['part'] === id)
    if (row !== undefined) rows.append(row)
  }
}

/** The first goes no further up, the last no further down. */
function markEnds(rows: HTMLOListElement): void {
  const all = rowsIn(rows)
  for (const [place, row] of all.entries()) {
    for (const button of row.querySelectorAll<HTMLButtonElement>('[data-direction]')) {
      const end = button.dataset['direction'] === 'up' ? 0 : all.length - 1
      button.disabled = place === end
    }
  }
}

function sentence(order: HTMLFormElement, rows: HTMLOListElement, row: HTMLElement): string {
  const all = rowsIn(rows)
  const name = row.querySelector('strong')?.textContent ?? ''
  return (order.dataset['moved'] ?? '')
    .replace('{name}', () => name)
    .replace('{place}', String(all.indexOf(row) + 1))
    .replace('{count}', String(all.length))
}

/** What was saved is answered with a way onward, which nobody goes here. */
async function send(order: HTMLFormElement, ids: readonly string[]): Promise<boolean> {
  const token = new FormData(order).get('_csrf')
  const body = new URLSearchParams({
    _csrf: typeof token === 'string' ? token : '',
    order: ids.join(' '),
  })
  try {
    const answer = await fetch(order.action, { method: 'POST', body, redirect: 'manual' })
    return answer.type === 'opaqueredirect'
  } catch {
    return false
  }
}

export {}
