import { Router } from 'express'
import type { Claiming } from '../claiming/claiming.ts'
import { WaymarkError } from '../errors.ts'
import { languageOf } from '../web/language.ts'
import { pdfHeaders } from '../web/pdf.ts'
import { parameter } from './parameter.ts'

/** The card of somebody who joined by a poster or at a kiosk, as PDF: for whoever has the token of their page. */
export function claimDownloads({ claiming }: { readonly claiming: Claiming }): Router {
  const { joining, kiosks, ownCode, printing } = claiming
  const router = Router()
  router.get('/joined/:token/card.pdf', async (request, response) => {
    const asked = await joining.byToken(parameter(request, 'token'))
    const isHere = asked.kioskId === undefined || kiosks.isOnScreen(asked)
    const outcome = isHere ? await ownCode(asked) : undefined
    if (outcome?.state !== 'done') throw new WaymarkError('not-found')
    const { award, code } = outcome
    const bytes = await printing.ownCard(asked, award, code, languageOf(request))
    response.set('Cache-Control', 'private, no-store').set(pdfHeaders('claim-card'))
    response.send(Buffer.from(bytes))
  })
  return router
}
