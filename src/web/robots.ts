import { Router } from 'express'

/*
 * Shares are not named here: a page that robots may not open is one whose `noindex` they never read, and a search
 * engine that finds its address elsewhere would list it all the same.
 */
const rules = [
  'User-agent: *',
  ...['/api/', '/account', '/backpack', '/claim', '/console', '/mails', '/sharing', '/sign-in'].map(
    (path) => `Disallow: ${path}`,
  ),
  '',
].join('\n')

/** What robots may visit: nothing that belongs to somebody who is signed in, no links of mails. */
export function robotsRouter(): Router {
  const router = Router()
  router.get('/robots.txt', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('text/plain').send(rules)
  })
  return router
}
