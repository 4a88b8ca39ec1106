import Type from 'typebox'
import { ReasonBody } from '../../schemas/requests/awards.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { startWith, valueOf } from '../../templates/draft.ts'
import { AwardPage } from '../../templates/issuing/award.tsx'
import { AwardShowPage } from '../../templates/issuing/show.tsx'
import type { Achievements } from '../achievements/achievements.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { Datum, MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { action, formPage } from '../web/page.ts'
import { publishedBadges } from '../achievements/published.ts'
import { createChooseLearner } from '../learners/choose-learner.ts'
import { timestamp, type World } from '../world.ts'
import { AwardForm, awardFormProblems, learnerIn } from './form.ts'
import type { Issuing } from './issuing.ts'
import { correctionsOf, isClaimed } from './present.ts'
import { mayMendAddress } from './address-pages.tsx'
import { shownState } from './shown-state.ts'
import { shownStatement } from './shown-statement.ts'
import { statementOf } from './statement.ts'
import type { Award } from './tables.ts'

export interface AwardPageDeps {
  readonly issuing: Issuing
  readonly achievements: Achievements
  readonly learners: Learners
  readonly organizations: Organizations
  readonly mayShow: MayShow
  readonly world: World
  readonly trial: boolean
  /** There is no mail server: mails lie in a folder. */
  readonly mailsAreFiles: boolean
}

const params = Type.Object({ organizationId: Id }, closed)

function isHeldBack({ delivery, deliveryDueAt }: Award, now: string): boolean {
  return delivery === 'due' && deliveryDueAt > now
}

const oneParams = Type.Object({ organizationId: Id, awardId: Id }, closed)

export function awardPages(deps: AwardPageDeps) {
  const { issuing, achievements, learners, organizations } = deps
  const { requireRight } = organizations
  const base = (organizationId: string) => `/console/${organizationId}`
  const chooseLearner = createChooseLearner(learners, deps.mayShow)

  const maySee = ({ organizationId }: Award, learner: Learner | undefined, datum: Datum) =>
    learner !== undefined && deps.mayShow({ kind: 'staff', organizationId }, datum, learner)
  /** What staff of the awarding organization call a learner. */
  const nameFor = (award: Award, learner: Learner | undefined) =>
    learner !== undefined && maySee(award, learner, 'recipient-name') ? learner.name : ''

  return [
    formPage({
      path: '/console/:organizationId/awards/new',
      access: 'signed-in',
      params,
      query: Type.Object({ achievement: Type.Optional(Id), learner: Type.Optional(Id) }),
      form: AwardForm,
      again: 'find',
      also: (typed) => awardFormProblems(typed, timestamp(deps.world.now()).slice(0, 10)),
      async show({ caller, params: { organizationId }, query, text, language }, draft) {
        await requireRight(caller, organizationId, 'award.make')
        const badges = await publishedBadges(achievements, caller, organizationId)
        if (query.learner !== undefined) {
          await learners.ofOrganization(organizationId, query.learner)
        }
        const awardable = badges.map(({ id, content }) => ({
          id,
          name: content.name,
          image: `/images/${content.picture.pngId}`,
        }))
        const askedBadge = query.achievement ?? valueOf(draft, 'achievementId')
        const chosen = badges.length === 1 ? badges[0] : badges.find(({ id }) => id === askedBadge)
        const badge = awardable.find(({ id }) => id === chosen?.id)
        const started = startWith(draft, {
          achievementId: chosen?.id,
          learnerId: query.learner,
          learner: { language, ageBand: 'unknown' },
        })
        const people = await chooseLearner(caller, organizationId, {
          typed: valueOf(started, 'search'),
          chosenId: valueOf(started, 'learnerId'),
          language,
        })
        return {
          title: text('issuing.award.title'),
          ...(people.all === undefined ? { scripts: ['/scripts/find-learner.js'] } : {}),
          body: (
            <AwardPage
              draft={started}
              {...(badge === undefined ? {} : { chosen: badge })}
              achievements={awardable}
              people={people}
              levels={
                chosen?.content.rubric?.levels.map(({ name, points }) =>
                  points === undefined
                    ? name
                    : `${name} (${text('achievements.show.points', { points })})`,
                ) ?? []
              }
            />
          ),
        }
      },
      async act({ caller, params: { organizationId } }, form) {
        const {
          achievementId,
          learnerId: _id,
          learner: _learner,
          search: _search,
          ...statement
        } = form
        const award = await issuing.award(caller, organizationId, {
          achievementId,
          learner: learnerIn(form),
          statement: statementOf(statement),
        })
        return { redirect: `${base(organizationId)}/awards/${award.id}` }
      },
    }),
    formPage({
      path: '/console/:organizationId/awards/:awardId',
      access: 'signed-in',
      params: oneParams,
      form: ReasonBody,
      async show({ caller, params: { organizationId, awardId } }, draft) {
        const role = await requireRight(caller, organizationId, 'award.read')
        const award = await issuing.read(caller, organizationId, awardId)
        const learner = await learners.byId(award.learnerId)
        const version = await achievements.version(award.achievementId, award.achievementVersion)
        const mayAward = roleHolds(role, 'award.make')
        const claimCode = mayAward
          ? await issuing.claimCode(caller, organizationId, awardId)
          : undefined
        return {
          title: award.achievementName,
          body: (
            <AwardShowPage
              mailsAreFiles={deps.mailsAreFiles}
              draft={draft}
              base={`${base(organizationId)}/awards/${awardId}`}
              achievementName={award.achievementName}
              recipient={nameFor(award, learner)}
              image={`/images/${version.content.picture.pngId}`}
              createdAt={award.createdAt}
              state={shownState(award, timestamp(deps.world.now()))}
              {...(award.stateReason === undefined ? {} : { stateReason: award.stateReason })}
              {...(award.erasedAt === undefined ? {} : { erasedAt: award.erasedAt })}
              delivery={award.delivery}
              {...(isHeldBack(award, timestamp(deps.world.now()))
                ? { heldUntil: award.deliveryDueAt }
                : {})}
              claimed={isClaimed(award, learner)}
              statement={shownStatement(award, version.content, (datum) =>
                maySee(award, learner, datum),
              )}
              {...(claimCode === undefined ? {} : { claimCode })}
              {...(award.state === 'waiting'
                ? {
                    guardianship: `${base(organizationId)}/learners/${award.learnerId}/guardianship`,
                  }
                : {})}
              corrections={correctionsOf(award)}
              may={{
                award: mayAward,
                revoke: roleHolds(role, 'award.revoke') && award.erasedAt === undefined,
                mail:
                  mayAward &&
                  learner !== undefined &&
                  (await issuing.addresseeOf(learner)) !== undefined,
                mend: mayAward && mayMendAddress(award, learner),
              }}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, awardId } }, { reason }) {
        await issuing.state.revoke(caller, organizationId, awardId, reason)
        return { redirect: `${base(organizationId)}/awards/${awardId}` }
      },
    }),
    action({
      path: '/console/:organizationId/awards/:awardId/mails',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, awardId } }) {
        await issuing.mailAgain(caller, organizationId, awardId)
        return { redirect: `${base(organizationId)}/awards/${awardId}` }
      },
    }),
  ]
}
