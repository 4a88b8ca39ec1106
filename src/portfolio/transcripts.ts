import { holdsScope, type Caller } from '../caller.ts'
import { clrCredential, spliceCredentials } from '../credentials/clr-credential.ts'
import { knownContexts } from '../credentials/contexts/contexts.ts'
import { findDanger } from '../credentials/contexts/dangers.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { signJwt } from '../credentials/jwt.ts'
import { signCredential } from '../credentials/sign.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { timestamp, type World } from '../world.ts'
import type { Held } from './held.ts'
import type { Portfolio } from './portfolio.ts'

export type TranscriptFormat = 'json' | 'jwt'

/** What a transcript is called in wallets, in the language of whoever assembles it. */
export interface TranscriptWords {
  readonly name: string
  readonly description: string
}

export interface Transcripts {
  /**
   * A ClrCredential of chosen credentials from the caller's backpack, or of all, signed by the service itself: its name and
   * description say that the holder assembled it. What is inside stays letter for letter what its issuers signed.
   * @throws WaymarkError not-found for one that the caller does not hold, conflict for none, too-large for too many
   */
  assemble(
    caller: Caller,
    awardIds: readonly string[] | 'all',
    format: TranscriptFormat,
  ): Promise<string>
}

export interface TranscriptsDeps {
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly organizations: Organizations
  readonly identifiers: Identifiers
  readonly world: World
  readonly mayShow: MayShow
  readonly wordsFor: (accountId: string) => Promise<TranscriptWords>
}

/** As many as a verifier looks at in one transcript. */
export const mostInTranscript = 50

export function createTranscripts(deps: TranscriptsDeps): Transcripts {
  const { portfolio, issuing, organizations, identifiers, world, mayShow } = deps
  const { signingKeys, issueLog } = organizations

  const chosen = async (caller: Caller, awardIds: readonly string[] | 'all') => {
    if (awardIds === 'all') return portfolio.backpack(caller)
    const held: Held[] = []
    for (const awardId of new Set(awardIds)) held.push(await portfolio.read(caller, awardId))
    return held
  }

  const unsigned = async (caller: Caller, credentials: readonly string[]) => {
    const { name, description } = await deps.wordsFor(caller.accountId)
    const marker = identifiers.trial ? 'Trial: ' : ''
    const transcript = clrCredential({
      id: `urn:uuid:${world.newUuid()}`,
      name: `${marker}${name}`,
      description,
      issuer: { id: identifiers.serviceDid, name: 'Waymark', url: identifiers.base },
      validFrom: timestamp(world.now()),
      // Of this transcript alone: the learner has another id at each organization, and keeps them.
      subject: `urn:uuid:${world.newUuid()}`,
      credentials,
    })
    const danger = findDanger(transcript, knownContexts())
    if (danger === 'too-complex') throw new WaymarkError('too-large')
    return transcript
  }

  return {
    async assemble(caller, awardIds, format) {
      if (!holdsScope(caller, 'backpack:read')) throw new WaymarkError('not-allowed')
      const held = (await chosen(caller, awardIds)).filter(({ learner }) =>
        mayShow({ kind: 'self' }, 'credential', learner),
      )
      if (held.length === 0) throw new WaymarkError('conflict')
      if (held.length > mostInTranscript) throw new WaymarkError('too-large')
      const credentials = held.map(({ award }) => issuing.formats.json(award))
      const transcript = await unsigned(caller, credentials)
      if (format === 'jwt') {
        const token = signJwt(transcript, await signingKeys.signer('service', 'RS256'))
        await issueLog.append('service', 'vc-jwt', token)
        return token
      }
      const signer = await signingKeys.signer('service', 'Ed25519')
      const signed = await signCredential(transcript, signer, timestamp(world.now()))
      const text = spliceCredentials(signed, credentials)
      await issueLog.append('service', 'credential', text)
      return text
    },
  }
}
