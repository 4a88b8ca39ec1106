/** Copies what stands in a field at one press. Where there is no clipboard the button stays hidden: the field can be selected. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
  const field = document.getElementById(button.dataset['copies'] ?? '')
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue
  // Types say that it is always there; browsers have it on https and on localhost only.
  if (!('clipboard' in navigator)) continue
  button.hidden = false
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(field.value).then(
      () => say(button),
      () => field.select(),
    )
  })
}

/** Beside the button, where screen readers listen. */
function say(button: HTMLButtonElement): void {
  const said = button.nextElementSibling
  if (said !== null) said.textContent = button.dataset['done'] ?? ''
}
