import { artRoutes } from '../achievements/art-routes.ts'
import { achievementRoutes } from '../achievements/routes.ts'
import { ownApplicationRoutes } from '../applications/own-routes.ts'
import { staffApplicationRoutes } from '../applications/staff-routes.ts'
import { joinRoutes } from '../claiming/join-routes.ts'
import { linkRoutes } from '../claiming/link-routes.ts'
import { cardRoutes } from '../claiming/routes.ts'
import { endorsementRoutes } from '../ecosystem/routes.ts'
import { batchColumnRoutes } from '../issuing/batch-column-routes.ts'
import { batchRoutes } from '../issuing/batch-routes.ts'
import { batchRowRoutes } from '../issuing/batch-row-routes.ts'
import { correctionRoutes } from '../issuing/correction-routes.ts'
import { awardRoutes } from '../issuing/routes.ts'
import { unclaimedRoutes } from '../issuing/unclaimed-routes.ts'
import { groupRoutes } from '../learners/group-routes.ts'
import { rosterRoutes } from '../learners/roster-routes.ts'
import { deletionRoutes } from '../guardianship/deletion-routes.ts'
import { removalRoutes } from '../guardianship/removal-routes.ts'
import { learnerRoutes } from '../learners/routes.ts'
import { familyRoutes } from '../guardianship/family-routes.ts'
import { guardianshipRoutes } from '../guardianship/staff-routes.ts'
import { keyRoutes } from '../organizations/key-routes.ts'
import { organizationRoutes } from '../organizations/routes.ts'
import { staffRoutes } from '../organizations/staff-routes.ts'
import { importRoutes } from '../portfolio/import-routes.ts'
import { portfolioPageRoutes } from '../portfolio/portfolio-page-routes.ts'
import { portfolioRoutes } from '../portfolio/routes.ts'
import { importShareRoutes } from '../portfolio/import-share-routes.ts'
import { shareRoutes } from '../portfolio/share-routes.ts'
import { transcriptRoutes } from '../portfolio/transcript-routes.ts'
import { vcApiRoutes } from '../protocols/vc-api/routes.ts'
import { limitCodes } from './rate-limits.ts'
import type { Services } from '../services.ts'
import type { Texts } from '../text/text.ts'
import { verificationRoutes } from '../verification/routes.ts'
import type { Route } from '../web/route.ts'

/** The JSON API: a table of contents. */
export function apiRoutes(services: Services, texts: Texts): readonly Route[] {
  const { organizations, achievements, learners, identifiers } = services
  return [
    ...organizationRoutes({ ...services, keepLogo: achievements.pictures.keepLogo }),
    ...staffRoutes(organizations),
    ...keyRoutes(organizations, identifiers),
    ...achievementRoutes(achievements, identifiers),
    ...artRoutes({ ...services, textFor: texts.textFor }),
    ...learnerRoutes(learners, services.mayShow),
    ...removalRoutes(services.removal),
    ...deletionRoutes(services.accountDeletion),
    ...groupRoutes(learners, services.mayShow),
    ...rosterRoutes(learners, services.mayShow),
    ...awardRoutes(services),
    ...unclaimedRoutes(services),
    ...correctionRoutes(services),
    ...batchRoutes(services),
    ...batchColumnRoutes(services),
    ...batchRowRoutes({ ...services, text: texts.textFor('en') }),
    ...endorsementRoutes(services.endorsements, identifiers),
    ...importRoutes(services),
    ...portfolioRoutes(services),
    ...shareRoutes(services),
    ...importShareRoutes(services),
    ...portfolioPageRoutes(services),
    ...transcriptRoutes(services.transcripts),
    ...cardRoutes(services),
    ...linkRoutes(services),
    ...joinRoutes(services),
    ...staffApplicationRoutes({ ...services, base: identifiers.base }),
    ...ownApplicationRoutes({ ...services, base: identifiers.base }),
    ...guardianshipRoutes(services),
    ...familyRoutes({ ...services, limitClaims: limitCodes('family-code-requests') }),
    ...verificationRoutes(services),
    ...vcApiRoutes(services.vcApi),
  ]
}
