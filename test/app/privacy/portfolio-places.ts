import { timestamp } from '../../../src/world.ts'
import { onePixelPng } from '../../support/tiny-png.ts'
import { day, type Stage } from '../stage.ts'
import type { LearnerName, Planted } from './learners.ts'
import { mark } from './marks.ts'
import type { People } from './people.ts'
import type { Places } from './places.ts'

/** A page that somebody composed, and the address of a share of it. */
export interface PlantedPage {
  readonly token: string
  readonly places: Places
}

/** Composes a page of a badge and of everything that can be somebody's own, and shares it with everybody. */
export async function plantPage(
  name: LearnerName & keyof People,
  { award }: Planted,
  { stage, callers }: { readonly stage: Stage; readonly callers: People },
): Promise<PlantedPage> {
  const { portfolioPages, portfolio } = stage.service.services
  const caller = callers[name]
  const { id } = await portfolioPages.make(caller, {
    title: mark(name, 'pagetitle'),
    parts: [
      { kind: 'heading', text: mark(name, 'ownwords') },
      { kind: 'text', text: mark(name, 'ownwords') },
      { kind: 'link', title: mark(name, 'ownwork'), url: 'https://example.org/work' },
    ],
  })
  const [badge] = await portfolioPages.add(caller, id, [{ kind: 'badge', awardId: award.id }])
  const words = { alt: mark(name, 'ownwork'), caption: mark(name, 'ownwork') }
  const picture = await portfolioPages.addPicture(caller, id, onePixelPng(), words)
  const share = await portfolio.sharePage(caller, id, {
    endsAt: timestamp(new Date(Date.now() + 30 * day)),
    nameForm: 'first',
  })
  return {
    token: share.id,
    places: {
      pageId: id,
      partId: badge?.id ?? '',
      'p/partId': [badge?.id ?? '', picture.id],
      'pictures/partId': picture.id,
    },
  }
}
