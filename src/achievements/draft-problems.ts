import type { Identifiers } from '../credentials/identifiers.ts'
import type { ProfileFacts } from '../credentials/profile.ts'
import { descriptionFaults } from '../credentials/results.ts'
import { tryToBuild } from '../credentials/try-to-build.ts'
import type { FieldProblem } from '../errors.ts'
import { achievementFacts, type Versioned } from './achievement-facts.ts'

export interface DraftDeps {
  readonly identifiers: Identifiers
  /** The organization as it stands in its credentials. */
  readonly issuer: ProfileFacts & { readonly name: string }
}

/**
 * What is wrong with a draft beyond its schema: results that contradict themselves, and ids that stand for two things.
 * Whatever passes can be awarded.
 */
export function draftProblems(draft: Versioned, deps: DraftDeps): readonly FieldProblem[] {
  const problems = [
    ...keyProblems(draft),
    ...resultProblems(draft, deps),
    ...creatorProblems(draft, deps),
    ...relatedProblems(draft, deps),
  ]
  return problems.length > 0 ? problems : wholeProblems(draft, deps)
}

function keyProblems({ content: { resultDescriptions = [] } }: Versioned): FieldProblem[] {
  const keys = resultDescriptions.map(({ key }) => key)
  return keys.flatMap((key, place) =>
    keys.indexOf(key) === place ? [] : [choice(`/resultDescriptions/${place}/key`)],
  )
}

const rules = {
  levels: 'required',
  requiredLevel: 'choice',
  allowedValues: 'choice',
  requiredValue: 'choice',
  valueMax: 'order',
} as const

/** The rubric is the first of the descriptions where there is one. */
function resultProblems(draft: Versioned, { identifiers }: DraftDeps): FieldProblem[] {
  const { resultDescriptions = [] } = achievementFacts(draft, identifiers)
  const hasRubric = draft.content.rubric !== undefined
  return resultDescriptions.flatMap((described, place) => {
    const isRubric = hasRubric && place === 0
    const at = isRubric ? '/rubric' : `/resultDescriptions/${place - (hasRubric ? 1 : 0)}`
    return descriptionFaults(described).map((fault) => ({
      path: `${at}/${fault}`,
      rule: rules[fault],
    }))
  })
}

/** The organization itself is the creator where nobody is named; what it says of itself stands in its Profile. */
function creatorProblems(draft: Versioned, { identifiers, issuer }: DraftDeps): FieldProblem[] {
  const { creator } = draft.content
  if (creator === undefined) return []
  const itself = [issuer.id, identifiers.organizationUrl(draft.organizationId)]
  return itself.includes(creator.id) ? [choice('/creator/id')] : []
}

/** Each other achievement once; the version before this one is named of itself. */
function relatedProblems(draft: Versioned, { identifiers }: DraftDeps): FieldProblem[] {
  const { achievementId, number, content } = draft
  const ids = (content.related ?? []).map(({ id }) => id)
  const known = [number, number - 1].map((one) => identifiers.achievementUrl(achievementId, one))
  return ids.flatMap((id, place) =>
    known.includes(id) || ids.indexOf(id) < place ? [choice(`/related/${place}/id`)] : [],
  )
}

function wholeProblems(draft: Versioned, { identifiers, issuer }: DraftDeps): FieldProblem[] {
  const built = tryToBuild({
    id: 'urn:uuid:00000000-0000-4000-8000-000000000000',
    issuer,
    achievement: achievementFacts(draft, identifiers),
    subject: { id: 'urn:uuid:00000000-0000-4000-8000-000000000001' },
    validFrom: '2025-01-01T00:00:00Z',
  })
  if (built.ok) return []
  if (built.fault === 'too-complex') return [{ path: '', rule: 'too-many' }]
  return [choice(memberAt(built.twice.path) ?? memberAt(built.twice.firstPath) ?? '')]
}

/** The member of the draft that fills a place in the credential. */
function memberAt(path: string): string | undefined {
  const [first, second] = path.split('/').slice(3)
  if (!path.startsWith('/credentialSubject/achievement/')) return undefined
  switch (first) {
    case 'creator':
      return second === undefined ? '/creator/id' : `/creator/${second}`
    case 'criteria':
      return '/criteriaUrl'
    case 'related':
      return '/related'
    default:
      return undefined
  }
}

function choice(path: string): FieldProblem {
  return { path, rule: 'choice' }
}
