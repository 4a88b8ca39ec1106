import type { Caller } from '../../../src/caller.ts'
import { readRows } from '../../../src/issuing/batches/read-rows.ts'
import { timestamp } from '../../../src/world.ts'
import { day, hour, type Stage } from '../stage.ts'
import { mark, markedAddress, type Marks } from './marks.ts'
import type { Places } from './places.ts'

/** Secrets that open something for whoever was given them, by the parameter they fill. */
export interface OrganizationDoors {
  readonly places: Places
  readonly joiner: Places
}

/** Whoever is not a learner yet, under the names that the table knows them by. */
export function guestNames(where: 'here' | 'there') {
  return {
    row: `row${where}`,
    unnamed: `unnamed${where}`,
    listed: `listed${where}`,
    joiner: `joiner${where}`,
    visitor: `visitor${where}`,
  }
}

/**
 * What an organization has open beside its learners, with people in it whom it does not know yet: rows of a batch and of a
 * roster, somebody who asks at a poster, somebody at a kiosk.
 */
export async function plantOrganization(
  { stage, marks }: { stage: Stage; marks: Marks },
  organizationId: string,
  achievementId: string,
  where: 'here' | 'there',
): Promise<OrganizationDoors> {
  const { issuing, learners, claiming, organizations, achievements, identifiers, world } =
    stage.service.services
  const by: Caller = stage.operator
  const names = guestNames(where)
  const at = (milliseconds: number) => timestamp(new Date(world.now().getTime() + milliseconds))

  const batch = await issuing.batches.create(by, organizationId, {
    name: 'Camp week',
    achievementId,
    rows: [
      {
        cells: {
          name: `${mark(names.row, 'first')} ${mark(names.row, 'family')}`,
          email: markedAddress(names.row, 'email'),
          narrative: mark(names.row, 'narrative'),
        },
      },
    ],
  })
  const unnamed = await issuing.batches.create(by, organizationId, {
    name: 'Columns to be named',
    achievementId,
    rows: [],
    lists: readRows(
      undefined,
      [
        'Kid,Family,Write to,What happened',
        [
          mark(names.unnamed, 'first'),
          mark(names.unnamed, 'family'),
          markedAddress(names.unnamed, 'email'),
          mark(names.unnamed, 'narrative'),
        ].join(','),
      ].join('\n'),
    ),
  })
  const listed = ['Name', 'Email', 'Student ID', 'Birth date'].join(',')
  const line = [
    `${mark(names.listed, 'first')} ${mark(names.listed, 'family')}`,
    markedAddress(names.listed, 'email'),
    mark(names.listed, 'roster'),
    '2012-03-17',
  ].join(',')
  marks.plantDay(names.listed, 'birthdate', '2012-03-17')
  const roster = await learners.imports.open(
    by,
    organizationId,
    { kind: 'text', text: [listed, line].join('\n') },
    {},
  )

  const open = {
    name: 'At the river',
    achievementId,
    startsAt: at(-hour),
    endsAt: at(day),
    limit: 500,
    approval: true,
    who: 'nickname',
    language: 'en',
  } as const
  const link = await claiming.links.open(by, organizationId, open)
  const atOnce = await claiming.links.open(by, organizationId, { ...open, approval: false })
  const joiner = await claiming.joining.join(link, {
    nickname: mark(names.joiner, 'first'),
    language: 'en',
  })
  const joinerToken = claiming.joining.tokenOf(joiner)
  const { kiosk, token } = await claiming.kiosks.open(by, organizationId, atOnce.id)
  await stage.service.services.worker.runDue()
  const keys = await organizations.signingKeys.list(organizationId)
  const achievement = await achievements.version(achievementId, 1)
  const invitations = await organizations.invitations.list(by, organizationId)

  return {
    places: {
      organizationId,
      achievementId,
      owner: organizationId,
      did: encodeURIComponent(identifiers.did(organizationId)),
      imageId: achievement.content.picture.pngId,
      'join/code': claiming.links.codeOf(link),
      importId: roster.id,
      'batches/batchId': [batch.id, unnamed.id],
      'rows/number': '1',
      claimLinkId: link.id,
      kioskId: kiosk.id,
      // Known to nobody: taken from here for whoever stands before it.
      kioskToken: token,
      requestId: joiner.id,
      'keys/keyId': keys[0]?.keyId ?? 'ed25519-1',
      'invitations/invitationId': invitations[0]?.id ?? 'none',
    },
    joiner: { 'joined/token': joinerToken, 'joins/token': joinerToken },
  }
}

/** Somebody gets a badge at a kiosk; what is on its screen then. */
export async function askAtKiosk(
  { stage, marks }: { stage: Stage; marks: Marks },
  { kioskToken }: Places,
  where: 'here' | 'there',
): Promise<Places> {
  const { kiosks, joining, ownCode } = stage.service.services.claiming
  const { visitor } = guestNames(where)
  const token = String(kioskToken)
  const asked = await kiosks.give(token, { nickname: mark(visitor, 'first'), language: 'en' })
  const outcome = await ownCode(asked)
  if (outcome.state !== 'done') throw new Error(`the kiosk gave nothing: ${outcome.state}`)
  marks.plantCode(visitor, 'code', outcome.code)
  const own = joining.tokenOf(asked)
  return { 'kiosk/token': token, 'cards/request': own, 'joined/token': own }
}
