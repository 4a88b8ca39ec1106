import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { renderDocument } from '../templates/document.tsx'
import { ErrorPage, errorTitle } from '../templates/errors.tsx'
import { HomePage } from '../templates/home.tsx'
import { SignedOutForm } from '../templates/signed-out-form.tsx'
import { accountPages } from './accounts/pages.tsx'
import { achievementPages } from './achievements/pages.tsx'
import { achievementRoutes } from './achievements/routes.ts'
import type { Caller } from './caller.ts'
import { cardPages } from './claiming/card-pages.tsx'
import { claimPages } from './claiming/claim-pages.tsx'
import { joinPages } from './claiming/join-pages.tsx'
import { kioskPages } from './claiming/kiosk-pages.tsx'
import { linkPages } from './claiming/link-pages.tsx'
import { linkRoutes } from './claiming/link-routes.ts'
import { cardRoutes } from './claiming/routes.ts'
import { endorsementRoutes } from './ecosystem/routes.ts'
import { createNamesOf } from './issuing/audit-names.ts'
import { addressPages } from './issuing/address-pages.tsx'
import { batchPages } from './issuing/batch-pages.tsx'
import { batchRowPages } from './issuing/batch-row-pages.tsx'
import { batchRoutes } from './issuing/batch-routes.ts'
import { batchRowRoutes } from './issuing/batch-row-routes.ts'
import { awardPages } from './issuing/pages.tsx'
import { correctionPages } from './issuing/correction-pages.tsx'
import { correctionRoutes } from './issuing/correction-routes.ts'
import { awardRoutes } from './issuing/routes.ts'
import { unclaimedPages } from './issuing/unclaimed-pages.tsx'
import { unclaimedRoutes } from './issuing/unclaimed-routes.ts'
import { groupPages, type GroupPageDeps } from './learners/group-pages.tsx'
import { groupRoutes } from './learners/group-routes.ts'
import { learnerPages } from './learners/pages.tsx'
import { rosterPages } from './learners/roster-pages.tsx'
import { rosterRoutes } from './learners/roster-routes.ts'
import { learnerRoutes } from './learners/routes.ts'
import { faultFacts } from './logging.ts'
import { auditPages } from './organizations/audit-pages.tsx'
import { familyPages } from './guardianship/family-pages.tsx'
import { familyRoutes } from './guardianship/family-routes.ts'
import { ownConsentPages } from './guardianship/own-pages.tsx'
import { guardianshipPages } from './guardianship/staff-pages.tsx'
import { guardianshipRoutes } from './guardianship/staff-routes.ts'
import { keyRoutes } from './organizations/key-routes.ts'
import { organizationPages } from './organizations/pages.tsx'
import { organizationRoutes } from './organizations/routes.ts'
import { staffPages } from './organizations/staff-pages.tsx'
import { staffRoutes } from './organizations/staff-routes.ts'
import { portfolioPages } from './portfolio/pages.tsx'
import { portfolioRoutes } from './portfolio/routes.ts'
import { sharePages } from './portfolio/share-pages.tsx'
import { shareRoutes } from './portfolio/share-routes.ts'
import { transcriptRoutes } from './portfolio/transcript-routes.ts'
import { createIdentify, createIdentifyAtBrowser } from './protocols/identify.ts'
import { publicDocuments } from './protocols/public-documents.ts'
import { openBadges2Documents } from './protocols/open-badges-2.ts'
import { refreshService } from './protocols/refresh.ts'
import { publicEndorsements } from './protocols/public-endorsements.ts'
import { sharedCredentials } from './protocols/shared-credential.ts'
import { claimDownloads } from './protocols/claim-downloads.ts'
import { transcriptDownload } from './protocols/transcript-download.ts'
import { vcApiRoutes } from './protocols/vc-api/routes.ts'
import type { Secrets, Services } from './services.ts'
import type { Storage } from './storage/tables.ts'
import type { Texts } from './text/text.ts'
import { verificationPages } from './verification/pages.tsx'
import { verificationRoutes } from './verification/routes.ts'
import { apiDocs } from './web/api-docs.ts'
import { createCsrf } from './web/csrf.ts'
import { designPages } from './web/design-page.tsx'
import { staticFiles } from './web/files.ts'
import { healthRouter } from './web/health.ts'
import { createAnswerOnce } from './web/idempotency.ts'
import type { KeptField } from './web/kept-fields.ts'
import { rememberLanguage } from './web/language.ts'
import { mountPages } from './web/mount-pages.ts'
import { mountRoutes } from './web/mount-routes.ts'
import { createMetrics, requestIds, requestLog } from './web/observe.ts'
import { page } from './web/page.ts'
import type { PageContext, ShownPage, Viewer } from './web/shown.ts'
import { notFound, problemExit, type ShownError } from './web/problem.ts'
import { createRateLimiter, limitRate } from './web/rate-limit.ts'
import { robotsRouter } from './web/robots.ts'
import type { Route } from './web/route.ts'
import { harden } from './web/security.ts'
import { createWebSessions } from './web/session.ts'

