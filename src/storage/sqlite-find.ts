import type { Plan } from './query.ts'
import {
  fieldSql,
  presentSql,
  rowColumns,
  sideTable,
  sqlValue,
  type SqlValue,
} from './sqlite-schema.ts'
import type { IndexValue } from './tables.ts'

/** The SQL that carries out a plan. It asks for one row more than the page holds, to know whether more follow. */
export function findSql(
  table: string,
  plan: Plan,
): { readonly sql: string; readonly values: readonly SqlValue[] } {
  return plan.each === undefined ? findByFields(table, plan) : findByEntry(table, plan, plan.each)
}

function findByFields(table: string, plan: Plan): ReturnType<typeof findSql> {
  const where: string[] = []
  const values: SqlValue[] = []
  const add = (sql: string, ...bound: readonly IndexValue[]) => {
    where.push(sql)
    values.push(...bound.map(sqlValue))
  }
  for (const { field, value } of plan.equality) add(`${fieldSql(field)} = ?`, value)
  where.push(...presentSql([...plan.equality.map(({ field }) => field), ...plan.open]))
  addRange(plan, fieldSql, add)
  const direction = plan.descending ? 'DESC' : 'ASC'
  const order = plan.order.includes('id') ? plan.order : [...plan.order, 'id']
  if (plan.after !== undefined) {
    const position = plan.order.includes('id')
      ? plan.after.values
      : [...plan.after.values, plan.after.id]
    const beyond = plan.descending ? '<' : '>'
    const [first] = order
    const [firstValue] = position
    // SQLite bounds its search by a row value over columns only; over expressions it needs the first one said apart.
    if (first !== undefined && firstValue !== undefined)
      add(`${fieldSql(first)} ${beyond}= ?`, firstValue)
    add(
      `(${order.map(fieldSql).join(', ')}) ${beyond} (${position.map(() => '?').join(', ')})`,
      ...position,
    )
  }
  const condition = where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`
  const ordering = order.map((field) => `${fieldSql(field)} ${direction}`).join(', ')
  return {
    sql: `SELECT ${rowColumns} FROM "${table}" INDEXED BY "${table}.${plan.index}"${condition} ORDER BY ${ordering} LIMIT ?`,
    values: [...values, plan.limit + 1],
  }
}

function findByEntry(table: string, plan: Plan, each: string): ReturnType<typeof findSql> {
  const where: string[] = []
  const values: SqlValue[] = []
  const column = (field: string) => (field === each ? 'entry' : `"f_${field}"`)
  const add = (sql: string, ...bound: readonly IndexValue[]) => {
    where.push(sql)
    values.push(...bound.map(sqlValue))
  }
  for (const { field, value } of plan.equality) add(`${column(field)} = ?`, value)
  addRange(plan, column, add)
  if (plan.after !== undefined) add(`id ${plan.descending ? '<' : '>'} ?`, plan.after.id)
  const condition = where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`
  const direction = plan.descending ? 'DESC' : 'ASC'
  return {
    sql:
      `WITH found AS MATERIALIZED (SELECT DISTINCT id FROM "${sideTable(table, plan.index)}"${condition} ORDER BY id ${direction} LIMIT ?) ` +
      `SELECT ${rowColumns} FROM found CROSS JOIN "${table}" USING (id) ORDER BY id ${direction}`,
    values: [...values, plan.limit + 1],
  }
}

function addRange(
  plan: Plan,
  column: (field: string) => string,
  add: (sql: string, ...bound: readonly IndexValue[]) => void,
): void {
  if (plan.range === undefined) return
  const { field, from, to } = plan.range
  if (from !== undefined) add(`${column(field)} >= ?`, from)
  if (to !== undefined) add(`${column(field)} < ?`, to)
}
