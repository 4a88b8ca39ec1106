import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { renderDocument } from '../templates/document.tsx'
import { faultFacts } from './logging.ts'
import { createIdentify, createIdentifyAtBrowser } from './protocols/identify.ts'
import { badgeOutlets } from './protocols/badge-outlets.ts'
import { publicDocuments } from './protocols/public-documents.ts'
import { openBadges2Documents } from './protocols/open-badges-2.ts'
import { refreshService } from './protocols/refresh.ts'
import { publicEndorsements } from './protocols/public-endorsements.ts'
import { sharedCredentials } from './protocols/shared-credential.ts'
import { sharedImports } from './protocols/shared-imports.ts'
import { sharedPages } from './protocols/shared-pages.ts'
import { claimDownloads } from './protocols/claim-downloads.ts'
import { verificationReceipt } from './protocols/verification-receipt.ts'
import { importDownload } from './protocols/import-download.ts'
import { evidenceFiles } from './protocols/evidence.ts'
import { transcriptDownload } from './protocols/transcript-download.ts'
import { apiRoutes } from './app/routes.ts'
import { errorPage, signedOutForm } from './app/own-pages.tsx'
import { pagesOf, type PageOptions } from './app/pages.tsx'
import { limitRates } from './app/rate-limits.ts'
import { createViewerOf } from './app/viewer.ts'
import type { Secrets } from './foundations.ts'
import type { Services } from './services.ts'
import type { Storage } from './storage/tables.ts'
import type { Texts } from './text/text.ts'
import { apiDocs } from './web/api-docs.ts'
import { createCsrf } from './web/csrf.ts'
import { staticFiles } from './web/files.ts'
import { healthRouter } from './web/health.ts'
import { createAnswerOnce } from './web/idempotency.ts'
import { rememberLanguage } from './web/language.ts'
import { mountPages } from './web/mount-pages.ts'
import { mountRoutes } from './web/mount-routes.ts'
import { createMetrics, requestIds, requestLog } from './web/observe.ts'
import type { PageContext, ShownPage } from './web/shown.ts'
import { notFound, problemExit } from './web/problem.ts'
import { robotsRouter } from './web/robots.ts'
import { harden } from './web/security.ts'
import { createWebSessions } from './web/session.ts'

export interface AppOptions extends PageOptions {
  readonly services: Services
  readonly secrets: Secrets
  readonly storage: Storage
  readonly texts: Texts
  readonly logger: Logger
  /** The folder of built styles, fonts and icons, and their addresses. */
  readonly publicFolder: string
  readonly asset: (name: string) => string
  readonly trustProxy: boolean | number | string
  readonly metricsToken?: string
}

/** The whole service as an Express application; it never listens. */
export function createApp(options: AppOptions): Express {
  const { services, secrets, storage, texts, logger, asset } = options
  const { identifiers, accounts, world } = services
  const { base } = identifiers
  const secure = base.startsWith('https:')
  const sessions = createWebSessions({
    port: accounts.sessions,
    secret: secrets.session,
    secure,
    now: world.now,
  })
  const csrf = createCsrf({ secret: secrets.session, random: world.random, secure })
  const identify = createIdentify(accounts)
  const render = (shown: ShownPage, context: PageContext) =>
    renderDocument(shown, { ...context, asset, trial: identifiers.trial })
  const around = {
    identify: createIdentifyAtBrowser(accounts),
    csrf,
    viewerOf: createViewerOf(services),
    textFor: texts.textFor,
  }
  const metrics = createMetrics(options.metricsToken)
  const routes = apiRoutes(services, texts)
  const app = express()

  harden(app, { secure, trustProxy: options.trustProxy })
  app.use(requestIds(world.newId), requestLog(logger), metrics.measure)
  app.use(healthRouter([{ name: 'storage', check: storage.ping }]))
  app.use(robotsRouter())
  app.get('/metrics', metrics.endpoint)
  app.use('/assets', staticFiles(options.publicFolder))
  app.use(rememberLanguage({ secure }))
  app.use(sessions.middleware)
  limitRates(app)

  app.use(publicDocuments(services))
  app.use(openBadges2Documents(services))
  app.use(refreshService(services))
  app.use(publicEndorsements(services.endorsements))
  app.use(badgeOutlets({ ...services, identify, textFor: texts.textFor, asset }))
  app.use(sharedImports({ ...services, identify }))
  app.use(sharedCredentials({ ...services, identify }))
  app.use(sharedPages({ ...services, identify }))
  app.use(transcriptDownload({ ...services, identify }))
  app.use(importDownload({ ...services, identify }))
  app.use(evidenceFiles({ ...services, identify }))
  app.use(claimDownloads(services))
  app.use(verificationReceipt(services))
  app.use(
    apiDocs(
      routes,
      { base, title: 'Waymark', version: '1', description: apiDescription },
      texts.textFor,
      asset('/icon.svg'),
    ),
  )
  const reportFault = (where: string, cause: unknown) =>
    logger.error({ where, fault: faultFacts(cause) }, 'fault')
  const answerOnce = createAnswerOnce(accounts.answeredRequests, reportFault)
  mountRoutes(app, routes, { identify, base, answerOnce })
  mountPages(app, pagesOf(services, options), {
    ...around,
    base,
    sessions,
    renderDocument: render,
    keepForm: signedOutForm,
  })

  app.use(notFound())
  app.use(
    problemExit({
      ...around,
      base,
      renderError: (error, context) => render(errorPage(error, context), context),
      logFault: (fault, requestId) =>
        logger.error({ requestId, fault: faultFacts(fault) }, 'fault'),
    }),
  )
  return app
}

const apiDescription =
  'Award, hold, share and check Open Badges 3.0 credentials. Make an API key on your account page.'
