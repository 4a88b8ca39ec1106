import type { ResultDescriptionFacts } from './achievement.ts'
import type { ResultFacts } from './subject.ts'

/** The member of a ResultDescription or a Result that does not go with the rest. */
export type DescriptionFault =
  'levels' | 'requiredLevel' | 'allowedValues' | 'requiredValue' | 'valueMax'
export type ResultFault = 'resultDescription' | 'achievedLevel' | 'value' | 'status'

/**
 * What is wrong with a description of results (OB 3.0 §B.1.22): a required level is one of the levels, a required value
 * one of those allowed or inside the range, the smallest value not above the biggest.
 */
export function descriptionFaults(described: ResultDescriptionFacts): readonly DescriptionFault[] {
  const { resultType, levels = [], allowedValues = [], valueMin, valueMax } = described
  const { requiredLevel, requiredValue } = described
  const ranged = { ...described, allowedValues: [] }
  const faults: readonly (DescriptionFault | false)[] = [
    resultType === 'RubricCriterionLevel' && levels.length === 0 && 'levels',
    requiredLevel !== undefined &&
      !levels.some(({ id }) => id === requiredLevel) &&
      'requiredLevel',
    !allowedValues.every((value) => isAllowed(value, ranged)) && 'allowedValues',
    requiredValue !== undefined && !isAllowed(requiredValue, described) && 'requiredValue',
    valueMin !== undefined &&
      valueMax !== undefined &&
      !(Number(valueMin) <= Number(valueMax)) &&
      'valueMax',
  ]
  return faults.filter((fault) => fault !== false)
}

/**
 * What is wrong with a result (OB 3.0 §B.1.24) under the descriptions of its achievement: it follows one of them, its
 * level is one of that description's, its value is allowed there. A result that follows none says a value or a status.
 */
export function resultFaults(
  result: ResultFacts,
  descriptions: readonly ResultDescriptionFacts[],
): readonly ResultFault[] {
  const { resultDescription, achievedLevel, value, status } = result
  const described = descriptions.find(({ id }) => id === resultDescription)
  if (resultDescription !== undefined && described === undefined) return ['resultDescription']
  const levels = described?.levels ?? []
  const { resultType } = described ?? {}
  const isLevel = levels.some(({ id }) => id === achievedLevel)
  const silent = achievedLevel === undefined && value === undefined && status === undefined
  const faults: readonly (ResultFault | false)[] = [
    (achievedLevel === undefined ? resultType === 'RubricCriterionLevel' : !isLevel) &&
      'achievedLevel',
    resultType === 'Status' && status === undefined && 'status',
    value !== undefined && described !== undefined && !isAllowed(value, described) && 'value',
    silent && resultType !== 'Status' && resultType !== 'RubricCriterionLevel' && 'value',
  ]
  return faults.filter((fault) => fault !== false)
}

/**
 * Whether a result reaches what its description requires: levels and allowed values are ordered from low to high
 * (OB 3.0 §B.1.22). Undefined where nothing is required, or what is said cannot be compared.
 */
export function reachesRequired(
  { achievedLevel, value }: ResultFacts,
  { levels = [], allowedValues = [], requiredLevel, requiredValue }: ResultDescriptionFacts,
): boolean | undefined {
  const ids = levels.map(({ id }) => id)
  const answers = [
    requiredLevel === undefined || achievedLevel === undefined
      ? undefined
      : ids.indexOf(achievedLevel) >= ids.indexOf(requiredLevel),
    requiredValue === undefined || value === undefined
      ? undefined
      : allowedValues.includes(requiredValue)
        ? allowedValues.indexOf(value) >= allowedValues.indexOf(requiredValue)
        : atLeast(value, requiredValue),
  ].filter((answer) => answer !== undefined)
  return answers.length === 0 ? undefined : answers.every(Boolean)
}

function atLeast(value: string, required: string): boolean | undefined {
  if (value === required) return true
  return isNumber(value) && isNumber(required) ? Number(value) >= Number(required) : undefined
}

/** One of the allowed values, where there are such, and inside the range, where there is one. */
function isAllowed(value: string, described: ResultDescriptionFacts): boolean {
  const { allowedValues = [], valueMin, valueMax } = described
  if (allowedValues.length > 0 && !allowedValues.includes(value)) return false
  if (valueMin === undefined && valueMax === undefined) return true
  if (!isNumber(value)) return false
  const number = Number(value)
  return number >= Number(valueMin ?? -Infinity) && number <= Number(valueMax ?? Infinity)
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}
