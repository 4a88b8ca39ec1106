import type {
  CheckName,
  CheckResult,
  KnownRecipient,
  Verdict,
  VerificationReport,
} from '../../schemas/requests/verification.ts'
import { parseJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'
import type { ListPurpose } from '../../src/credentials/identifiers.ts'
import { changed, type Step } from './changed.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type ForeignIssuer,
} from './foreign-issuer.ts'
import { verificationOver, without } from './verification.ts'

/** What there is around one credential: its issuer, somebody else, and the addresses that answer. */
export interface World {
  readonly issuer: ForeignIssuer
  readonly stranger: ForeignIssuer
  readonly network: FakeNetwork
  /** A good badge before it is signed, with its two status entries. */
  readonly badge: JsonObject
  /** The same without status entries. */
  readonly plain: JsonObject
}

/** Makes the text that is handed in, and puts under the addresses what should answer. */
export type Hand = (world: World) => Promise<string> | string

export interface Good {
  readonly what: string
  readonly hand: Hand
  readonly known?: KnownRecipient
}

export interface Broken extends Good {
  readonly check: CheckName
  readonly result: Extract<CheckResult, 'failed' | 'unknown'>
  readonly code: string
  readonly verdict: Verdict
}

/** Credentials that are broken in one way each, and the good ones that they start from. */
export interface BrokenGroup {
  readonly name: string
  readonly good: readonly Good[]
  readonly broken: readonly Broken[]
}

type Row = readonly [what: string, hand: Hand, code: string]

/** Rows whose check and outcome are the same. */
export function rows(
  check: CheckName,
  result: Broken['result'],
  verdict: Verdict,
  list: readonly Row[],
): readonly Broken[] {
  return list.map(([what, hand, code]) => ({ what, hand, check, result, code, verdict }))
}

/** Two issuers, both reachable. Made once: keys take time. */
export async function createIssuers(): Promise<Pick<World, 'issuer' | 'stranger'>> {
  return {
    issuer: await createForeignIssuer(),
    stranger: await createForeignIssuer('https://stranger.example.net'),
  }
}

export async function createWorld(issuers: Pick<World, 'issuer' | 'stranger'>): Promise<World> {
  const network = fakeNetwork()
  await issuers.issuer.serve(network)
  await issuers.stranger.serve(network)
  const badge = issuers.issuer.unsigned()
  return { ...issuers, network, badge, plain: without(badge, 'credentialStatus') }
}

export async function reportOn(world: World, { hand, known }: Good): Promise<VerificationReport> {
  const text = await hand(world)
  return verificationOver(world.network).verifyPasted(text, known)
}

/** A place in a badge, and what stands there instead; undefined takes it away. */
export type Change = readonly [path: readonly Step[], value: Json | undefined]

export function withChanges(credential: JsonObject, changes: readonly Change[]): JsonObject {
  return changes.reduce((one, [path, value]) => changed(one, path, value), credential)
}

/** The good badge with a change, signed as JSON. */
export const asJson =
  (...changes: readonly Change[]): Hand =>
  ({ issuer, plain }) =>
    issuer.sign(withChanges(plain, changes))

/** The good badge with a change that no JSON-LD signature can be made over, as a JWT. */
export const asJwt =
  (...changes: readonly Change[]): Hand =>
  ({ issuer, plain }) =>
    issuer.jwt(withChanges(plain, changes))

/** The good badge, signed, and then changed. */
export const changedAfter =
  (...changes: readonly Change[]): Hand =>
  async ({ issuer, plain }) => {
    return JSON.stringify(withChanges(parseJsonObject(await issuer.sign(plain)), changes))
  }

/** The good badge, and something else under the addresses of its issuer. */
export const where =
  (arrange: (world: World) => Promise<void> | void, hand: Hand = asJson()): Hand =>
  async (world) => {
    await arrange(world)
    return hand(world)
  }

/** The badge with its entries, over a list of a purpose that is other than it should be. */
export const overList = (
  list: (world: World) => Promise<string> | string | number,
  purpose: ListPurpose = 'revocation',
): Hand =>
  where(
    async (world) => {
      world.network.served.set(world.issuer.listUrl(purpose), await list(world))
    },
    ({ issuer, badge }) => issuer.sign(badge),
  )
