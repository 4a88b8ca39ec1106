import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { drawCardSheet, type CardSheet } from './card-sheet.ts'
import { drawPoster, type Poster } from './poster.ts'
import { drawSlipSheet, type SlipSheet } from './slip-sheet.ts'
import { createTypefaces } from './typefaces.ts'

export interface Press {
  drawCardSheet(sheet: CardSheet): Promise<Uint8Array>
  drawPoster(poster: Poster): Promise<Uint8Array>
  drawSlipSheet(sheet: SlipSheet): Promise<Uint8Array>
}

/** What is printed, in the languages of the service and with fonts that are read when they are first used. */
export function createPress(textFor: (language: Language) => Text): Press {
  const typefaces = createTypefaces()
  return {
    drawCardSheet: (sheet) => drawCardSheet(sheet, textFor(sheet.language), typefaces),
    drawSlipSheet: (sheet) => drawSlipSheet(sheet, textFor, typefaces),
    drawPoster: (poster) => drawPoster(poster, textFor(poster.language), typefaces),
  }
}
