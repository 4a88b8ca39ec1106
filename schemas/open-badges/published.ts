import { AnyAchievementCredentialStatement } from './any-achievement-credential.ts'
import { ClrCredentialStatement } from './clr-credential.ts'
import { classes } from './definitions.ts'
import { endorsementCredential, EndorsementCredentialStatement } from './endorsement-credential.ts'
import { statement, type DataModel, type Statement } from './statement.ts'

const profileOf = (model: DataModel): Statement =>
  statement(classes.Profile, { EndorsementCredential: endorsementCredential(model) })
const ProfileStatement = { v2: profileOf('v2'), v1: profileOf('v1') }

const openBadges = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_'
const clr = 'https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_'

/**
 * The addresses of 1EdTech's published schemas (OB 3.0 §1.3, CLR 2.0 §1.3), and our own statement of what each asks.
 * Credentials of VC 1.1 name the addresses without `any` too: for some years those held that form.
 */
export const publishedSchemas: ReadonlyMap<
  string,
  Readonly<Record<DataModel, Statement>>
> = new Map([
  [`${openBadges}achievementcredential_schema.json`, AnyAchievementCredentialStatement],
  [`${openBadges}anyachievementcredential_schema.json`, AnyAchievementCredentialStatement],
  [`${openBadges}endorsementcredential_schema.json`, EndorsementCredentialStatement],
  [`${openBadges}anyendorsementcredential_schema.json`, EndorsementCredentialStatement],
  [`${openBadges}profile_schema.json`, ProfileStatement],
  [`${clr}clrcredential_schema.json`, ClrCredentialStatement],
  [`${clr}anyclrcredential_schema.json`, ClrCredentialStatement],
  [`${clr}endorsementcredential_schema.json`, EndorsementCredentialStatement],
  [`${clr}anyendorsementcredential_schema.json`, EndorsementCredentialStatement],
])
