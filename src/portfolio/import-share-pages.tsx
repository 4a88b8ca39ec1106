import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { startWith } from '../../templates/draft.ts'
import { ImportedPage } from '../../templates/portfolio/imported.tsx'
import { giverOutside, isKnown } from '../text/givers.ts'
import type { Text } from '../text/text.ts'
import { formPage } from '../web/page.ts'
import { timestamp } from '../world.ts'
import { giverIn, verdictToday } from './imported-today.ts'
import type { Imports } from './imports.ts'
import type { LinkedInFacts } from './linked-in.ts'
import { nameOf } from './name-of.ts'
import { listedLink, newLink, type NewLinkDeps } from './new-link.ts'
import { oneSharePages, type OneSharePageDeps } from './one-share-pages.tsx'
import { isOpenAt } from './share-door.ts'
import { choicesIn, FacedShareForm } from './share-form.ts'
import type { ImportedCredential } from './tables.ts'
import { takeAlong } from './take-along-pages.tsx'

export interface ImportSharePageDeps extends OneSharePageDeps, Pick<NewLinkDeps, 'organizations'> {
  readonly imports: Pick<Imports, 'read'>
}

const oneParams = Type.Object({ importId: Id }, closed)

/** One badge from elsewhere, with its links: as whoever brought it in sees it. */
export function importSharePages(deps: ImportSharePageDeps) {
  const { imports, portfolio, identifiers, world } = deps
  const now = () => timestamp(world.now())
  const pathOf = (importId: string) => `/backpack/imported/${importId}`

  return [
    formPage({
      path: '/backpack/imported/:importId',
      access: 'signed-in',
      params: oneParams,
      form: FacedShareForm,
      async show({ caller, params: { importId }, text }, draft) {
        const one = await imports.read(caller, importId)
        const faces = await portfolio.facesOfImport(caller)
        const { values, shown } = await newLink(deps, caller, faces)
        const shares = await portfolio.sharesOfImport(caller, importId)
        const [asked] = faces
        const forAll =
          shown.paused || !shown.audiences.includes('public')
            ? []
            : shares.filter((share) => isOpenAt(share, now()))
        const name = nameOf(one) ?? text('verify.report.unnamedBadge')
        return {
          title: name,
          body: (
            <ImportedPage
              draft={startWith(draft, values)}
              {...shown}
              {...(asked === undefined ? {} : { consents: `/consents/${asked.id}` })}
              shares={shares.map((share) =>
                listedLink(share, identifiers.shareUrl(share.id), world.now()),
              )}
              {...takeAlong(takenAlong(one, text, world.now()), forAll, identifiers)}
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
    ...oneSharePages(deps, 'importId'),
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
