import type {
  KnownRecipient,
  Verdict,
  VerificationReport,
} from '../../schemas/requests/verification.ts'
import { timestamp } from '../world.ts'
import { checkOf, type Finding } from './check.ts'
import {
  checkPresentation,
  checkPresentationStructure,
  type Occasion,
} from './checks/presentation.ts'
import { verifyContents } from './contents.ts'
import { textOf } from './json-values.ts'
import type { Presentation } from './read-presentation.ts'
import type { ReadCredential } from './read.ts'
import { boundedResolver, mostOfMany } from './resolve.ts'
import { verify, type VerifyDeps } from './verify.ts'

/**
 * A presentation: who shows it, and each credential in it by itself. The verdict is the worst of all that: anybody can sign
 * that they show what is forged, or somebody else's.
 * @param known whom the asker believes to have earned what is inside
 */
export async function verifyPresentation(
  presentation: Presentation,
  { format, source }: Pick<ReadCredential, 'format' | 'source'>,
  deps: VerifyDeps,
  occasion: Occasion = {},
  known?: KnownRecipient,
): Promise<VerificationReport> {
  const now = deps.now()
  const at = timestamp(now)
  const resolver = boundedResolver(deps.resolver, mostOfMany)
  const structure = checkPresentationStructure(presentation)
  const shown = await checkPresentation(presentation, {
    ...occasion,
    resolver,
    now,
    inTurn: deps.inTurn,
  })
  const proven = shown.result === 'passed'
  const holder = proven ? textOf(shown.values?.['holder']) : undefined
  const contents = await verifyContents(presentation.credentials, {
    at,
    carried: false,
    verifyInside: (read) =>
      verify(read, { ...deps, around: { resolver, as: 'presented', holder } }, known),
  })
  const verdicts = contents.credentials.map(({ verdict }) => verdict)
  // What was not looked at may be anything.
  const isAllLookedAt = verdicts.length === presentation.credentials.length
  return {
    kind: 'presentation',
    verdict: worstOf([
      ...verdicts,
      ...(isAllLookedAt ? [] : (['could-not-check'] as const)),
      ...[structure, shown].flatMap(verdictOf),
    ]),
    checks: [
      checkOf('structure', at, structure),
      checkOf('presentation', at, shown),
      checkOf('credentials', at, contents.finding),
    ],
    credential: { proven, recipient: { form: 'none' }, evidenceCount: 0, results: [] },
    format,
    ...(source === undefined ? {} : { source }),
    trial: contents.credentials.some(({ trial }) => trial),
    verifiedAt: at,
    credentials: contents.credentials,
    ...(presentation.holder === undefined ? {} : { holder: presentation.holder }),
  }
}

/** What a line about the showing itself adds to the verdict. */
export function verdictOf({ result }: Finding): readonly Verdict[] {
  if (result === 'failed') return ['invalid']
  return result === 'unknown' ? ['could-not-check'] : []
}

const fromWorst: readonly Verdict[] = [
  'invalid',
  'another-recipient',
  'revoked',
  'suspended',
  'expired',
  'not-yet-valid',
  'could-not-check',
]

/** The verdict on several that are shown together. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return 'could-not-check'
  return fromWorst.find((verdict) => verdicts.includes(verdict)) ?? 'valid'
}
