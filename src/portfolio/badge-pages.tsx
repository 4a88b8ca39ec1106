import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { ShareHead } from '../../templates/portfolio/share-head.tsx'
import {
  embedCode,
  embedSize,
  oembedAddress,
  signatureCode,
} from '../../templates/portfolio/share-code.tsx'
import { SharedPage } from '../../templates/portfolio/shared.tsx'
import type { TakeAlongProps } from '../../templates/portfolio/take-along.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import { qrPicture } from '../images/qr-code.ts'
import { awardedAt } from '../issuing/awarded-at.ts'
import { previewSize, signatureSize } from '../print/badge-pictures.ts'
import { formatDate } from '../text/dates.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { page } from '../web/page.ts'
import type { OwnHeld } from './held.ts'
import { addToLinkedIn } from './linked-in.ts'
import type { OpenShare } from './open-share.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf } from './share-choices.ts'
import type { ShownShare, ShowShare } from './shown-share.ts'
import type { Share } from './tables.ts'

export interface BadgePageDeps {
  readonly portfolio: Portfolio
  readonly outlets: { readonly showShare: ShowShare }
  readonly identifiers: Identifiers
}

/** A badge as strangers see it. */
export function badgePages({ portfolio, outlets, identifiers }: BadgePageDeps) {
  return [
    page({
      path: '/s/:token',
      access: 'anyone',
      params: Type.Object({ token: Id }, closed),
      async show({ params, text, language }) {
        const open = await portfolio.open(params.token)
        const { share } = open
        const shown = await outlets.showShare(open)
        const { version, statement, recipient, state, results, reached } = shown
        const { content } = version
        const shareUrl = identifiers.shareUrl(share.id)
        return {
          title: content.name,
          robots: portfolio.isSearchable(open) ? 'index' : 'noindex',
          head: headOf(open, shown, { text, language }, identifiers),
          body: (
            <SharedPage
              view={{ ...content, image: `/images/${content.picture.pngId}` }}
              {...(reached === undefined ? {} : { reached })}
              results={results}
              address={`/s/${share.id}`}
              shareUrl={shareUrl}
              qr={qrPicture(shareUrl)}
              endsAt={share.endsAt}
              recipient={recipient}
              {...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor })}
              organization={giverOf(shown)}
              date={shown.awardedAt}
              state={state}
              trial={identifiers.trial}
              whole={portfolio.isWhole(open)}
              statement={statement}
            />
          ),
        }
      },
    }),
  ]
}

function giverOf({ organization }: ShownShare) {
  const { id, name, sector, description, url, imageId } = organization
  return {
    name,
    href: `/organizations/${id}`,
    sector,
    ...(description === undefined ? {} : { description }),
    ...(url === undefined ? {} : { url }),
    ...(imageId === undefined ? {} : { logo: `/images/${imageId}` }),
  }
}

/** What is told of the page elsewhere: no more than the page itself shows. */
function headOf(
  { share }: OpenShare,
  { version, organization, recipient, awardedAt }: ShownShare,
  { text, language }: { readonly text: Text; readonly language: Language },
  identifiers: Identifiers,
) {
  const { name } = version.content
  const url = identifiers.shareUrl(share.id)
  const said = { organization: organization.name, date: formatDate(language, awardedAt) }
  const isPublic = audienceOf(share) === 'public'
  return (
    <ShareHead
      title={name}
      description={
        recipient === ''
          ? text('badgePage.told', said)
          : text('badgePage.toldNamed', { ...said, name: recipient })
      }
      url={url}
      picture={{ url: `${url}/preview.png`, ...previewSize }}
      pictureAlt={text('common.badgeArt', { name })}
      service={text('common.service')}
      locale={{ en: 'en_US', es: 'es_LA' }[language]}
      {...(isPublic ? { oembed: oembedAddress(identifiers.base, url) } : {})}
    />
  )
}

/**
 * What can be done with a badge that somebody holds. What stands in public places leads to the newest link for everybody,
 * so it ends with it.
 * @param shares those that are open and not paused, the newest first
 */
export function takeAlongOf(
  { award, relation }: Pick<OwnHeld, 'award' | 'relation'>,
  organizationName: string,
  shares: readonly Share[],
  identifiers: Identifiers,
): Pick<TakeAlongProps, 'link'> {
  const share = shares.find((one) => audienceOf(one) === 'public')
  if (share === undefined) return {}
  const address = identifiers.shareUrl(share.id)
  const name = award.achievementName
  const { validUntil } = award.statement
  const linkedIn = addToLinkedIn({
    name,
    organizationName,
    awardedAt: awardedAt(award),
    ...(validUntil === undefined ? {} : { validUntil }),
    address,
    credentialId: award.credentialId,
  })
  return {
    link: {
      token: share.id,
      endsAt: share.endsAt,
      embedCode: embedCode({ address: `${address}/embed`, title: name, ...embedSize() }),
      signatureCode: signatureCode({
        address,
        picture: `${address}/signature.png`,
        alt: `${name} · ${organizationName}`,
        width: signatureSize.width / 2,
        height: signatureSize.height / 2,
      }),
      signaturePicture: `/s/${share.id}/signature.png`,
      // A profile there is somebody's own: a guardian has another.
      ...(relation === 'self' ? { linkedIn } : {}),
    },
  }
}
