import { oembedAddress } from '../../templates/portfolio/share-code.tsx'
import { ShareHead } from '../../templates/portfolio/share-head.tsx'
import { SharedImportPage } from '../../templates/portfolio/shared-import.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import { qrPicture } from '../images/qr-code.ts'
import { previewSize } from '../print/badge-pictures.ts'
import type { Language } from '../text/languages.ts'
import { giverTold } from '../text/givers.ts'
import type { Text } from '../text/text.ts'
import type { ShownPage } from '../web/shown.ts'
import { writtenAs } from './import-files.ts'
import type { OpenImport } from './open-import.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf } from './share-choices.ts'
import type { ShowImport, ShownImport } from './shown-import.ts'

interface In {
  readonly text: Text
  readonly language: Language
}

interface Deps {
  readonly portfolio: Pick<Portfolio, 'textOfImport' | 'isSearchable'>
  readonly outlets: { readonly showImport: ShowImport }
  readonly identifiers: Identifiers
}

/** The page of a badge from elsewhere that is open by a share of its own. */
export async function importPageOf(
  open: OpenImport,
  { text, language }: In,
  { portfolio, outlets, identifiers }: Deps,
): Promise<ShownPage> {
  const { share, address } = open
  const { whole, ...shown } = outlets.showImport(open)
  const { name = text('verify.report.unnamedBadge') } = shown
  const written = whole ? writtenAs(await portfolio.textOfImport(open)) : undefined
  const path = new URL(address).pathname
  return {
    title: name,
    robots: portfolio.isSearchable(open) ? 'index' : 'noindex',
    head: headOf(open, { ...shown, name, whole }, { text, language }, identifiers),
    body: (
      <SharedImportPage
        {...shown}
        name={name}
        image={`${path}/picture`}
        address={path}
        shareUrl={address}
        qr={qrPicture(address)}
        endsAt={share.endsAt}
        {...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor })}
        trial={identifiers.trial}
        {...(written === undefined ? {} : { written })}
      />
    ),
  }
}

/** What is told of the page elsewhere: no more than the page itself shows. */
function headOf(
  { share, address: url }: OpenImport,
  shown: ShownImport & { readonly name: string },
  { text, language }: In,
  identifiers: Identifiers,
) {
  const { name } = shown
  const alt = text('common.badgeArt', { name })
  return (
    <ShareHead
      title={name}
      description={descriptionOf(shown, text)}
      url={url}
      picture={{ url: `${url}/preview.png`, alt, ...previewSize }}
      service={text('common.service')}
      locale={{ en: 'en_US', es: 'es_LA' }[language]}
      {...(audienceOf(share) === 'public' ? { oembed: oembedAddress(identifiers.base, url) } : {})}
    />
  )
}

/** From whom it is, where that is shown; and that it can be checked, where it can. */
function descriptionOf(shown: ShownImport, text: Text): string {
  const { shownAs: name, proven, whole } = shown
  if (!proven) {
    return name === ''
      ? text('importedGiver.toldUnproven')
      : text('importedGiver.toldUnprovenNamed', { name })
  }
  const issuer = giverTold(shown, text)
  if (name !== '') return text('importedShare.toldNamed', { issuer, name })
  return whole ? text('importedShare.told', { issuer }) : text('importedGiver.toldPart', { issuer })
}
