import { HomePage, startOf } from '../../templates/home.tsx'
import { accountPages } from '../accounts/pages.tsx'
import { passkeyPages } from '../accounts/passkey-pages.tsx'
import { designPages } from '../achievements/design-pages.tsx'
import { achievementPages, createBadgesOf } from '../achievements/pages.tsx'
import { unsavedPages } from '../achievements/unsaved-pages.ts'
import { versionPages } from '../achievements/version-pages.tsx'
import { openingPages } from '../applications/opening-pages.tsx'
import { ownApplicationPages } from '../applications/own-pages.tsx'
import { createOwnShown } from '../applications/own-shown.ts'
import { staffApplicationPages } from '../applications/staff-pages.tsx'
import { cardPages } from '../claiming/card-pages.tsx'
import { claimPages } from '../claiming/claim-pages.tsx'
import { joinPages } from '../claiming/join-pages.tsx'
import { kioskPages } from '../claiming/kiosk-pages.tsx'
import { linkPages } from '../claiming/link-pages.tsx'
import { createNamesOf } from '../issuing/audit-names.ts'
import { addressPages } from '../issuing/address-pages.tsx'
import { batchColumnPages } from '../issuing/batch-column-pages.tsx'
import { batchPages } from '../issuing/batch-pages.tsx'
import { batchPreviewPages } from '../issuing/batch-preview-pages.tsx'
import { batchRowPages } from '../issuing/batch-row-pages.tsx'
import { homePages } from '../issuing/home-pages.tsx'
import { createLearnerAwards } from '../issuing/award-lines.ts'
import { recipientPages } from '../issuing/recipient-pages.tsx'
import { awardPages } from '../issuing/pages.tsx'
import { correctionPages } from '../issuing/correction-pages.tsx'
import { mailStopPages } from '../issuing/mail-stop-pages.tsx'
import { unclaimedPages } from '../issuing/unclaimed-pages.tsx'
import { groupPages, type GroupPageDeps } from '../learners/group-pages.tsx'
import { learnerPages } from '../learners/pages.tsx'
import { rosterPages } from '../learners/roster-pages.tsx'
import { auditPages } from '../organizations/audit-pages.tsx'
import { deletionPages } from '../guardianship/deletion-pages.tsx'
import { familyPages } from '../guardianship/family-pages.tsx'
import { guardianPages } from '../guardianship/guardian-pages.tsx'
import { ownConsentPages } from '../guardianship/own-pages.tsx'
import { removalPages } from '../guardianship/removal-pages.tsx'
import { classPages } from '../guardianship/class-pages.tsx'
import { guardianshipPages } from '../guardianship/staff-pages.tsx'
import { organizationPages } from '../organizations/pages.tsx'
import { staffPages } from '../organizations/staff-pages.tsx'
import { backpackPages } from '../portfolio/backpack-pages.tsx'
import { importPages } from '../portfolio/import-pages.tsx'
import { portfolioPages } from '../portfolio/pages.tsx'
import { badgePages } from '../portfolio/badge-pages.tsx'
import { composePages } from '../portfolio/compose-pages.tsx'
import { pageSharePages } from '../portfolio/page-share-pages.tsx'
import { partPages } from '../portfolio/part-pages.tsx'
import { sharedPages } from '../portfolio/shared-pages.tsx'
import { sharePages } from '../portfolio/share-pages.tsx'
import { limitCodes } from './rate-limits.ts'
import { createViewerOf } from './viewer.ts'
import type { Services } from '../services.ts'
import { verificationPages } from '../verification/pages.tsx'
import { designPage } from '../web/design-page.tsx'
import { page } from '../web/page.ts'
import { createRateLimiter } from '../web/rate-limit.ts'

export interface PageOptions {
  /** There is no mail server: whoever waits for a mail is told where it lies. */
  readonly mailsAreFiles: boolean
  /** Whether /design is there: where the service is tried out, and nowhere else. */
  readonly hasDesignPage: boolean
  /** The address of a built file. */
  readonly asset: (name: string) => string
}

