import type { AchievementVersion } from '../achievements/tables.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError, type FieldProblem } from '../errors.ts'
import { timestamp, type World } from '../world.ts'
import { furtherProblems, resultProblems } from './statement-problems.ts'
import type { AwardStatement } from './tables.ts'

interface Deps {
  readonly world: World
  readonly identifiers: Identifiers
}

/** @throws WaymarkError invalid-request, with every fault of what was said */
export function requireSoundStatement(
  deps: Deps,
  statement: AwardStatement,
  version: AchievementVersion,
): void {
  const problems = statementProblems(deps, statement, version)
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
}

/** Every fault of what is said of an award. */
export function statementProblems(
  { world, identifiers }: Deps,
  statement: AwardStatement,
  version: AchievementVersion,
): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  const levels = version.content.rubric?.levels.length ?? 0
  if (statement.level !== undefined && statement.level >= levels) {
    problems.push({ path: '/level', rule: 'choice' })
  }
  const { activityStart, activityEnd, validUntil } = statement
  if (activityStart !== undefined && activityEnd !== undefined && activityEnd < activityStart) {
    problems.push({ path: '/activityEnd', rule: 'order' })
  }
  if (validUntil !== undefined && activityEnd !== undefined && validUntil < activityEnd) {
    problems.push({ path: '/validUntil', rule: 'order' })
  }
  if (validUntil !== undefined && validUntil <= timestamp(world.now())) {
    problems.push({ path: '/validUntil', rule: 'order' })
  }
  const addresses = statement.evidence.map(({ url }) => url)
  statement.evidence.forEach((evidence, place) => {
    // An id names one thing (JSON-LD): evidence at an address of ours, or two at one, would be read as one thing.
    const { url } = evidence
    const taken = url !== undefined && addresses.indexOf(url) < place
    if (url !== undefined && (taken || identifiers.parse(url) !== undefined)) {
      problems.push({ path: `/evidence/${String(place)}/url`, rule: 'choice' })
    }
    if (evidence.url === undefined && evidence.narrative === undefined) {
      problems.push({ path: `/evidence/${String(place)}/url`, rule: 'required' })
    }
  })
  problems.push(...resultProblems(statement, version, identifiers))
  problems.push(...furtherProblems(statement, timestamp(world.now())))
  return problems
}
