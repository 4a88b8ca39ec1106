import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { startWith } from '../../templates/draft.ts'
import { ClaimLinkPage } from '../../templates/issuing/claim.tsx'
import { HeldPage } from '../../templates/portfolio/held.tsx'
import { NeutralPage } from '../../templates/portfolio/shared.tsx'
import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Audit } from '../audit/audit.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { awardedAt } from '../issuing/awarded-at.ts'
import { shownState } from '../issuing/shown-state.ts'
import { shownStatement } from '../issuing/shown-statement.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learner } from '../learners/tables.ts'
import type { Datum, MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { formPage, page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { takeAlongOf } from './badge-pages.tsx'
import { isOpenAt } from './share-door.ts'
import type { Portfolio } from './portfolio.ts'
import { listedLink } from './new-link.ts'
import { choicesIn, ShareForm } from './share-form.ts'
import type { Share } from './tables.ts'

export interface PortfolioPageDeps {
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly achievements: Achievements
  readonly organizations: Organizations
  readonly people: People
  readonly identifiers: Identifiers
  readonly mayShow: MayShow
  readonly isAdult: (learner: Learner) => boolean
  readonly audit: Audit
  readonly world: World
}

const token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 100 }) }, closed)
const HeldForm = Type.Object(
  { ...ShareForm.properties, openBadges2: Type.Optional(Type.Boolean()) },
  closed,
)
const oneParams = Type.Object({ awardId: Id }, closed)
const signInFor = (claimToken: string) => `/sign-in?next=/claim/${claimToken}`

export function portfolioPages(deps: PortfolioPageDeps) {
  const { portfolio, issuing, achievements, organizations, identifiers, world } = deps

  const versionOf = (award: Award) =>
    achievements.version(award.achievementId, award.achievementVersion)
  const organizationOf = async (award: Award) => {
    const { name } = await organizations.byId(award.organizationId)
    return { name, href: `/organizations/${award.organizationId}` }
  }

  return [
    formPage({
      path: '/claim/:token',
      access: 'anyone',
      params: token,
      form: Type.Object({}, closed),
      async show({ params, caller, text }, draft) {
        const { award, way } = await issuing.claims.readLink(params.token, caller?.accountId)
        const { content } = await versionOf(award)
        const { name } = await organizationOf(award)
        const account = caller && (await deps.people.byId(caller.accountId))
        return {
          title: text('claim.link.title', { achievement: content.name }),
          body: (
            <ClaimLinkPage
              draft={draft}
              achievementName={content.name}
              organizationName={name}
              image={`/images/${content.picture.pngId}`}
              claimed={award.claimedAt !== undefined}
              way={way}
              signIn={signInFor(params.token)}
              {...(account === undefined ? {} : { account: account.name || account.email })}
            />
          ),
        }
      },
      async act({ params, caller, session }) {
        const taken = await issuing.claims.claimLink(params.token, caller?.accountId)
        // Whoever is signed in, but with another address, is brought back by the sign-in page and told so.
        if (taken === 'sign-in-first') return { redirect: signInFor(params.token) }
        if (caller === undefined) {
          await session.signIn(taken.accountId)
          await deps.audit.record({
            owner: 'service',
            actor: taken.accountId,
            act: 'account.signed-in',
            object: taken.accountId,
          })
        }
        return { redirect: '/backpack' }
      },
    }),
    formPage({
      path: '/backpack/:awardId',
      access: 'signed-in',
      params: oneParams,
      form: HeldForm,
      async show({ caller, params: { awardId } }, draft) {
        const { award, learner, relation } = await portfolio.read(caller, awardId)
        const { content } = await versionOf(award)
        const now = timestamp(world.now())
        const inAMonth = new Date(world.now().getTime() + 30 * 86_400_000)
          .toISOString()
          .slice(0, 10)
        const shares = await portfolio.sharesOf(caller, awardId)
        const [sharing] = await portfolio.sharing(caller, learner.id)
        const audiences = portfolio.audiencesOf(learner)
        const adult = deps.isAdult(learner)
        const may = (datum: Datum) => deps.mayShow({ kind: relation }, datum, learner)
        const paused = sharing?.paused ?? false
        const organization = await organizationOf(award)
        const shown =
          paused || !audiences.includes('public')
            ? []
            : shares.filter((share) => isOpenAt(share, now))
        return {
          title: award.achievementName,
          body: (
            <HeldPage
              draft={startWith(draft, {
                endsOn: inAMonth,
                nameForm: adult ? 'full' : 'first',
                audience: audiences[0],
              })}
              audiences={audiences}
              isAdult={adult}
              paused={paused}
              {...(relation === 'self' ? { consents: `/consents/${learner.id}` } : {})}
              base={`/backpack/${awardId}`}
              name={content.name}
              description={content.description}
              criteria={content.criteria}
              organization={organization}
              image={`/images/${content.picture.pngId}`}
              date={awardedAt(award)}
              state={shownState(award, timestamp(world.now()))}
              {...(award.stateReason === undefined ? {} : { stateReason: award.stateReason })}
              statement={shownStatement(award, content, may)}
              shares={shares.map(shownShare)}
              {...takeAlongOf({ award, relation }, organization.name, shown, identifiers)}
            />
          ),
        }
      },
      async act({ caller, params: { awardId } }, { openBadges2 = false, ...form }) {
        await portfolio.share(caller, awardId, { ...choicesIn(form), openBadges2 })
        return { redirect: `/backpack/${awardId}#shares` }
      },
    }),
    page({
      path: '/credentials/:credentialId',
      access: 'anyone',
      async show({ text }) {
        return { title: text('shared.neutral.title'), body: <NeutralPage /> }
      },
    }),
  ]

  function shownShare(share: Share) {
    return {
      ...listedLink(share, identifiers.shareUrl(share.id), world.now()),
      ...(share.openBadges2 === undefined ? {} : { assertion: `/s/${share.id}/assertion` }),
    }
  }
}
