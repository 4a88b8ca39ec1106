import Type from 'typebox'
import { CardBatchBody } from '../../schemas/requests/claiming.ts'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { CardBatchesPage, CardBatchPage } from '../../templates/claiming/cards.tsx'
import { NewCardsPage } from '../../templates/claiming/new-cards.tsx'
import { startWith } from '../../templates/draft.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { nameOfBadge, publishedBadges } from '../achievements/published.ts'
import type { Caller } from '../caller.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { action, formPage, page } from '../web/page.ts'
import { inOrder } from '../learners/in-order.ts'
import { wholeList } from '../storage/whole-list.ts'
import { timestamp, type World } from '../world.ts'
import { lastDayProblems, whoProblems } from './sound-batch.ts'
import type { Claiming } from './claiming.ts'
import { presentBatch, presentCard } from './present.ts'

export interface CardPageDeps {
  readonly claiming: Claiming
  readonly achievements: Pick<Achievements, 'list'>
  readonly learners: Pick<Learners, 'list'>
  readonly requireRight: RequireRight
  readonly mayShow: MayShow
  readonly world: World
}

const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, batchId: Id }, closed)
const Whom = Type.Union([Type.Literal('learners'), Type.Literal('group'), Type.Literal('visitors')])

/** So many learners can be ticked on a page; whoever has more puts them into groups. */
const mostShown = 200

export function cardPages(deps: CardPageDeps) {
  const { claiming, learners, achievements, world } = deps
  const { batches, groups } = claiming
  const base = (organizationId: string) => `/console/${organizationId}`
  const now = () => timestamp(world.now())
  const inAYear = () =>
    new Date(world.now().getTime() + 365 * 86_400_000).toISOString().slice(0, 10)

  const learnersOf = async (caller: Caller, organizationId: string, language: string) => {
    const viewer = { kind: 'staff', organizationId } as const
    const found = await wholeList((from) => learners.list(caller, organizationId, from), mostShown)
    const seen = found.filter((row) => deps.mayShow(viewer, 'recipient-name', row))
    return inOrder(
      seen.map(({ id, name }) => ({ id, name })),
      language,
    )
  }

  const choicesFor = async (
    caller: Caller,
    organizationId: string,
    whom: 'learners' | 'group' | 'visitors',
    language: string,
  ) => {
    if (whom === 'learners') return learnersOf(caller, organizationId, language)
    if (whom === 'group') return groups.list(caller, organizationId)
    return (await publishedBadges(achievements, caller, organizationId)).map(nameOfBadge)
  }

  return [
    page({
      path: '/console/:organizationId/claim-cards',
      access: 'signed-in',
      params,
      query: Type.Object(Paging),
      async show({ caller, params: { organizationId }, query, text }) {
        const { rows, next } = await batches.list(caller, organizationId, query)
        return {
          title: text('cards.title'),
          body: (
            <CardBatchesPage
              base={base(organizationId)}
              batches={rows.map((batch) => presentBatch(batch, now()))}
              hasGroups={(await groups.list(caller, organizationId)).length > 0}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
    }),
    formPage({
      path: '/console/:organizationId/claim-cards/new',
      access: 'signed-in',
      params,
      query: Type.Object({ for: Type.Optional(Whom), group: Type.Optional(Id) }),
      form: CardBatchBody,
      also: (typed) => [
        ...(typeof typed['expiresOn'] === 'string'
          ? lastDayProblems(typed['expiresOn'], world.now(), '/expiresOn')
          : []),
        ...whoProblems(typed),
      ],
      async show({ caller, params: { organizationId }, query, text, language }, draft) {
        await deps.requireRight(caller, organizationId, 'award.make')
        const whom = query.for ?? 'learners'
        const started = startWith(draft, {
          layout: 'ten',
          language,
          expiresOn: inAYear(),
          groupId: query.group,
          count: 30,
        })
        return {
          title: text(`cards.new.${whom}Title`),
          body: (
            <NewCardsPage
              draft={started}
              base={base(organizationId)}
              whom={whom}
              choices={await choicesFor(caller, organizationId, whom, language)}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId } }, form) {
        const batch = await batches.make(caller, organizationId, form)
        return { redirect: `${base(organizationId)}/claim-cards/${batch.id}` }
      },
    }),
    page({
      path: '/console/:organizationId/claim-cards/:batchId',
      access: 'signed-in',
      params: oneParams,
      async show({ caller, params: { organizationId, batchId } }) {
        const {
          batch,
          cards,
          learners: people,
        } = await batches.read(caller, organizationId, batchId)
        const around = { mayShow: deps.mayShow, now: now() }
        return {
          title: batch.name,
          body: (
            <CardBatchPage
              base={base(organizationId)}
              sheet={`/api/v1/organizations/${organizationId}/claim-card-batches/${batchId}/sheet`}
              batch={presentBatch(batch, now())}
              cards={cards.map((card) =>
                presentCard(card, batch, people.get(card.learnerId ?? ''), around),
              )}
            />
          ),
        }
      },
    }),
    action({
      path: '/console/:organizationId/claim-cards/:batchId/withdrawal',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, batchId } }) {
        await batches.withdraw(caller, organizationId, batchId)
        return { redirect: `${base(organizationId)}/claim-cards/${batchId}` }
      },
    }),
  ]
}
