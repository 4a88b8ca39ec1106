import type { Verdict, VerificationReport } from '../../schemas/requests/verification.ts'
import { timestamp } from '../world.ts'
import { checkOf } from './check.ts'
import {
  checkPresentation,
  checkPresentationStructure,
  type Occasion,
} from './checks/presentation.ts'
import { verifyContents } from './contents.ts'
import type { Presentation } from './read-presentation.ts'
import type { ReadCredential } from './read.ts'
import { boundedResolver, mostOfMany } from './resolve.ts'
import { verify, type VerifyDeps } from './verify.ts'

/**
 * A presentation: who shows it, and each credential in it by itself. The verdict is about the showing; where nobody
 * signed that and nobody asked for it, it is the worst of what is inside.
 */
export async function verifyPresentation(
  presentation: Presentation,
  { format, source }: Pick<ReadCredential, 'format' | 'source'>,
  deps: VerifyDeps,
  occasion: Occasion = {},
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
  const contents = await verifyContents(presentation.credentials, {
    at,
    carried: false,
    verifyInside: (read) => verify(read, { ...deps, around: { resolver, as: 'presented' } }),
  })
  const worst = () => worstOf(contents.credentials.map(({ verdict }) => verdict))
  const verdict =
    structure.result === 'failed' || shown.result === 'failed'
      ? 'invalid'
      : shown.result === 'unknown'
        ? 'could-not-check'
        : shown.result === 'passed'
          ? 'valid'
          : worst()
  const proven = shown.result === 'passed'
  return {
    kind: 'presentation',
    verdict,
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

const fromWorst: readonly Verdict[] = [
  'invalid',
  'another-recipient',
  'revoked',
  'suspended',
  'expired',
  'not-yet-valid',
  'could-not-check',
]

function worstOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return 'could-not-check'
  return fromWorst.find((verdict) => verdicts.includes(verdict)) ?? 'valid'
}
