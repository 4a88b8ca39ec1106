import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { drawApplyPoster, type ApplyPoster } from './apply-poster.ts'
import { drawPreview, drawSignature, type PicturedBadge } from './badge-pictures.ts'
import { boardLetters, type BoardLetters, type BoardRoom } from './board-letters.ts'
import { drawCardSheet, type CardSheet } from './card-sheet.ts'
import { drawCertificate, type Certificate } from './certificate.ts'
import { drawPagePreview, type PicturedPage } from './page-picture.ts'
import { drawPoster, type Poster } from './poster.ts'
import { drawSlipSheet, type SlipSheet } from './slip-sheet.ts'
import { createTypefaces } from './typefaces.ts'

export interface Press {
  drawCardSheet(sheet: CardSheet): Promise<Uint8Array>
  drawPoster(poster: Poster): Promise<Uint8Array>
  drawApplyPoster(poster: ApplyPoster): Promise<Uint8Array>
  drawCertificate(certificate: Certificate): Promise<Uint8Array>
  /** Pictures of a badge as SVG, with letters as outlines. @param contours lines as large as the picture */
  drawPreview(badge: PicturedBadge, contours: readonly string[]): string
  drawSignature(badge: PicturedBadge): string
  /** The same of a portfolio page. */
  drawPagePreview(page: PicturedPage, contours: readonly string[]): string
  /** The words on the board of a badge as outlines; undefined where no font of ours has their letters. */
  boardLetters(words: string, room: BoardRoom): BoardLetters | undefined
  drawSlipSheet(sheet: SlipSheet): Promise<Uint8Array>
}

/** What is printed, in the languages of the service and with fonts that are read when they are first used. */
export function createPress(textFor: (language: Language) => Text): Press {
  const typefaces = createTypefaces()
  return {
    drawCardSheet: (sheet) => drawCardSheet(sheet, textFor(sheet.language), typefaces),
    drawSlipSheet: (sheet) => drawSlipSheet(sheet, textFor, typefaces),
    drawApplyPoster: (poster) => drawApplyPoster(poster, textFor(poster.language), typefaces),
    drawPoster: (poster) => drawPoster(poster, textFor(poster.language), typefaces),
    drawCertificate: (certificate) =>
      drawCertificate(certificate, textFor(certificate.language), typefaces),
    drawPreview: (badge, contours) => drawPreview(badge, contours, typefaces),
    drawSignature: (badge) => drawSignature(badge, typefaces),
    drawPagePreview: (page, contours) => drawPagePreview(page, contours, typefaces),
    boardLetters: (words, room) => boardLetters(words, room, typefaces),
  }
}
