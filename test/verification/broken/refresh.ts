import type { JsonObject } from '../../../src/credentials/json.ts'
import { rows, type BrokenGroup, type Hand, type World } from '../../support/broken.ts'
import { statusIndex, type Served } from '../../support/foreign-issuer.ts'

export const refreshAddress = 'https://badges.elsewhere.org/refresh/1'

/** The good badge with a refresh service. */
export const refreshable = ({ plain }: Pick<World, 'plain'>, changes: JsonObject = {}) => ({
  ...plain,
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  ],
  refreshService: { id: refreshAddress, type: '1EdTechCredentialRefresh' },
  ...changes,
})

/** The badge, with such an answer at its refresh service. */
export const answeredBy =
  (answer: (world: World) => Promise<Served> | Served): Hand =>
  async (world) => {
    world.network.served.set(refreshAddress, await answer(world))
    return world.issuer.sign(refreshable(world))
  }

/** A newer copy of it with something changed. */
export const newer =
  (changes: JsonObject = {}) =>
  (world: World) =>
    world.issuer.sign(
      refreshable(world, {
        name: 'With the typo mended',
        validFrom: '2025-04-01T00:00:00Z',
        ...changes,
      }),
    )

const changedCopy = async (world: World) =>
  (await newer()(world)).replace('typo mended', 'grade raised')

/** OB 3.0 §9.1 step 3: whatever comes that is no proven newer copy leaves the one that was handed in. */
export const refresh: BrokenGroup = {
  name: 'refresh',
  good: [
    { what: 'a badge with a newer copy', hand: answeredBy(newer()) },
    {
      what: 'a badge with a newer copy in a JWT',
      hand: answeredBy((world) =>
        world.issuer.jwt(refreshable(world, { validFrom: '2025-04-01T00:00:00Z' })),
      ),
    },
    {
      what: 'a badge that is the newest copy',
      hand: answeredBy((world) => world.issuer.sign(refreshable(world))),
    },
    {
      what: 'an expired badge with a newer copy that counts',
      hand: async (world) => {
        world.network.served.set(refreshAddress, await newer()(world))
        return world.issuer.sign(refreshable(world, { validUntil: '2025-03-02T00:00:00Z' }))
      },
    },
  ],
  broken: [
    ...rows('refresh', 'unknown', 'valid', [
      [
        'a refresh service that cannot be reached',
        answeredBy(() => ({ refusal: 'unreachable' })),
        'refresh-not-reached',
      ],
      [
        'a refresh service behind a private address',
        answeredBy(() => ({ refusal: 'refused-address' })),
        'refresh-not-reached',
      ],
      [
        'a refresh service whose answer never ends',
        answeredBy(() => ({ refusal: 'too-slow' })),
        'refresh-not-reached',
      ],
      ['a refresh service that has forgotten it', answeredBy(() => 404), 'refresh-not-reached'],
      ['a web page in place of a copy', answeredBy(() => '<html>'), 'refresh-unreadable'],
      ['deep JSON in place of a copy', answeredBy(() => '['.repeat(100_000)), 'refresh-unreadable'],
      [
        'another badge of the issuer',
        answeredBy(newer({ id: 'https://badges.elsewhere.org/credentials/2' })),
        'refresh-of-another',
      ],
      [
        'somebody else’s badge under the same id',
        answeredBy((world) =>
          world.stranger.sign(
            refreshable(world, {
              issuer: { id: world.stranger.did, type: 'Profile' },
              validFrom: '2025-04-01T00:00:00Z',
            }),
          ),
        ),
        'refresh-of-another',
      ],
      ['an older copy', answeredBy(newer({ validFrom: '2025-02-01T00:00:00Z' })), 'refresh-older'],
      ['a newer copy that was changed', answeredBy(changedCopy), 'refresh-not-genuine'],
      [
        'a newer copy without a proof',
        answeredBy((world) => refreshable(world, { validFrom: '2025-04-01T00:00:00Z' })),
        'refresh-not-genuine',
      ],
      [
        'a newer copy that somebody else signed',
        answeredBy((world) =>
          world.stranger.sign(refreshable(world, { validFrom: '2025-04-01T00:00:00Z' })),
        ),
        'refresh-not-genuine',
      ],
      [
        'a newer copy that is no whole badge',
        answeredBy(
          newer({ credentialSubject: { id: 'urn:uuid:1', type: ['AchievementSubject'] } }),
        ),
        'refresh-not-genuine',
      ],
      [
        'a refresh service of a kind that is not known',
        (world) =>
          world.issuer.jwt(
            refreshable(world, {
              refreshService: { id: refreshAddress, type: 'ManualRefreshService2018' },
            }),
          ),
        'refresh-kind-not-known',
      ],
    ]),
    ...rows('refresh', 'unknown', 'invalid', [
      [
        'a badge that was changed, with a newer copy',
        async (world) => (await answeredBy(newer())(world)).replace('limpets', 'whales'),
        'refresh-not-asked',
      ],
    ]),
    ...rows('status', 'failed', 'revoked', [
      [
        'a good badge with a newer copy that is revoked',
        answeredBy(async (world) => {
          const { network, issuer, badge } = world
          network.served.set(
            issuer.listUrl('revocation'),
            await issuer.statusList('revocation', [statusIndex]),
          )
          return newer({ credentialStatus: badge['credentialStatus'] ?? null })(world)
        }),
        'revoked',
      ],
    ]),
    ...rows('validity', 'failed', 'expired', [
      [
        'a good badge with a newer copy that has expired',
        answeredBy(newer({ validUntil: '2025-05-01T00:00:00Z' })),
        'expired',
      ],
    ]),
  ],
}
