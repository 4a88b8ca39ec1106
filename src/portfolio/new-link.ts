import type { Caller } from '../caller.ts'
import type { Learner } from '../learners/tables.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { timestamp, type World } from '../world.ts'
import type { Portfolio } from './portfolio.ts'
import { isOpenAt } from './share-door.ts'
import type { Share } from './tables.ts'

export interface NewLinkDeps {
  readonly portfolio: Pick<Portfolio, 'audiencesOf' | 'sharing'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly isAdult: (learner: Learner) => boolean
  readonly world: Pick<World, 'now'>
}

const audienceOrder = ['public', 'third-party'] as const
const month = 30 * 86_400_000

/**
 * What a form for a new link begins with, of something that can be shown as each of these: to whom it can be shown, whether
 * all of that is paused, and as whom, where that has to be asked.
 * @param faces those who may show it first
 */
export async function newLink(deps: NewLinkDeps, caller: Caller, faces: readonly Learner[]) {
  const { portfolio, organizations, isAdult, world } = deps
  const able = faces.filter((face) => portfolio.audiencesOf(face).length > 0)
  const [first] = able
  const [sharing] = first === undefined ? [] : await portfolio.sharing(caller, first.id)
  const audiences = audienceOrder.filter((audience) =>
    able.some((face) => portfolio.audiencesOf(face).includes(audience)),
  )
  const labelOf = async (face: Learner) => ({
    learnerId: face.id,
    label: `${face.name} · ${(await organizations.byId(face.organizationId)).name}`,
  })
  return {
    values: {
      endsOn: new Date(world.now().getTime() + month).toISOString().slice(0, 10),
      nameForm: first !== undefined && isAdult(first) ? 'full' : 'first',
      audience: audiences[0],
      learnerId: first?.id,
    },
    shown: {
      audiences,
      isAdult: able.some(isAdult),
      paused: sharing?.paused ?? false,
      // Where nobody may show it, those who could are named still.
      faces: await Promise.all((able.length > 0 ? able : faces).map(labelOf)),
      asksFace: faces.length > 1,
    },
  }
}

/** A link in the list of those to one thing. */
export function listedLink(share: Share, url: string, now: Date) {
  return {
    token: share.id,
    url,
    ...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor }),
    endsAt: share.endsAt,
    open: isOpenAt(share, timestamp(now)),
    views: share.views,
  }
}
