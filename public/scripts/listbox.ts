/** A list under a field, in which somebody chooses with arrows and Enter or by touch, while the focus stays in the field. */
export interface Listbox {
  show(options: readonly HTMLElement[]): void
  /** Answers whether it was open. */
  close(): boolean
  /** Chooses what the arrows came to; answers whether there was anything. */
  chooseActive(): boolean
}

/**
 * Makes a field the combobox of a list: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/, with a list and choosing by
 * hand: nothing is chosen by itself.
 */
export function listbox(
  field: HTMLInputElement,
  list: HTMLElement,
  choose: (option: HTMLElement) => void,
): Listbox {
  let active: HTMLElement | undefined
  const options = () => [...list.querySelectorAll<HTMLElement>('[role="option"]')]

  const activate = (option: HTMLElement | undefined) => {
    active?.setAttribute('aria-selected', 'false')
    active = option
    if (option === undefined) {
      field.removeAttribute('aria-activedescendant')
      return
    }
    option.setAttribute('aria-selected', 'true')
    field.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }
  const isOpen = () => !list.hidden
  const setOpen = (opens: boolean) => {
    list.hidden = !opens
    field.setAttribute('aria-expanded', String(opens))
    if (!opens) activate(undefined)
  }
  const close = () => {
    const was = isOpen()
    setOpen(false)
    return was
  }
  const pick = (option: HTMLElement) => {
    close()
    choose(option)
  }
  /** Beyond either end lies the other. */
  const step = (by: 1 | -1) => {
    const all = options()
    const from = active === undefined ? (by === 1 ? -1 : 0) : all.indexOf(active)
    activate(all[(from + by + all.length) % all.length])
  }

  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', list.id)
  field.setAttribute('aria-expanded', 'false')
  field.addEventListener('keydown', (event) => {
    if (!isOpen() || event.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      step(event.key === 'ArrowDown' ? 1 : -1)
    } else if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) activate(undefined)
  })
  // What the arrows came to was meant by what was typed then.
  field.addEventListener('input', () => activate(undefined))
  field.addEventListener('blur', close)
  // The focus stays where it is, so that a touch does not close the list before it chooses.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role="option"]') : null
    if (option instanceof HTMLElement) pick(option)
  })

  return {
    show(fresh) {
      for (const [place, option] of fresh.entries()) {
        option.id = `${list.id}-${String(place + 1)}`
        option.setAttribute('aria-selected', 'false')
      }
      activate(undefined)
      list.replaceChildren(...fresh)
      setOpen(fresh.length > 0)
    },
    close,
    chooseActive() {
      if (!isOpen() || active === undefined) return false
      pick(active)
      return true
    },
  }
}
