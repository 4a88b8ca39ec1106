import { sameText } from '../accounts/secrets.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { ClaimLinks } from './claim-links.ts'
import type { Joining } from './joining.ts'
import type { ClaimLink, JoinRequest, Kiosk } from './tables.ts'

/** A long day on the floor. Whoever wants another one opens it again. */
const kioskHours = 12
/** For so long the device shows a child's card; then it shows it to nobody any more. */
export const cardSeconds = 120

export interface Kiosks {
  /** Opens a kiosk for a link; its token is what the device holds. @throws WaymarkError not-found, link-closed */
  open(
    caller: Caller,
    organizationId: string,
    linkId: string,
  ): Promise<{ kiosk: Kiosk; token: string }>
  /** Those of a link that are open, newest first. */
  list(caller: Caller, organizationId: string, linkId: string): Promise<readonly Kiosk[]>
  /** @throws WaymarkError not-found */
  close(caller: Caller, organizationId: string, kioskId: string): Promise<Kiosk>
  /** What the device may do. @throws WaymarkError not-found, link-closed once the kiosk is over */
  use(token: string): Promise<{ kiosk: Kiosk; link: ClaimLink }>
  /** Gives the badge to the child who stands there. @throws WaymarkError not-found, link-closed */
  give(token: string, child: { nickname: string; language: string }): Promise<JoinRequest>
  /** What was given here just now; undefined once its time on the screen is over. */
  given(kiosk: Kiosk, requestToken: string): Promise<JoinRequest | undefined>
  /** Whether what was asked at a kiosk may still be shown: those who come next must not find it. */
  isOnScreen(request: JoinRequest): boolean
}

export interface KioskDeps {
  readonly kiosks: Table<Kiosk, 'byLink' | 'byToken'>
  readonly links: ClaimLinks
  readonly joining: Joining
  readonly claimCodes: Pick<ClaimCodes, 'tokenOf' | 'hash'>
  readonly audit: Audit
  readonly world: World
}

export function createKiosks(deps: KioskDeps): Kiosks {
  const { kiosks, links, joining, claimCodes, audit, world } = deps
  const now = () => timestamp(world.now())
  const later = (milliseconds: number) => timestamp(new Date(world.now().getTime() + milliseconds))
  const isOpen = ({ closedAt, expiresAt }: Kiosk) => closedAt === undefined && expiresAt > now()

  const use = async (token: string) => {
    const tokenHash = claimCodes.hash(token)
    const { rows } = await kiosks.find({ index: 'byToken', equals: { tokenHash }, limit: 1 })
    const kiosk = rows[0]
    const fits = kiosk !== undefined && sameText(kiosk.tokenHash, tokenHash)
    const link = fits ? await links.byId(kiosk.linkId) : undefined
    if (!fits || link === undefined) throw new WaymarkError('not-found')
    if (!isOpen(kiosk)) throw new WaymarkError('link-closed')
    return { kiosk, link }
  }

  const isOnScreen = ({ createdAt }: JoinRequest) => later(-cardSeconds * 1000) < createdAt

  return {
    use,
    isOnScreen,
    async open(caller, organizationId, linkId) {
      const link = await links.read(caller, organizationId, linkId)
      if (links.stateOf(link) !== 'open') throw new WaymarkError('link-closed')
      const id = world.newId()
      const token = claimCodes.tokenOf('kiosk', id)
      const kiosk = await kiosks.insert({
        id,
        organizationId,
        linkId,
        tokenHash: claimCodes.hash(token),
        openedBy: caller.accountId,
        openedAt: now(),
        expiresAt: later(kioskHours * 3_600_000),
      })
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'kiosk.opened',
        object: id,
      })
      return { kiosk, token }
    },
    async list(caller, organizationId, linkId) {
      await links.read(caller, organizationId, linkId)
      const { rows } = await kiosks.find({
        index: 'byLink',
        equals: { linkId },
        order: 'descending',
        limit: 100,
      })
      return rows.filter(isOpen)
    },
    async close(caller, organizationId, kioskId) {
      const kiosk = await kiosks.get(kioskId)
      if (kiosk?.organizationId !== organizationId) throw new WaymarkError('not-found')
      await links.read(caller, organizationId, kiosk.linkId)
      const closed = await kiosks.change(kioskId, (found) =>
        found.closedAt === undefined ? { ...found, closedAt: now() } : undefined,
      )
      if (closed === undefined) throw new WaymarkError('not-found')
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'kiosk.closed',
        object: kioskId,
      })
      return closed
    },
    async give(token, child) {
      const { kiosk, link } = await use(token)
      return joining.join(link, { ...child, kioskId: kiosk.id })
    },
    async given(kiosk, requestToken) {
      const request = await joining.byToken(requestToken)
      if (request.kioskId !== kiosk.id) throw new WaymarkError('not-found')
      return isOnScreen(request) ? request : undefined
    },
  }
}
