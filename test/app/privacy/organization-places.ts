import type { Caller } from '../../../src/caller.ts'
import { timestamp } from '../../../src/world.ts'
import { day, hour, type Stage } from '../stage.ts'
import { mark, markedAddress, type Marks } from './marks.ts'
import type { Places } from './places.ts'

/** Secrets that open something for whoever was given them, by the parameter they fill. */
export interface OrganizationDoors {
  readonly places: Places
  readonly joiner: Places
  readonly kiosk: Places
}

/** Whoever is not a learner yet, under the names that the table knows them by. */
export function guestNames(where: 'here' | 'there') {
  return {
    row: `row${where}`,
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
  const { issuing, learners, claiming, organizations, world } = stage.service.services
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

  const link = await claiming.links.open(by, organizationId, {
    name: 'At the river',
    achievementId,
    startsAt: at(-hour),
    endsAt: at(day),
    limit: 500,
    approval: true,
    who: 'nickname',
    language: 'en',
  })
  const joiner = await claiming.joining.join(link, {
    nickname: mark(names.joiner, 'first'),
    language: 'en',
  })
  const { kiosk, token } = await claiming.kiosks.open(by, organizationId, link.id)
  const visitor = await claiming.kiosks.give(token, {
    nickname: mark(names.visitor, 'first'),
    language: 'en',
  })
  const visitorToken = claiming.joining.tokenOf(visitor)
  await stage.service.services.worker.runDue()
  const keys = await organizations.signingKeys.list(organizationId)
  const invitations = await organizations.invitations.list(by, organizationId)

  return {
    places: {
      organizationId,
      achievementId,
      owner: organizationId,
      did: `did:web:localhost:organizations:${organizationId}`,
      importId: roster.id,
      'batches/batchId': batch.id,
      'rows/number': '1',
      claimLinkId: link.id,
      kioskId: kiosk.id,
      requestId: joiner.id,
      'keys/keyId': keys[0]?.keyId ?? 'ed25519-1',
      'invitations/invitationId': invitations[0]?.id ?? 'none',
    },
    joiner: { 'joined/token': claiming.joining.tokenOf(joiner) },
    kiosk: { 'kiosk/token': token, 'cards/request': visitorToken, 'joined/token': visitorToken },
  }
}
