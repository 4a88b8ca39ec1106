import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import { bakePng, bakePngOfOpenBadges2 } from '../credentials/baking/png.ts'
import { bakeSvg, bakeSvgOfOpenBadges2 } from '../credentials/baking/svg.ts'
import { parseJsonObject } from '../credentials/json.ts'
import { signJwt, signVcJwt } from '../credentials/jwt.ts'
import type { KeyAlgorithm } from '../credentials/keys.ts'
import { WaymarkError } from '../errors.ts'
import type { IssueLog } from '../organizations/issue-log.ts'
import type { SigningKeys } from '../organizations/signing-keys.ts'
import type { Award } from './tables.ts'

/** A credential in the forms in which it travels. */
export interface CredentialFormats {
  /** The exact text that was signed. @throws WaymarkError award-not-issued */
  json(award: Award): string
  /** The same claims as a VC-JWT of the Open Badges profile; the same text each time. */
  jwt(award: Award, algorithm: KeyAlgorithm): Promise<string>
  /** The same claims as a VC-JWT of VC-JOSE-COSE, with EdDSA; the same text each time. */
  vcJwt(award: Award): Promise<string>
  /** The achievement's picture with the credential baked in. */
  png(award: Award): Promise<Uint8Array>
  svg(award: Award): Promise<Uint8Array>
  /** The picture with an Assertion of Open Badges 2.0 baked in, which is hosted at an address. */
  openBadges2(
    award: Award,
    form: 'png' | 'svg',
    assertion: { readonly text: string; readonly address: string },
  ): Promise<Uint8Array>
  /** The picture alone. */
  picture(award: Award): Promise<Uint8Array>
}

interface Deps {
  readonly achievements: Achievements
  readonly signingKeys: SigningKeys
  readonly issueLog: IssueLog
}

export function createCredentialFormats({
  achievements,
  signingKeys,
  issueLog,
}: Deps): CredentialFormats {
  const json = (award: Award) => {
    if (award.credential === undefined) throw new WaymarkError('award-not-issued')
    return award.credential
  }
  const versionOf = (award: Award): Promise<AchievementVersion> =>
    achievements.version(award.achievementId, award.achievementVersion)
  const pictureOf = async (award: Award) => (await versionOf(award)).content.picture

  const token = async (award: Award, algorithm: KeyAlgorithm, signAs: typeof signJwt) => {
    const { proof: _proof, ...claims } = parseJsonObject(json(award))
    const text = signAs(claims, await signingKeys.signer(award.organizationId, algorithm))
    await issueLog.append(award.organizationId, 'vc-jwt', text)
    return text
  }

  return {
    json,
    jwt: (award, algorithm) => token(award, algorithm, signJwt),
    vcJwt: (award) => token(award, 'Ed25519', signVcJwt),
    async png(award) {
      return bakePng(await achievements.pictures.png(await pictureOf(award)), json(award))
    },
    async svg(award) {
      return bakeSvg(await achievements.pictures.svg(await pictureOf(award)), json(award))
    },
    async openBadges2(award, form, { text, address }) {
      const picture = await pictureOf(award)
      return form === 'png'
        ? bakePngOfOpenBadges2(await achievements.pictures.png(picture), text)
        : bakeSvgOfOpenBadges2(await achievements.pictures.svg(picture), text, address)
    },
    picture: async (award) => achievements.pictures.png(await pictureOf(award)),
  }
}
