/** Why nothing was read out of a PDF. */
export type PdfFault =
  | 'broken-pdf'
  | 'pdf-locked'
  /** It would take more time or memory than it may. */
  | 'pdf-too-costly'

export type WorkerAnswer =
  | { readonly ok: true; readonly attachments: readonly Uint8Array[] }
  | { readonly ok: false; readonly fault: PdfFault }

export interface WorkerInput {
  readonly bytes: Uint8Array
  readonly mostAllocated: number
}

export function isWorkerInput(value: unknown): value is WorkerInput {
  return (
    typeof value === 'object' &&
    value !== null &&
    'bytes' in value &&
    value.bytes instanceof Uint8Array &&
    'mostAllocated' in value &&
    typeof value.mostAllocated === 'number'
  )
}
