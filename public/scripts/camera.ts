import { readsCodes } from './code-reader.ts'

/**
 * Reads a QR code with the camera of the device. Where the browser can read codes itself, the code's text is handed in
 * as soon as it is in sight and no picture leaves the device; elsewhere the picture that the person takes is handed in,
 * like any other. Without leave for the camera the file input comes back.
 */
const millisecondsBetweenLooks = 250

const part = <E extends HTMLElement>(name: string, kind: new () => E): E | undefined => {
  const found = document.querySelector(`[data-camera${name}]`)
  return found instanceof kind ? found : undefined
}

const parts = {
  open: part('-open', HTMLButtonElement),
  take: part('-take', HTMLButtonElement),
  close: part('-close', HTMLButtonElement),
  view: part('-view', HTMLDialogElement),
  video: part('-video', HTMLVideoElement),
  choose: part('-file', HTMLElement),
  denied: part('-denied', HTMLElement),
  reads: part('-reads', HTMLElement),
  takes: part('-takes', HTMLElement),
}

// Only a secure page has cameras at all.
if ('mediaDevices' in navigator) begin()

function begin(): void {
  const { open, take, close, view, video, choose, denied, reads, takes } = parts
  if (!open || !take || !close || !view || !video || !choose || !denied || !reads || !takes) return
  const form = open.form
  if (form === null) return

  let isAsking = false
  open.hidden = false
  choose.hidden = true

  open.addEventListener('click', () => {
    void start()
  })
  close.addEventListener('click', () => view.close())
  view.addEventListener('close', stop)
  take.addEventListener('click', () => {
    void takePicture()
  })

  async function start(): Promise<void> {
    // A second press while the browser asks would open a second camera, which nobody closes.
    if (isAsking) return
    isAsking = true
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1280 } },
      })
      if (video) video.srcObject = stream
    } catch {
      refuse()
      return
    } finally {
      isAsking = false
    }
    view?.showModal()
    // Closed before the picture stands: that is no refusal.
    await video?.play().catch(() => undefined)
    await lookForCode()
  }

  /** Asked once and refused, or no camera: the other way stands there again, and says why. */
  function refuse(): void {
    stop()
    view?.close()
    if (open) open.hidden = true
    if (choose) choose.hidden = false
    if (denied) denied.hidden = false
    choose?.querySelector('input')?.focus()
  }

  function stop(): void {
    const stream = video?.srcObject
    if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop()
    if (video) video.srcObject = null
  }

  async function lookForCode(): Promise<void> {
    const read = await readsCodes()
    if (reads) reads.hidden = read === undefined
    if (takes) takes.hidden = read !== undefined
    if (read === undefined || !video) return
    while (view?.open === true) {
      const text = await read(video)
      if (text !== undefined) {
        handInText(text)
        return
      }
      await new Promise((again) => setTimeout(again, millisecondsBetweenLooks))
    }
  }

  function handInText(text: string): void {
    const field = form?.elements.namedItem('pasted')
    if (!(field instanceof HTMLTextAreaElement)) return
    field.value = text
    view?.close()
    form?.requestSubmit()
  }

  async function takePicture(): Promise<void> {
    if (!video) return
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    const picture = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, 'image/jpeg', 0.9)
    })
    const input = choose?.querySelector('input')
    if (picture === null || !input) return
    const chosen = new DataTransfer()
    chosen.items.add(new File([picture], 'camera.jpg', { type: 'image/jpeg' }))
    input.files = chosen.files
    view?.close()
    form?.requestSubmit()
  }
}
