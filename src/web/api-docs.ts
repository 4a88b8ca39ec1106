import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import express, { Router } from 'express'
import { errorCodes, statusOf, WaymarkError } from '../errors.ts'
import { errorText, type Text } from '../text/text.ts'
import type { Language } from '../text/languages.ts'
import { languageOf } from './language.ts'
import { openApiDocument, type OpenApiFacts } from './openapi.ts'
import type { Route } from './route.ts'
import { publicDocument } from './security.ts'

const pageWith = (icon: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Waymark API</title>
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<noscript>This page needs JavaScript. The same is in <a href="/api/openapi.json">openapi.json</a>.</noscript>
<script src="/api/docs/swagger-ui-bundle.js" defer></script>
<script src="/api/docs/start.js" defer></script>
</body>
</html>
`

// Its own file, not inline: the content security policy lets no inline script run. No validator: that is
// another origin, and is told the address of whoever looks.
const script = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
})
`

const swaggerFiles = new Set(['swagger-ui.css', 'swagger-ui-bundle.js'])

/** /api/openapi.json, the page /api/docs that shows it, and /api/problems/CODE, which says what a code means. */
export function apiDocs(
  routes: readonly Route[],
  facts: OpenApiFacts,
  textFor: (language: Language) => Text,
  icon: string,
): Router {
  const router = Router()
  const page = pageWith(icon)
  const document = JSON.stringify(openApiDocument(routes, facts))
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const files = express.static(folder, { index: false, redirect: false, maxAge: '1d' })

  router.get('/api/openapi.json', publicDocument(), (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('application/json').send(document)
  })
  router.get('/api/docs', (_request, response) => {
    response.set('Cache-Control', 'public, no-cache').type('html').send(page)
  })
  router.get('/api/docs/start.js', (_request, response) => {
    response.set('Cache-Control', 'public, no-cache').type('text/javascript').send(script)
  })
  router.get('/api/docs/:file', (request, response, next) => {
    if (!swaggerFiles.has(request.params.file)) throw new WaymarkError('not-found')
    request.url = `/${request.params.file}`
    files(request, response, next)
  })
  router.get('/api/problems/:code', (request, response) => {
    const code = errorCodes.find((one) => one === request.params.code)
    if (code === undefined) throw new WaymarkError('not-found')
    const { title, next } = errorText(textFor(languageOf(request)), code)
    response.vary('Accept-Language').json({ code, status: statusOf(code), title, detail: next })
  })
  return router
}
