import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { startWith } from '../../templates/draft.ts'
import { ImportedPage } from '../../templates/portfolio/imported.tsx'
import { SharePage } from '../../templates/portfolio/share.tsx'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { giverOutside, isKnown } from '../text/givers.ts'
import type { Text } from '../text/text.ts'
import { action, formPage } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { giverIn, verdictToday } from './imported-today.ts'
import type { Imports } from './imports.ts'
import type { LinkedInFacts } from './linked-in.ts'
import { nameOf } from './name-of.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf } from './share-choices.ts'
import { isOpenAt } from './share-door.ts'
import { choicesIn, ShareForm } from './share-pages.tsx'
import type { ImportedCredential, Share } from './tables.ts'
import { takeAlong } from './take-along-pages.tsx'

export interface ImportSharePageDeps {
  readonly imports: Pick<Imports, 'read'>
  readonly portfolio: Portfolio
  readonly organizations: Pick<Organizations, 'byId'>
  readonly identifiers: Identifiers
  readonly isAdult: (learner: Learner) => boolean
  readonly world: World
}

const oneParams = Type.Object({ importId: Id }, closed)
const shareParams = Type.Object({ importId: Id, token: Id }, closed)
const NewLinkForm = Type.Object({ ...ShareForm.properties, learnerId: Type.Optional(Id) }, closed)
const audienceOrder = ['public', 'third-party'] as const

