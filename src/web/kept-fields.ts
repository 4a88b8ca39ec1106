/** A field of a form as a browser sends it. */
export interface KeptField {
  readonly name: string
  readonly value: string
}

/**
 * The fields of a form that was read, under the names they came with: `{rubric: [{name: 'x'}]}` →
 * `rubric[0][name]` = x. Fields that were left empty come back empty.
 */
export function keptFields(values: unknown): readonly KeptField[] {
  return Object.entries(asTree(values)).flatMap(([name, value]) => fieldsUnder(name, value))
}

function fieldsUnder(name: string, value: unknown): readonly KeptField[] {
  if (typeof value === 'string') return [{ name, value }]
  return Object.entries(asTree(value)).flatMap(([step, inner]) =>
    fieldsUnder(`${name}[${step}]`, inner),
  )
}

function asTree(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
