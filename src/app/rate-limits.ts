import type { Express, Request } from 'express'
import type { Caller } from '../caller.ts'
import { createRateLimiter, limitForm, limitRate, networkOf } from '../web/rate-limit.ts'
import { accountIdOf } from '../web/session.ts'

/** How often one network may knock where guessing or mailing costs somebody else. */
export function limitRates(app: Express): void {
  app.post(
    ['/api/v1/claims', '/api/v1/claims/cards'],
    limitRate({ name: 'claims', points: 20, seconds: 600 }),
  )
  app.post('/claim{/:token}', limitRate({ name: 'claim-pages', points: 60, seconds: 600 }))
  app.use('/claim/code/:code', limitRate({ name: 'claim-addresses', points: 300, seconds: 600 }))
  // Thirty children of one school come from one network, and each of their pages looks again while it waits.
  // Whoever asks uses a place up, so nobody may take them all before the class is there.
  app.post(
    ['/join/:code', '/api/v1/joins'],
    limitRate({ name: 'join-requests', points: 120, seconds: 600 }),
  )
  app.use(
    ['/join{/:code}', '/joined/:token', '/kiosk/:token', '/api/v1/joins/:token'],
    limitRate({ name: 'class-links', points: 3_000, seconds: 600 }),
  )
  app.post('/apply', limitRate({ name: 'apply-codes', points: 300, seconds: 600 }))
  // Signing dozens of badges as one keeps a core busy for a second.
  const transcripts = limitRate({ name: 'transcripts', points: 60, seconds: 600 })
  app.post('/api/v1/transcripts', transcripts)
  app.get('/backpack/transcript.:ending', transcripts)
  app.post(
    ['/family/join', '/hand-over', '/api/v1/family', '/api/v1/hand-overs'],
    limitRate({ name: 'family-codes', points: 60, seconds: 600 }),
  )
  app.post('/sign-in', limitRate({ name: 'sign-in', points: 60, seconds: 600 }))
  // A passkey cannot be guessed, and a whole school comes from one network in one morning.
  app.post('/sign-in/passkey', limitRate({ name: 'passkeys', points: 1_000, seconds: 600 }))
  app.post(
    ['/verify', '/verify/receipt', '/api/v1/verifications'],
    limitRate({ name: 'verifications', points: 300, seconds: 60 }),
  )
  // Each of them is a verification, whose answer is kept.
  app.post(
    [
      '/backpack/import',
      '/backpack/imported/:importId/check',
      '/api/v1/backpack/imports',
      '/api/v1/backpack/imports/:importId/verifications',
    ],
    limitRate({ name: 'imports', points: 120, seconds: 600 }),
  )
  // Each picture is drawn anew before it is kept.
  app.post(
    ['/portfolio/:pageId/parts/new/picture', '/api/v1/portfolio-pages/:pageId/pictures'],
    limitRate({ name: 'page-pictures', points: 60, seconds: 600 }),
  )
  app.post(
    ['/api/v1/mail-stops/:token', '/mails/stop/:token'],
    limitRate({ name: 'mail-stops', points: 60, seconds: 600 }),
  )
  // Each may bring files that are drawn anew.
  app.post(
    '/api/v1/applications/:applicationId/files',
    limitRate({ name: 'application-files', points: 240, seconds: 600 }),
  )
  app.post(
    '/applications/:applicationId',
    limitForm({ name: 'applications', points: 240, seconds: 600 }, (request) =>
      isTyping(request) ? undefined : networkOf(request),
    ),
  )
  // The script saves after each pause; a class types behind one address.
  app.post(
    '/applications/:applicationId',
    limitRate({ name: 'application-words', points: 600, seconds: 600 }, (request) =>
      isTyping(request) ? (accountIdOf(request) ?? networkOf(request)) : undefined,
    ),
  )
  // Drawing keeps a core busy for some tenths of a second.
  app.get(
    ['/s/:token.pdf', '/p/:token/:partId.pdf', '/backpack/:awardId/certificate.pdf'],
    limitRate({ name: 'certificates', points: 150, seconds: 600 }),
  )
  app.get(
    ['/s/:token/preview.png', '/s/:token/signature.png', '/p/:token/preview.png'],
    limitRate({ name: 'badge-pictures', points: 300, seconds: 600 }),
  )
  app.use('/open-tenant', limitRate({ name: 'open-tenant', points: 3_000, seconds: 60 }))
}

/** A form that brings no files: they come as multipart only. */
function isTyping(request: Request): boolean {
  return typeof request.is('urlencoded') === 'string'
}

/** Slows down whoever guesses codes, by their account. */
export function limitCodes(name: string) {
  const codes = createRateLimiter({ name, points: 10, seconds: 900 })
  return async (caller: Caller) => codes.use(caller.accountId)
}
