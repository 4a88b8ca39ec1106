// Runs in a thread of its own, started by attachments.ts: a PDF is a program of somebody else's, and whoever runs it
// must be able to end it.
import { parentPort, workerData } from 'node:worker_threads'
import { isWorkerInput, type WorkerAnswer } from './worker-messages.ts'

/** Annotations are looked through on so many pages. */
const mostPages = 20

if (parentPort !== null && isWorkerInput(workerData)) {
  const { bytes, mostAllocated } = workerData
  // The limits of a thread count no bytes outside of its heap, so these are counted here, before the reader is loaded.
  boundAllocations(mostAllocated)
  parentPort.postMessage(await read(bytes))
}

async function read(bytes: Uint8Array): Promise<WorkerAnswer> {
  withoutCanvas()
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    data: bytes,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await task.promise
    const attached: unknown = await document.getAttachments()
    const found: unknown[] = isObject(attached) ? Object.values(attached) : []
    for (let number = 1; number <= Math.min(document.numPages, mostPages); number += 1) {
      const page = await document.getPage(number)
      const annotations: unknown[] = await page.getAnnotations()
      found.push(...annotations.map((one) => (isObject(one) ? one['file'] : undefined)))
    }
    return { ok: true, attachments: found.flatMap(contentOf) }
  } catch (error) {
    if (error instanceof RangeError || isNamed(error, 'UnknownErrorException')) {
      return { ok: false, fault: 'pdf-too-costly' }
    }
    return { ok: false, fault: isNamed(error, 'PasswordException') ? 'pdf-locked' : 'broken-pdf' }
  }
}

function contentOf(attachment: unknown): readonly Uint8Array[] {
  const content = isObject(attachment) ? attachment['content'] : undefined
  return content instanceof Uint8Array ? [content] : []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}

/** Nothing is drawn, so the native drawing library that the reader would load for it stays out. */
function withoutCanvas(): void {
  const none = () => {
    throw new Error('nothing is drawn here')
  }
  Object.assign(process, { getBuiltinModule: none })
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) {
    Object.defineProperty(globalThis, name, { value: Object, configurable: true })
  }
}

/** Lets no more bytes be allocated in all, given back or not; what would go beyond throws a RangeError. */
function boundAllocations(most: number): void {
  let left = most
  const bounded = (constructor: object, bytesPerElement: number) =>
    new Proxy(constructor, {
      construct(target, given: unknown[], newTarget) {
        const [size] = given
        if (typeof size === 'number') left -= size * bytesPerElement
        if (left < 0) throw new RangeError('too much memory')
        if (typeof target !== 'function') throw new TypeError('not a constructor')
        const made: unknown = Reflect.construct(target, given, newTarget)
        return isObject(made) ? made : {}
      },
    })
  const kinds = [
    Uint8Array,
    Uint8ClampedArray,
    Int8Array,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
  ]
  for (const kind of kinds) {
    const value = bounded(kind, kind.BYTES_PER_ELEMENT)
    Object.defineProperty(globalThis, kind.name, { value, configurable: true, writable: true })
  }
  const value = bounded(ArrayBuffer, 1)
  Object.defineProperty(globalThis, 'ArrayBuffer', { value, configurable: true, writable: true })
}
