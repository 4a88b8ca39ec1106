import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import { awardedAt } from '../issuing/awarded-at.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { shownState } from '../issuing/shown-state.ts'
import type { Award } from '../issuing/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { ground, type Certificate } from '../print/certificate.ts'
import type { Paper } from '../print/paper.ts'
import type { Language } from '../text/languages.ts'
import { timestamp, type World } from '../world.ts'
import { nameOn } from './name-form.ts'
import type { OpenShare } from './open-share.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf } from './share-choices.ts'

export interface CertificateChoice {
  readonly paper: Paper
  readonly language: Language
}

/** A badge as one page of paper, with the signed credential inside the file. */
export interface Certificates {
  /**
   * Of whoever holds it, with their whole name; where an open share of it is named, as that share names them, and with a
   * code that leads to it. Without one the code leads to where the file is checked.
   * @throws WaymarkError not-found, not-allowed; gone where that share is not open
   */
  own(
    caller: Caller,
    awardId: string,
    choice: CertificateChoice,
    token?: string,
  ): Promise<Uint8Array>
  /** For whom it was shown to. @param open a share whose credential may be handed out whole (`openWhole`) */
  shared(open: OpenShare, choice: CertificateChoice): Promise<Uint8Array>
}

interface Deps {
  readonly portfolio: Pick<Portfolio, 'read' | 'open'>
  readonly achievements: Pick<Achievements, 'version' | 'pictures'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly issuing: Pick<Issuing, 'formats'>
  readonly identifiers: Identifiers
  readonly mayShow: MayShow
  readonly drawCertificate: (certificate: Certificate) => Promise<Uint8Array>
  readonly contourLines: (seed: string, width: number, height: number) => readonly string[]
  readonly world: Pick<World, 'now'>
}

/** What a certificate says beyond the award itself: whom it names, and where its code leads. */
type Facing = Pick<Certificate, 'recipient' | 'preparedFor' | 'address' | 'leadsTo' | 'sharedUntil'>

export function createCertificates(deps: Deps): Certificates {
  const { portfolio, identifiers, mayShow } = deps

  const facingOf = ({ share, learner, address }: OpenShare): Facing => {
    const viewer = { kind: 'share', audience: audienceOf(share) } as const
    const { preparedFor } = share
    return {
      recipient: mayShow(viewer, 'recipient-name', learner) ? nameOn(share, learner.name) : '',
      ...(preparedFor === undefined ? {} : { preparedFor }),
      address,
      leadsTo: 'share',
      sharedUntil: share.endsAt,
    }
  }

  const draw = async (award: Award, facing: Facing, choice: CertificateChoice) => {
    const { achievements, issuing, world } = deps
    const version = await achievements.version(award.achievementId, award.achievementVersion)
    const { name } = await deps.organizations.byId(award.organizationId)
    const contours = deps.contourLines(award.achievementId, ground.width, ground.height)
    return deps.drawCertificate({
      ...printedContent(version),
      ...printedAward(award, version, timestamp(world.now())),
      ...facing,
      ...choice,
      organizationName: name,
      issuer: identifiers.organizationDid(award.organizationId),
      picture: await achievements.pictures.png(version.content.picture),
      trial: identifiers.trial,
      checkedAt: `${identifiers.base.replace(/^https?:\/\//, '')}/verify`,
      credential: issuing.formats.json(award),
      contours,
      now: world.now(),
    })
  }

  return {
    async own(caller, awardId, choice, token) {
      const { award, learner, relation } = await portfolio.read(caller, awardId)
      if (token === undefined) {
        const isNamed = mayShow({ kind: relation }, 'recipient-name', learner)
        const recipient = isNamed ? learner.name : ''
        const address = `${identifiers.base}/verify`
        return draw(award, { recipient, address, leadsTo: 'verify' }, choice)
      }
      const open = await portfolio.open(token)
      if (open.award.id !== award.id) throw new WaymarkError('not-found')
      return draw(award, facingOf(open), choice)
    },
    shared: (open, choice) => draw(open.award, facingOf(open), choice),
  }
}

/** As many frameworks as a page has room for. */
const mostAlignments = 4

function printedContent({ content }: AchievementVersion) {
  return {
    achievementName: content.name,
    description: content.description,
    alignments: content.alignments
      .slice(0, mostAlignments)
      .map(({ targetCode = '', targetName }) => `${targetCode} ${targetName}`.trim()),
  }
}

function printedAward(award: Award, { content }: AchievementVersion, now: string) {
  const { level, validUntil } = award.statement
  const reached = level === undefined ? undefined : content.rubric?.levels[level]?.name
  const state = shownState(award, now)
  const isBad = state === 'revoked' || state === 'suspended' || state === 'expired'
  return {
    awardedAt: awardedAt(award),
    ...(reached === undefined ? {} : { level: reached }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(isBad ? { state } : {}),
  }
}
