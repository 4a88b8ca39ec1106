/** Names what was chosen or dropped under its file field: the browser itself only counts. */
for (const list of document.querySelectorAll<HTMLElement>('[data-chosen-in]')) {
  const field = document.getElementById(list.dataset['chosenIn'] ?? '')
  if (!(field instanceof HTMLInputElement)) continue
  const show = () => list.replaceChildren(...Array.from(field.files ?? [], lineOf))
  field.addEventListener('change', show)
  // Whoever comes back by the browser's own button finds the field still filled.
  show()
}

function lineOf(file: File): HTMLElement {
  const line = document.createElement('li')
  line.dir = 'auto'
  line.textContent = file.name
  return line
}
