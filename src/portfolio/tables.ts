import type { CredentialFormat, VerificationReport } from '../../schemas/requests/verification.ts'
import type { ShareViewer, ViewFormat } from '../../schemas/requests/shares.ts'
import type { ShareAudience } from '../learners/visibility.ts'
import { declare, type Entity } from '../storage/tables.ts'

/** How the learner is named on a shared page. */
export const nameForms = ['full', 'first', 'initials', 'nickname', 'none'] as const
export type NameForm = (typeof nameForms)[number]

/**
 * An address to one badge (`/s/TOKEN`), awarded here or brought in from elsewhere, or to one portfolio page (`/p/TOKEN`),
 * with an audience and an end. Its id is the token; it names one of the three.
 */
export interface Share extends Entity {
  /** Who opened it. */
  readonly accountId: string
  /** Of whom it is: whose consents and whose switch decide. Of a page or a badge from elsewhere: as whom its owner shows it. */
  readonly learnerId: string
  readonly awardId?: string
  readonly pageId?: string
  readonly importId?: string
  /** Everybody where nothing is said. */
  readonly audience?: ShareAudience
  /** Whom it was prepared for; shown on the page. */
  readonly preparedFor?: string
  readonly nameForm: NameForm
  /** What the learner wants to be called here. */
  readonly nickname?: string
  /** Search engines may list it: chosen by an adult, for everybody. */
  readonly searchable?: boolean
  readonly createdAt: string
  readonly endsAt: string
  readonly closedAt?: string
  /** It hosts an Assertion of Open Badges 2.0 as well; to the holder's address, hashed, where they have one. */
  readonly openBadges2?: { readonly identity?: { readonly hash: string; readonly salt: string } }
  /** How often it was visited. */
  readonly views: number
}

/** The one switch over all shares of a learner, whose id it has. */
export interface SharingSwitch extends Entity {
  readonly pausedAt?: string
}

/**
 * Looks at a share within one hour, by one kind of viewer, in one form. Who it was is not kept: no address, no
 * browser. Its id is made of what it counts, so that however often it is looked at, an hour holds two dozen rows at the most.
 */
export interface ShareViews extends Entity {
  readonly shareId: string
  readonly hour: string
  readonly viewer: ShareViewer
  readonly format: ViewFormat
  readonly count: number
  readonly expiresAt: string
}

export const shareTable = declare<Share>()({
  name: 'shares',
  shape: 1,
  indexes: {
    byAccount: { fields: ['accountId', 'createdAt'] },
    byAward: { fields: ['awardId', 'createdAt'] },
    byPage: { fields: ['pageId', 'createdAt'] },
    byImport: { fields: ['importId', 'createdAt'] },
    byLearner: { fields: ['learnerId', 'endsAt'] },
  },
})

export const sharingSwitchTable = declare<SharingSwitch>()({
  name: 'sharingSwitches',
  shape: 1,
  indexes: {},
})

export const shareViewsTable = declare<ShareViews>()({
  name: 'shareViews',
  shape: 1,
  indexes: { byShare: { fields: ['shareId', 'hour'] } },
  expiresAt: 'expiresAt',
})

/** A badge from elsewhere that somebody brought into their backpack. Nobody but them sees it, unless they share it, or a page on which they put it. */
export interface ImportedCredential extends Entity {
  readonly accountId: string
  /** Under which its exact text is kept. */
  readonly textId: string
  /** SHA-256 of the text, in hex. */
  readonly digest: string
  /** The form in which it was handed in, and where it was read from if it was an address. */
  readonly format: CredentialFormat
  readonly address?: string
  /** What the check at `report.verifiedAt` said, its line about the recipient apart. */
  readonly report: VerificationReport
  /** Whether the badge names the address of the account, another one, or none that can be compared. */
  readonly recipient: 'own' | 'another' | 'not-told'
  /** Names of the competencies that it says to be aligned to. */
  readonly competencies: readonly string[]
  /** Of its picture, made safe; or of one that was drawn. */
  readonly pictureIds: readonly string[]
  readonly importedAt: string
}

/** The exact text of a credential that was brought in. Apart, since a backpack is looked at more often than a proof. */
export interface ImportedText extends Entity {
  readonly accountId: string
  readonly text: string
}

export const importedCredentialTable = declare<ImportedCredential>()({
  name: 'importedCredentials',
  shape: 1,
  indexes: { byAccount: { fields: ['accountId', 'importedAt'] } },
})

export const importedTextTable = declare<ImportedText>()({
  name: 'importedTexts',
  shape: 1,
  indexes: { byAccount: { fields: ['accountId'] } },
})