/** One badge from elsewhere, with its links: as whoever brought it in sees it. */
export function importSharePages(deps: ImportSharePageDeps) {
  const { imports, portfolio, organizations, identifiers, isAdult, world } = deps
  const now = () => timestamp(world.now())
  const pathOf = (importId: string) => `/backpack/imported/${importId}`

  const listed = (share: Share) => ({
    token: share.id,
    url: identifiers.shareUrl(share.id),
    ...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor }),
    endsAt: share.endsAt,
    open: isOpenAt(share, now()),
    views: share.views,
  })
  const labelOf = async (face: Learner) => ({
    learnerId: face.id,
    label: `${face.name} · ${(await organizations.byId(face.organizationId)).name}`,
  })

  /** As whom it can be shown, to whom, and whether all of that is paused. */
  const facesFor = async (caller: Caller) => {
    const faces = await portfolio.facesOfImport(caller)
    const able = faces.filter((face) => portfolio.audiencesOf(face).length > 0)
    const [first] = able
    const [sharing] = first === undefined ? [] : await portfolio.sharing(caller, first.id)
    const audiences = audienceOrder.filter((audience) =>
      able.some((face) => portfolio.audiencesOf(face).includes(audience)),
    )
    return { faces, able, first, audiences, paused: sharing?.paused ?? false }
  }

  return [
    formPage({
      path: '/backpack/imported/:importId',
      access: 'signed-in',
      params: oneParams,
      form: NewLinkForm,
      async show({ caller, params: { importId }, text }, draft) {
        const one = await imports.read(caller, importId)
        const { faces, able, first, audiences, paused } = await facesFor(caller)
        const shares = await portfolio.sharesOfImport(caller, importId)
        const inAMonth = new Date(world.now().getTime() + 30 * 86_400_000)
        const [asked] = faces
        const shown =
          paused || !audiences.includes('public')
            ? []
            : shares.filter((share) => isOpenAt(share, now()))
        const name = nameOf(one) ?? text('verify.report.unnamedBadge')
        return {
          title: name,
          body: (
            <ImportedPage
              draft={startWith(draft, {
                endsOn: inAMonth.toISOString().slice(0, 10),
                nameForm: first !== undefined && isAdult(first) ? 'full' : 'first',
                audience: audiences[0],
                learnerId: first?.id,
              })}
              audiences={audiences}
              isAdult={able.some(isAdult)}
              paused={paused}
              faces={await Promise.all(able.map(labelOf))}
              asksFace={faces.length > 1}
              {...(asked === undefined ? {} : { consents: `/consents/${asked.id}` })}
              shares={shares.map(listed)}
              {...takeAlong(takenAlong(one, text, world.now()), shown, identifiers)}
              base={pathOf(importId)}
              name={name}
              image={`/images/${one.pictureIds[0] ?? ''}`}
              report={{ ...one.report, verdict: verdictToday(one.report, world.now()) }}
              giver={giverIn(one.report)}
              recipient={one.recipient}
              competencies={one.competencies}
              importedAt={one.importedAt}
              {...(one.address === undefined ? {} : { address: one.address })}
            />
          ),
        }
      },
      async act({ caller, params: { importId } }, { learnerId, ...form }) {
        const face = learnerId === undefined ? {} : { learnerId }
        await portfolio.shareImport(caller, importId, { ...choicesIn(form), ...face })
        return { redirect: `${pathOf(importId)}#shares` }
      },
    }),
    formPage({
      path: '/backpack/imported/:importId/shares/:token',
      access: 'signed-in',
      params: shareParams,
      form: ShareForm,
      async show({ caller, params: { token }, text }, draft) {
        const { share, imported, learner, views } = await portfolio.readShare(caller, token)
        if (imported === undefined) throw new WaymarkError('not-found')
        const [sharing] = await portfolio.sharing(caller, learner.id)
        const { nameForm, preparedFor, nickname, searchable } = share
        const values = { preparedFor, nameForm, nickname, searchable, audience: audienceOf(share) }
        const isOwner = imported.accountId === caller.accountId
        const badge = nameOf(imported) ?? text('verify.report.unnamedBadge')
        return {
          title: text('sharing.link.title', { badge }),
          body: (
            <SharePage
              draft={startWith(draft, { ...values, endsOn: share.endsAt.slice(0, 10) })}
              audiences={portfolio.audiencesOf(learner)}
              isAdult={isAdult(learner)}
              badge={badge}
              base={pathOf(imported.id)}
              back={isOwner ? pathOf(imported.id) : `/sharing/${learner.id}`}
              {...(isOwner ? {} : { backLabel: text('guardianship.child.sharing') })}
              token={token}
              url={identifiers.shareUrl(token)}
              endsAt={share.endsAt}
              closed={!isOpenAt(share, now())}
              paused={sharing?.paused ?? false}
              views={views}
            />
          ),
        }
      },
      async act({ caller, params: { importId, token } }, form) {
        await portfolio.changeShare(caller, token, choicesIn(form))
        return { redirect: `${pathOf(importId)}/shares/${token}` }
      },
    }),
    action({
      path: '/backpack/imported/:importId/shares/:token/closing',
      access: 'signed-in',
      params: shareParams,
      async act({ caller, params: { importId, token } }) {
        const { imported, learner } = await portfolio.readShare(caller, token)
        await portfolio.close(caller, token)
        const isOwner = imported?.accountId === caller.accountId
        return { redirect: isOwner ? `${pathOf(importId)}#shares` : `/sharing/${learner.id}` }
      },
    }),
  ]
}

function takenAlong(one: ImportedCredential, text: Text, now: Date) {
  const name = nameOf(one) ?? text('verify.report.unnamedBadge')
  const giver = giverOutside(giverIn(one.report), text)
  return { name, giver, linkedIn: linkedInOf(one, name, now) }
}

/** A certification stands in somebody's profile as theirs: of what is good today, has a day and a giver who is known, and names nobody else. */
function linkedInOf(
  { report, recipient }: ImportedCredential,
  name: string,
  now: Date,
): Omit<LinkedInFacts, 'address'> | undefined {
  const { issuer, awardedDate, validFrom, validUntil, id } = report.credential
  const awardedAt = awardedDate ?? validFrom
  const isTheirs = recipient !== 'another' && verdictToday(report, now) === 'valid'
  if (
    !isTheirs ||
    !isKnown(giverIn(report)) ||
    issuer?.name === undefined ||
    awardedAt === undefined
  )
    return undefined
  return {
    name,
    organizationName: issuer.name,
    awardedAt,
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(id === undefined ? {} : { credentialId: id }),
  }
}
