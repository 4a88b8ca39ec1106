import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { ShareHead } from '../../templates/portfolio/share-head.tsx'
import { oembedAddress } from '../../templates/portfolio/share-code.tsx'
import { SharedPage } from '../../templates/portfolio/shared.tsx'
import type { TakeAlongProps } from '../../templates/portfolio/take-along.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import { qrPicture } from '../images/qr-code.ts'
import { awardedAt } from '../issuing/awarded-at.ts'
import { previewSize } from '../print/badge-pictures.ts'
import { formatDate } from '../text/dates.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { page } from '../web/page.ts'
import type { ShownPage } from '../web/shown.ts'
import type { OwnHeld } from './held.ts'
import type { OpenShare } from './open-share.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf } from './share-choices.ts'
import { importPageOf } from './shared-import-pages.tsx'
import type { ShowImport } from './shown-import.ts'
import type { ShownShare, ShowShare } from './shown-share.ts'
import type { Share } from './tables.ts'
import { takeAlong } from './take-along-pages.tsx'

export interface BadgePageDeps {
  readonly portfolio: Portfolio
  readonly outlets: { readonly showShare: ShowShare; readonly showImport: ShowImport }
  readonly identifiers: Identifiers
}

/** A badge as strangers see it. */
export function badgePages(deps: BadgePageDeps) {
  return [
    page({
      path: '/s/:token',
      access: 'anyone',
      params: Type.Object({ token: Id }, closed),
      async show({ params, text, language }) {
        const open = await deps.portfolio.openBadge(params.token)
        if (!('award' in open)) return importPageOf(open, { text, language }, deps)
        const shown = await deps.outlets.showShare(open)
        return badgePageOf(open, shown, { text, language }, deps)
      },
    }),
  ]
}

interface In {
  readonly text: Text
  readonly language: Language
}

/** The page of a badge that is open: by a share of its own, or on a portfolio page, to which it leads back. */
export function badgePageOf(
  open: OpenShare,
  shown: ShownShare,
  { text, language }: In,
  { portfolio, identifiers }: Pick<BadgePageDeps, 'portfolio' | 'identifiers'>,
  back?: string,
): ShownPage {
  const { share, address } = open
  const { version, statement, recipient, state, results, reached } = shown
  const { content } = version
  return {
    title: content.name,
    robots: back === undefined && portfolio.isSearchable(open) ? 'index' : 'noindex',
    head: headOf(open, shown, { text, language }, identifiers, back !== undefined),
    body: (
      <SharedPage
        view={{ ...content, image: `/images/${content.picture.pngId}` }}
        {...(reached === undefined ? {} : { reached })}
        results={results}
        address={new URL(address).pathname}
        shareUrl={address}
        qr={qrPicture(address)}
        endsAt={share.endsAt}
        recipient={recipient}
        {...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor })}
        organization={giverOf(shown)}
        date={shown.awardedAt}
        state={state}
        trial={identifiers.trial}
        whole={portfolio.isWhole(open)}
        statement={statement}
        {...(back === undefined ? {} : { back })}
      />
    ),
  }
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
  { share, address: url }: OpenShare,
  { version, organization, recipient, awardedAt }: ShownShare,
  { text, language }: In,
  identifiers: Identifiers,
  isOnPage: boolean,
) {
  const { name } = version.content
  const said = { organization: organization.name, date: formatDate(language, awardedAt) }
  const alt = text('common.badgeArt', { name })
  const isPublic = audienceOf(share) === 'public' && !isOnPage
  return (
    <ShareHead
      title={name}
      description={
        recipient === ''
          ? text('badgePage.told', said)
          : text('badgePage.toldNamed', { ...said, name: recipient })
      }
      url={url}
      {...(isOnPage ? {} : { picture: { url: `${url}/preview.png`, alt, ...previewSize } })}
      service={text('common.service')}
      locale={{ en: 'en_US', es: 'es_LA' }[language]}
      {...(isPublic ? { oembed: oembedAddress(identifiers.base, url) } : {})}
    />
  )
}

/** What can be done with a badge that somebody holds. @param shares as in {@link takeAlong} */
export function takeAlongOf(
  { award, relation }: Pick<OwnHeld, 'award' | 'relation'>,
  organizationName: string,
  shares: readonly Share[],
  identifiers: Identifiers,
): Pick<TakeAlongProps, 'link'> {
  const name = award.achievementName
  const { validUntil } = award.statement
  const facts = {
    name,
    organizationName,
    awardedAt: awardedAt(award),
    ...(validUntil === undefined ? {} : { validUntil }),
    credentialId: award.credentialId,
  }
  // A profile there is somebody's own: a guardian has another.
  const linkedIn = relation === 'self' ? facts : undefined
  return takeAlong({ name, giver: organizationName, linkedIn }, shares, identifiers)
}
