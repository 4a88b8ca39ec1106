/**
 * Asks the device for a passkey, or for a new one, and sends the form with its answer. Where the browser cannot ask, the
 * form stays hidden: the page says what works instead.
 */
const canAsk =
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

if (canAsk) {
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) help(box)
  for (const without of document.querySelectorAll<HTMLElement>('[data-without-passkeys]')) {
    without.hidden = true
  }
}

function help(box: HTMLElement): void {
  const form = box.querySelector('form')
  const field = box.querySelector<HTMLInputElement>('input[name="credential"]')
  const told = box.querySelector<HTMLElement>('[data-told]')
  if (!form || !field || !told) return
  box.hidden = false
  let isAsking = false

  const ask = async () => {
    if (isAsking) return
    isAsking = true
    told.textContent = box.dataset['waiting'] ?? ''
    try {
      field.value = JSON.stringify(await answerTo(box))
      form.requestSubmit()
    } catch (error) {
      const isKnown = error instanceof DOMException && error.name === 'InvalidStateError'
      told.textContent = box.dataset[isKnown ? 'known' : 'failed'] ?? ''
    } finally {
      isAsking = false
    }
  }

  // Whoever goes back may find the page as it was left, with an answer that was used.
  addEventListener('pageshow', () => {
    field.value = ''
    told.textContent = ''
  })
  form.addEventListener('submit', (event) => {
    const named = form.querySelector<HTMLInputElement>('input[name="name"]')
    // What is missing is told by the service, before anybody has to find a finger for it.
    if (field.value !== '' || named?.value.trim() === '') return
    event.preventDefault()
    void ask()
  })
}

async function answerTo(box: HTMLElement): Promise<unknown> {
  const options: unknown = JSON.parse(box.dataset['options'] ?? '{}')
  const credential =
    box.dataset['passkey'] === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
            options as PublicKeyCredentialCreationOptionsJSON,
          ),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
            options as PublicKeyCredentialRequestOptionsJSON,
          ),
        })
  if (!(credential instanceof PublicKeyCredential)) throw new Error('the device gave no passkey')
  return credential.toJSON()
}
