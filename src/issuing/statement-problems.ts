import {
  achievementFacts,
  levelId,
  resultDescriptionId,
} from '../achievements/achievement-facts.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { resultFaults } from '../credentials/results.ts'
import type { SaidTwice } from '../credentials/said-twice.ts'
import type { ResultFacts } from '../credentials/subject.ts'
import type { FieldProblem } from '../errors.ts'
import type { AgeBand } from '../learners/tables.ts'
import type { AwardResult, AwardStatement, SentIdentity } from './tables.ts'

/** What was reached, with the ids that its description and level have in the achievement. */
export function resultFacts(
  { description, level, value, status, alignments }: AwardResult,
  achievementId: string,
): ResultFacts {
  // A level without a description leads nowhere, and is answered so.
  const key = description ?? ''
  return {
    ...(description === undefined
      ? {}
      : { resultDescription: resultDescriptionId(achievementId, description) }),
    ...(level === undefined ? {} : { achievedLevel: levelId(achievementId, key, level) }),
    ...(value === undefined ? {} : { value }),
    ...(status === undefined ? {} : { status }),
    ...(alignments === undefined ? {} : { alignments }),
  }
}

const members = {
  resultDescription: 'description',
  achievedLevel: 'level',
  value: 'value',
  status: 'status',
} as const

/** Results that the achievement does not know or allow (OB 3.0 §B.1.22, §B.1.24). */
export function resultProblems(
  { results = [] }: AwardStatement,
  version: AchievementVersion,
  identifiers: Identifiers,
): readonly FieldProblem[] {
  const { id, resultDescriptions = [] } = achievementFacts(version, identifiers)
  return results.flatMap((result, place) =>
    resultFaults(resultFacts(result, id), resultDescriptions).map((fault) => {
      const member = members[fault]
      const rule = result[member] === undefined ? 'required' : 'choice'
      return { path: `/results/${place}/${member}`, rule } as const
    }),
  )
}

/** It was awarded before now; a digest is of what lies under an address. */
export function furtherProblems(statement: AwardStatement, now: string): readonly FieldProblem[] {
  const { awardedDate, image, imageCaption, credentialImage, credentialImageCaption } = statement
  const problems: readonly (FieldProblem | false)[] = [
    awardedDate !== undefined && awardedDate > now && { path: '/awardedDate', rule: 'order' },
    imageCaption !== undefined && image === undefined && { path: '/image', rule: 'required' },
    credentialImageCaption !== undefined &&
      credentialImage === undefined && { path: '/credentialImage', rule: 'required' },
    ...statement.evidence.map((one, place): FieldProblem | false => {
      const bound = one.digestSRI !== undefined || one.mediaType !== undefined
      if (bound && one.url === undefined) {
        return { path: `/evidence/${place}/url`, rule: 'required' }
      }
      return (
        one.mediaType !== undefined &&
        one.digestSRI === undefined && { path: `/evidence/${place}/digestSRI`, rule: 'required' }
      )
    }),
  ]
  return problems.filter((problem) => problem !== false)
}

/** Never in the open, and never of a minor. */
const guarded: readonly string[] = ['emailAddress', 'nationalIdentityNumber']

/**
 * Other names of the learner that must not go into a credential as they are. It cannot be called back, and a hash beside
 * its salt stops only casual reading: so of a minor, neither an e-mail address nor a name nor a national number.
 */
export function identityProblems(
  identifiers: readonly SentIdentity[],
  ageBand: AgeBand,
): readonly FieldProblem[] {
  return identifiers.flatMap(({ identifier, identifierType, hashed }, place): FieldProblem[] => {
    const looksLikeEmail = identifier.includes('@')
    const isGuarded = guarded.includes(identifierType) || looksLikeEmail
    if (isGuarded && hashed !== true) {
      return [{ path: `/identifiers/${place}/hashed`, rule: 'required' }]
    }
    const isPersonal = isGuarded || identifierType === 'name'
    return isPersonal && ageBand !== 'adult'
      ? [{ path: `/identifiers/${place}/identifierType`, rule: 'choice' }]
      : []
  })
}

/** The member of the request whose id stands on another object of the credential too. */
export function problemOfTwice({ path, firstPath }: SaidTwice): FieldProblem {
  // What was said of the achievement and the organization was sent before; what is sent now is what can be changed.
  const member = memberAt(path) ?? memberAt(firstPath) ?? '/achievementId'
  return { path: member, rule: 'choice' }
}

function memberAt(path: string): string | undefined {
  const [, first = '', second = '', third] = path.split('/')
  if (first === 'evidence' || first === 'relatedResource') {
    return first === 'evidence' ? `/evidence/${second}/url` : '/evidence'
  }
  if (first === 'termsOfUse') return `/termsOfUse/${second}/id`
  if (first === 'image') return '/credentialImage'
  if (first !== 'credentialSubject') return undefined
  if (second === 'image') return '/image'
  return second === 'source' ? `/source/${third ?? 'id'}` : undefined
}