export interface AppOptions {
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
  /** Whether /design is there: where the service is tried out, and nowhere else. */
  readonly hasDesignPage: boolean
  /** There is no mail server: whoever waits for a mail is told where it lies. */
  readonly mailsAreFiles: boolean
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
  app.use(sharedCredentials({ ...services, identify }))
  app.use(transcriptDownload({ ...services, identify }))
  app.use(claimDownloads(services))
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

/** How often one network may knock where guessing or mailing costs somebody else. */
function limitRates(app: Express): void {
  app.post(
    ['/api/v1/claims', '/api/v1/claims/cards'],
    limitRate({ name: 'claims', points: 20, seconds: 600 }),
  )
  app.post('/claim{/:token}', limitRate({ name: 'claim-pages', points: 60, seconds: 600 }))
  app.use('/claim/code/:code', limitRate({ name: 'claim-addresses', points: 300, seconds: 600 }))
  // Thirty children of one school come from one network, and each of their pages looks again while it waits.
  // Whoever asks uses a place up, so nobody may take them all before the class is there.
  app.post('/join/:code', limitRate({ name: 'join-requests', points: 120, seconds: 600 }))
  app.use(
    ['/join{/:code}', '/joined/:token', '/kiosk/:token'],
    limitRate({ name: 'class-links', points: 3_000, seconds: 600 }),
  )
  // Signing dozens of badges as one keeps a core busy for a second.
  const transcripts = limitRate({ name: 'transcripts', points: 60, seconds: 600 })
  app.post('/api/v1/transcripts', transcripts)
  app.get('/backpack/transcript.:ending', transcripts)
  app.post(
    ['/family/join', '/hand-over', '/api/v1/family', '/api/v1/hand-overs'],
    limitRate({ name: 'family-codes', points: 60, seconds: 600 }),
  )
  app.post('/sign-in', limitRate({ name: 'sign-in', points: 60, seconds: 600 }))
  app.post(
    ['/verify', '/api/v1/verifications'],
    limitRate({ name: 'verifications', points: 300, seconds: 60 }),
  )
  app.post(
    ['/api/v1/mail-stops/:token', '/mails/stop/:token'],
    limitRate({ name: 'mail-stops', points: 60, seconds: 600 }),
  )
  app.use('/open-tenant', limitRate({ name: 'open-tenant', points: 3_000, seconds: 60 }))
}

function apiRoutes(services: Services, texts: Texts): readonly Route[] {
  const { organizations, achievements, learners, identifiers, verification } = services
  return [
    ...organizationRoutes({ ...services, keepLogo: achievements.pictures.keepLogo }),
    ...staffRoutes(organizations),
    ...keyRoutes(organizations, identifiers),
    ...achievementRoutes(achievements, identifiers),
    ...learnerRoutes(learners, services.mayShow),
    ...groupRoutes(learners, services.mayShow),
    ...rosterRoutes(learners, services.mayShow),
    ...awardRoutes(services),
    ...unclaimedRoutes(services),
    ...correctionRoutes(services),
    ...batchRoutes(services),
    ...batchRowRoutes({ ...services, text: texts.textFor('en') }),
    ...endorsementRoutes(services.endorsements, identifiers),
    ...portfolioRoutes(services),
    ...shareRoutes(services),
    ...transcriptRoutes(services.transcripts),
    ...cardRoutes(services),
    ...linkRoutes(services),
    ...guardianshipRoutes(services),
    ...familyRoutes({ ...services, limitClaims: limitCodes('family-code-requests') }),
    ...verificationRoutes(verification),
    ...vcApiRoutes(services.vcApi),
  ]
}

/** Slows down whoever guesses codes, by their account. */
function limitCodes(name: string) {
  const codes = createRateLimiter({ name, points: 10, seconds: 900 })
  return async (caller: Caller) => codes.use(caller.accountId)
}

function pagesOf(services: Services, { mailsAreFiles, hasDesignPage, asset }: AppOptions) {
  const { accounts, organizations, achievements, identifiers, verification } = services
  const { people } = accounts
  const links = createRateLimiter({ name: 'sign-in-links', points: 5, seconds: 900 })
  const family = { ...services, people, limitClaims: limitCodes('family-code-pages') }
  return [
    page({
      path: '/',
      access: 'anyone',
      async show({ text, viewer }) {
        return {
          title: text('common.service'),
          robots: 'index',
          layout: 'full',
          body: <HomePage viewer={viewer} />,
        }
      },
    }),
    ...(hasDesignPage ? designPages(asset) : []),
    ...accountPages({
      ...services,
      limitLinks: links.use,
      mailsAreFiles,
    }),
    ...organizationPages({ ...services, keepLogo: achievements.pictures.keepLogo }),
    ...staffPages({ ...services, people }),
    ...auditPages({ ...services, people, namesOf: createNamesOf({ ...services, people }) }),
    ...achievementPages(services),
    ...learnerPages({ ...services, requireRight: organizations.requireRight }),
    ...groupPages({ ...services, deedsFor: deedsForGroup }),
    ...rosterPages(services),
    ...awardPages({ ...services, trial: identifiers.trial }),
    ...unclaimedPages(services),
    ...correctionPages({ ...services, trial: identifiers.trial }),
    ...addressPages(services),
    ...batchPages(services),
    ...batchRowPages(services),
    // Before the mailed links at /claim/:token, one of which `later` might be.
    ...claimPages({
      ...services,
      people,
      limitClaims: limitCodes('claim-codes'),
    }),
    ...portfolioPages({ ...services, people }),
    ...cardPages({ ...services, requireRight: organizations.requireRight }),
    ...linkPages({
      ...services,
      requireRight: organizations.requireRight,
      base: identifiers.base,
    }),
    ...joinPages({ ...services, people }),
    ...kioskPages(services),
    ...sharePages(services),
    ...guardianshipPages(services),
    ...familyPages(family),
    ...ownConsentPages(family),
    ...verificationPages(verification),
  ]
}

/** What can be done for everybody in a group, beyond seeing who they are. */
const deedsForGroup: GroupPageDeps['deedsFor'] = (text, { id, organizationId }) => [
  {
    href: `/console/${organizationId}/claim-cards/new?for=group&group=${id}`,
    label: text('cards.forGroup'),
  },
  {
    href: `/console/${organizationId}/batches/new?group=${id}`,
    label: text('batches.forGroup'),
  },
]

function createViewerOf({ accounts, organizations, learners, guardianship }: Services) {
  return async (caller: Caller | undefined): Promise<Viewer> => {
    const account = caller && (await accounts.people.byId(caller.accountId))
    if (caller === undefined || account === undefined) {
      return {
        isSignedIn: false,
        operator: false,
        hasBackpack: false,
        hasFamily: false,
        organizations: [],
      }
    }
    const staffed = await organizations.ofCaller(caller)
    const own = await learners.ofAccount(caller.accountId)
    const children = await guardianship.guardians.childrenOf(caller.accountId)
    return {
      isSignedIn: true,
      name: account.name,
      operator: account.operator,
      // Whoever is here for their children or their work alone has no backpack to look into.
      hasBackpack: own.length > 0 || (staffed.length === 0 && children.length === 0),
      hasFamily: children.length > 0,
      organizations: staffed.map(({ organization: { id, name } }) => ({ id, name })),
    }
  }
}

function signedOutForm(
  fields: readonly KeptField[],
  hadFile: boolean,
  { text }: PageContext,
): ShownPage {
  return {
    title: text('signedOutForm.title'),
    body: <SignedOutForm fields={fields} hadFile={hadFile} />,
  }
}

function errorPage(error: ShownError, { text, path }: PageContext): ShownPage {
  const { code, values, requestId, again } = error
  return {
    title: errorTitle(text, code),
    body: (
      <ErrorPage
        code={code}
        values={values}
        requestId={requestId}
        next={path}
        {...(again === undefined ? {} : { again })}
      />
    ),
  }
}
