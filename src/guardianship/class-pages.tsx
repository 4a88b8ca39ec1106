import Type from 'typebox'
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

  const showConsents = async (
    caller: Caller,
    { organizationId, groupId }: { organizationId: string; groupId: string },
    draft: Draft,
  ) => {
    await organizations.requireRight(caller, organizationId, 'learner.change')
    const { name } = await groups.read(caller, organizationId, groupId)
    return { name, rows: await rowsOf(caller, organizationId, groupId), draft }
  }

  return [
    formPage({
      path: '/console/:organizationId/groups/:groupId/consents',
      access: 'signed-in',
      params,
      form: ClassForm,
      async show({ caller, params: at, text }, draft) {
        const started = startWith(draft, { method: 'paper-seen' })
        const { name, rows } = await showConsents(caller, at, draft)
        return {
          title: text('classConsents.title', { group: name }),
          body: (
            <ClassConsentsPage
              draft={started}
              group={{ name, href: pathOf(at.organizationId, at.groupId, '') }}
              learners={rows}
              ticked={new Set(valuesOf(started, 'ticks'))}
            />
          ),
        }
      },
      async act({ caller, params: at, text, language }, { method: how, ticks = [], mark }) {
        const { organizationId, groupId } = at
        if (mark !== undefined) {
          const { name, rows } = await showConsents(caller, at, { values: {}, problems: [] })
          return {
            title: text('classConsents.title', { group: name }),
            body: (
              <ClassConsentsPage
                draft={{ values: { method: how }, problems: [] }}
                group={{ name, href: pathOf(organizationId, groupId, '') }}
                learners={rows}
                ticked={marked(ticks, mark, rows)}
              />
            ),
          }
        }
        if (ticks.length === 0) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/ticks', rule: 'required' }],
          })
        }
        await classes.consents.record(caller, organizationId, groupId, {
          method: how,
          language,
          learners: ticks.map(saidBy),
        })
        return { redirect: pathOf(organizationId, groupId, '/consents') }
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
  learners: readonly { readonly id: string }[],
): ReadonlySet<string> {
  if (mark === 'none') return new Set()
  return new Set([...ticks, ...learners.map(({ id }) => `${id} ${mark}`)])
}
