import Type, { type Static } from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import {
  consentPurposes,
  RecordConsentsBody,
  type ConsentPurpose,
} from '../../schemas/requests/guardianship.ts'
import { startWith, valuesOf, type Draft } from '../../templates/draft.ts'
import { ClassConsentsPage } from '../../templates/guardianship/class-consents.tsx'
import { SlipsPage } from '../../templates/guardianship/slips.tsx'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Text } from '../text/text.ts'
import { timestamp } from '../world.ts'
import { formPage } from '../web/page.ts'
import { presentToStaff } from './present.ts'
import type { GuardianshipPageDeps } from './staff-pages.tsx'

const params = Type.Object({ organizationId: Id, groupId: Id }, closed)
const { method } = RecordConsentsBody.properties
/** One tick: whose, and for what. */
const Tick = Type.String({ pattern: `^[A-Za-z0-9_-]{16,64} (${consentPurposes.join('|')})$` })
const ClassForm = Type.Object(
  {
    method,
    ticks: Type.Optional(Type.Array(Tick, { maxItems: 2500 })),
    /** Ticks a whole column, or nothing, and shows the page again. */
    mark: Type.Optional(Type.Enum([...consentPurposes, 'none'])),
  },
  closed,
)

interface ClassInput {
  readonly caller: Caller
  readonly params: Static<typeof params>
  readonly text: Text
}

/** The console's pages for a whole class: its papers, and the slips that it takes home. */
export function classPages(deps: GuardianshipPageDeps) {
  const { guardianship, organizations, mayShow, world } = deps
  const { classes, policies } = guardianship
  const groups: Learners['groups'] = deps.learners.groups
  const pathOf = (organizationId: string, groupId: string, end: string) =>
    `/console/${organizationId}/groups/${groupId}${end}`

  const rowsOf = async (caller: Caller, organizationId: string, groupId: string) => {
    const policy = await policies.of(organizationId)
    const viewer = { kind: 'staff', organizationId } as const
    const members = await classes.consents.members(caller, organizationId, groupId)
    const today = timestamp(world.now()).slice(0, 10)
    return members.map((learner) => ({
      id: learner.id,
      name: mayShow(viewer, 'recipient-name', learner) ? learner.name : '',
      given: presentToStaff(learner, { policy, mayShow, today })
        .filter(({ state }) => state === 'given')
        .map(({ purpose }) => purpose),
    }))
  }

  /** The table of a class: `ticksOf` says what is ticked, of those who are in it. */
  const consentsPage = async (
    { caller, params: { organizationId, groupId }, text }: ClassInput,
    draft: Draft,
    ticksOf: (ids: readonly string[]) => readonly string[],
  ) => {
    await organizations.requireRight(caller, organizationId, 'learner.change')
    const { name } = await groups.read(caller, organizationId, groupId)
    const rows = await rowsOf(caller, organizationId, groupId)
    return {
      title: text('classConsents.title', { group: name }),
      body: (
        <ClassConsentsPage
          draft={draft}
          group={{ name, href: pathOf(organizationId, groupId, '') }}
          learners={rows}
          ticked={new Set(ticksOf(rows.map(({ id }) => id)))}
        />
      ),
    }
  }

  return [
    formPage({
      path: '/console/:organizationId/groups/:groupId/consents',
      access: 'signed-in',
      params,
      form: ClassForm,
      async show(input, draft) {
        const started = startWith(draft, { method: 'paper-seen' })
        return consentsPage(input, started, () => valuesOf(started, 'ticks'))
      },
      async act(input, { method: how, ticks = [], mark }) {
        const { caller, language, params: at } = input
        if (mark !== undefined) {
          const draft = { values: { method: how }, problems: [] }
          return consentsPage(input, draft, (ids) => marked(ticks, mark, ids))
        }
        if (ticks.length === 0) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/ticks', rule: 'required' }],
          })
        }
        await classes.consents.record(caller, at.organizationId, at.groupId, {
          method: how,
          language,
          learners: ticks.map(saidBy),
        })
        return { redirect: pathOf(at.organizationId, at.groupId, '/consents') }
      },
    }),
    formPage({
      path: '/console/:organizationId/groups/:groupId/guardian-slips',
      access: 'signed-in',
      params,
      form: Type.Object({}, closed),
      async show({ caller, params: { organizationId, groupId }, text }, draft) {
        const counts = await classes.slips.read(caller, organizationId, groupId)
        const { name } = await groups.read(caller, organizationId, groupId)
        return {
          title: text('slips.title', { group: name }),
          body: (
            <SlipsPage
              draft={draft}
              group={{ name, href: pathOf(organizationId, groupId, '') }}
              counts={counts}
              sheet={`/api/v1/organizations/${organizationId}/groups/${groupId}/guardian-slips`}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, groupId } }) {
        await classes.slips.make(caller, organizationId, groupId)
        return { redirect: pathOf(organizationId, groupId, '/guardian-slips') }
      },
    }),
  ]
}

function saidBy(tick: string): { learnerId: string; purposes: ConsentPurpose[] } {
  const [learnerId = '', said] = tick.split(' ')
  return { learnerId, purposes: consentPurposes.filter((purpose) => purpose === said) }
}

/** What is ticked once a whole column was, or nothing. */
function marked(
  ticks: readonly string[],
  mark: ConsentPurpose | 'none',
  ids: readonly string[],
): readonly string[] {
  return mark === 'none' ? [] : [...ticks, ...ids.map((id) => `${id} ${mark}`)]
}
