/** What browsers that can read codes have: https://wicg.github.io/shape-detection-api/#barcode-detection-api */
interface BarcodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface BarcodeDetectorMaker {
  new (options: { formats: readonly string[] }): BarcodeDetector
  getSupportedFormats(): Promise<readonly string[]>
}

declare global {
  interface Window {
    readonly BarcodeDetector?: BarcodeDetectorMaker
  }
}

/** The browser's own reader of QR codes: the text of one in sight. Undefined where it has none. */
export async function readsCodes(): Promise<
  ((video: HTMLVideoElement) => Promise<string | undefined>) | undefined
> {
  const Maker = window.BarcodeDetector
  if (Maker === undefined) return undefined
  if (!(await Maker.getSupportedFormats()).includes('qr_code')) return undefined
  const detector = new Maker({ formats: ['qr_code'] })
  return async (video) => {
    try {
      const [code] = await detector.detect(video)
      return code?.rawValue
    } catch {
      // No picture yet.
      return undefined
    }
  }
}