/** Every page and form: a table of contents. */
export function pagesOf(services: Services, { mailsAreFiles, hasDesignPage, asset }: PageOptions) {
  const { accounts, organizations, achievements, identifiers } = services
  const { people } = accounts
  const links = createRateLimiter({ name: 'sign-in-links', points: 5, seconds: 900 })
  const viewerOf = createViewerOf(services)
  const startOfAccount = async (accountId: string) =>
    startOf(await viewerOf(await accounts.callerOfAccount(accountId)))
  const family = { ...services, people, limitClaims: limitCodes('family-code-pages') }
  const applying = { ...services, relationTo: services.guardianship.guardians.relationTo }
  const ownApplications = createOwnShown(applying).lines
  const { openings, desk } = services.applications
  return [
    page({
      path: '/',
      access: 'anyone',
      async show({ text, viewer }) {
        return {
          title: text('common.service'),
          robots: 'index',
          layout: 'full',
          body: <HomePage viewer={viewer} isSetUp={await accounts.settingUp.isDone()} />,
        }
      },
    }),
    ...(hasDesignPage ? designPage(asset) : []),
    // Before the mailed links at /sign-in/:token.
    ...passkeyPages({ ...services, startOf: startOfAccount }),
    ...accountPages({
      ...services,
      limitLinks: links.use,
      mailsAreFiles,
      stoppedPlaces: async (email) =>
        organizations.byIds(await services.issuing.unclaimed.mailStops.placesOf(email)),
      startOf: startOfAccount,
    }),
    ...deletionPages(services),
    ...organizationPages({
      ...services,
      keepLogo: achievements.pictures.keepLogo,
      badgesOf: createBadgesOf(achievements),
    }),
    ...staffPages({ ...services, people }),
    ...auditPages({ ...services, people, namesOf: createNamesOf({ ...services, people }) }),
    // Before the pages of one badge, which `new` might be.
    ...designPages(services),
    ...unsavedPages(services),
    ...achievementPages({ ...services, isOpenForApplications: openings.isOpen }),
    ...versionPages(services),
    ...learnerPages({
      ...services,
      requireRight: organizations.requireRight,
      awardsOf: createLearnerAwards(services),
    }),
    ...groupPages({ ...services, deedsFor: deedsForGroup }),
    ...rosterPages(services),
    ...homePages({ ...services, trial: identifiers.trial, countApplications: desk.count }),
    ...recipientPages(services),
    ...awardPages({ ...services, trial: identifiers.trial, mailsAreFiles }),
    ...unclaimedPages(services),
    ...mailStopPages(services),
    ...correctionPages({ ...services, trial: identifiers.trial }),
    ...addressPages(services),
    ...batchPages(services),
    ...batchColumnPages(services),
    ...batchRowPages(services),
    ...batchPreviewPages(services),
    // Before the mailed links at /claim/:token, one of which `later` might be.
    ...claimPages({
      ...services,
      people,
      limitClaims: limitCodes('claim-codes'),
    }),
    ...backpackPages({ ...services, ownApplications }),
    ...importPages(services),
    ...portfolioPages({ ...services, people }),
    ...cardPages({ ...services, requireRight: organizations.requireRight }),
    ...linkPages({
      ...services,
      requireRight: organizations.requireRight,
      base: identifiers.base,
    }),
    ...joinPages({ ...services, people }),
    ...kioskPages(services),
    ...openingPages({
      ...services,
      requireRight: organizations.requireRight,
      base: identifiers.base,
    }),
    ...staffApplicationPages({ ...services, requireRight: organizations.requireRight }),
    ...ownApplicationPages(applying),
    ...sharePages(services),
    ...badgePages(services),
    ...composePages(services),
    ...partPages(services),
    ...pageSharePages(services),
    ...sharedPages(services),
    ...guardianshipPages(services),
    ...removalPages(services),
    ...classPages(services),
    ...guardianPages(family),
    ...familyPages(family),
    ...ownConsentPages(family),
    ...verificationPages({ ...services, base: identifiers.base }),
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
  {
    href: `/console/${organizationId}/groups/${id}/consents`,
    label: text('classConsents.forGroup'),
  },
  {
    href: `/console/${organizationId}/groups/${id}/guardian-slips`,
    label: text('slips.forGroup'),
  },
]
