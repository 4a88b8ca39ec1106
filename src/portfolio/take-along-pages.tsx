import { embedCode, embedSize, signatureCode } from '../../templates/portfolio/share-code.tsx'
import type { TakeAlongProps } from '../../templates/portfolio/take-along.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import { signatureSize } from '../print/badge-pictures.ts'
import { addToLinkedIn, type LinkedInFacts } from './linked-in.ts'
import { audienceOf } from './share-choices.ts'
import type { Share } from './tables.ts'

interface TakenAlong {
  readonly name: string
  /** Who gave it. */
  readonly giver: string
  /** What LinkedIn's form is filled in with; absent where it is not theirs to fill in. */
  readonly linkedIn: Omit<LinkedInFacts, 'address'> | undefined
}

/**
 * What stands in public places leads to the newest link for everybody, so it ends with it.
 * @param shares those that are open and not paused, the newest first
 */
export function takeAlong(
  { name, giver, linkedIn }: TakenAlong,
  shares: readonly Share[],
  identifiers: Pick<Identifiers, 'shareUrl'>,
): Pick<TakeAlongProps, 'link'> {
  const share = shares.find((one) => audienceOf(one) === 'public')
  if (share === undefined) return {}
  const address = identifiers.shareUrl(share.id)
  return {
    link: {
      token: share.id,
      endsAt: share.endsAt,
      embedCode: embedCode({ address: `${address}/embed`, title: name, ...embedSize() }),
      signatureCode: signatureCode({
        address,
        picture: `${address}/signature.png`,
        alt: `${name} · ${giver}`,
        width: signatureSize.width / 2,
        height: signatureSize.height / 2,
      }),
      signaturePicture: `/s/${share.id}/signature.png`,
      ...(linkedIn === undefined ? {} : { linkedIn: addToLinkedIn({ ...linkedIn, address }) }),
    },
  }
}
