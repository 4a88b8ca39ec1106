/** Shows the buttons that print: without a script they would do nothing. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.addEventListener('click', () => window.print())
  button.hidden = false
}
