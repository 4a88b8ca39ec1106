import { knownContexts } from './credentials/contexts/contexts.ts'
import type { Identifiers } from './credentials/identifiers.ts'
import { signCredential } from './credentials/sign.ts'
import type { createResolveOwn } from './ecosystem/own-documents.ts'
import { readQr } from './images/read-qr.ts'
import type { Issuing } from './issuing/issuing.ts'
import type { Network } from './network/guarded-fetch.ts'
import type { Organizations } from './organizations/organizations.ts'
import type { OpenBadges2Export } from './portfolio/open-badges-2.ts'
import { ownAssertion, ownShare } from './portfolio/own-share.ts'
import type { Portfolio } from './portfolio/portfolio.ts'
import type { OpenImported } from './portfolio/portfolio-pages/open-imported.ts'
import type { VcApi } from './protocols/vc-api/vc-api.ts'
import { createReceipts, type Receipts } from './verification/receipts/receipts.ts'
import { createVerification, type Verification } from './verification/verification.ts'
import { timestamp, type World } from './world.ts'

interface Deps {
  readonly world: World
  readonly network: Network
  readonly organizations: Organizations
  readonly issuing: Issuing
  readonly portfolio: Portfolio
  readonly identifiers: Identifiers
  readonly openBadges2: OpenBadges2Export
  readonly openImported: OpenImported
  readonly resolveOwn: ReturnType<typeof createResolveOwn>
  readonly vcApi: Pick<VcApi, 'resolveList'>
}

/** Verification as this installation knows it: what it published itself is looked up, and never fetched from itself. */
export function createOwnVerification(deps: Deps): Verification {
  const { world, network, organizations, issuing, identifiers, openBadges2 } = deps
  const { resolveOwn, vcApi } = deps
  return createVerification({
    now: world.now,
    network,
    resolveOwn: async (address) =>
      (await vcApi.resolveList(address)) ??
      (await resolveOwn(address)) ??
      ownAssertion(address, { identifiers, openBadges2 }),
    ownShare: (address) => ownShare(address, deps),
    readQr,
    inIssueLog: async (text) => (await organizations.issueLog.find(text)) !== undefined,
    revocationReason: (credentialId) => reasonOf(credentialId, { identifiers, issuing }),
  })
}

/** Receipts that the service itself signs, by its own name. */
export function createOwnReceipts({
  world,
  organizations,
  identifiers,
}: Pick<Deps, 'world' | 'organizations' | 'identifiers'>): Receipts {
  return createReceipts({
    writer: { id: identifiers.serviceDid, name: 'Waymark', url: identifiers.base },
    newUuid: world.newUuid,
    // It does not go into the log of what was signed: that somebody checked a badge is not kept.
    async sign(unsigned) {
      const signer = await organizations.signingKeys.signer('service', 'Ed25519')
      const suite = { cryptosuite: 'eddsa-jcs-2022' } as const
      return signCredential(unsigned, signer, timestamp(world.now()), knownContexts(), suite)
    },
  })
}

async function reasonOf(
  credentialId: string,
  { identifiers, issuing }: Pick<Deps, 'identifiers' | 'issuing'>,
): Promise<string | undefined> {
  const named = identifiers.parse(credentialId)
  if (named?.kind !== 'credential') return undefined
  return (await issuing.byCredential(named.credentialId))?.stateReason
}
