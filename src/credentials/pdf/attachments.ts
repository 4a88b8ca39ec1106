import { Worker } from 'node:worker_threads'
import type { PdfFault, WorkerAnswer, WorkerInput } from './worker-messages.ts'

export type { PdfFault }

/** What reading one PDF may cost. */
export interface PdfLimits {
  readonly milliseconds: number
  /** Bytes of everything that is unpacked, all together. */
  readonly mostAllocated: number
  /** Attached files that are looked at, in the order in which they come. */
  readonly mostAttachments: number
}

const defaultLimits: PdfLimits = {
  milliseconds: 10_000,
  mostAllocated: 128_000_000,
  mostAttachments: 20,
}

/** The thread's file lies beside this one, compiled or not. */
const workerFile = new URL(
  `attachments-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
)

export function isPdf(bytes: Uint8Array): boolean {
  // ISO 32000-1 Annex H.3.4.1: readers accept the header within the first 1024 bytes.
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.byteLength)).includes(
    '%PDF-',
  )
}

/**
 * The files attached to a PDF (ISO 32000-1 §7.11.4): those of the document, then those pinned to its first pages. Read
 * in a thread of its own, without evaluation and without drawing, bounded in time and memory. Never throws for what a
 * PDF says.
 */
export function readAttachments(
  bytes: Uint8Array,
  limits: Partial<PdfLimits> = {},
): Promise<WorkerAnswer> {
  const { milliseconds, mostAllocated, mostAttachments } = { ...defaultLimits, ...limits }
  const input: WorkerInput = { bytes: Uint8Array.from(bytes), mostAllocated }
  return new Promise((resolve) => {
    const worker = new Worker(workerFile, {
      workerData: input,
      // None of the service's secrets, and no word of it on the service's output.
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    })
    const end = (answer: WorkerAnswer) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(answer)
    }
    const tooCostly = () => {
      end({ ok: false, fault: 'pdf-too-costly' })
    }
    const timer = setTimeout(tooCostly, milliseconds)
    worker.once('message', (answer: WorkerAnswer) => {
      end(
        answer.ok
          ? { ok: true, attachments: answer.attachments.slice(0, mostAttachments) }
          : answer,
      )
    })
    worker.once('error', (error) => {
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      end({
        ok: false,
        fault: outOfMemory || error instanceof RangeError ? 'pdf-too-costly' : 'broken-pdf',
      })
    })
    worker.once('exit', tooCostly)
  })
}
