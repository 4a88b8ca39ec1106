import { expect } from 'chai'
import { rowColumns } from '../../../schemas/requests/batches.ts'
import { WaymarkError } from '../../../src/errors.ts'
import { readRows } from '../../../src/issuing/batches/read-rows.ts'
import { createTexts } from '../../../src/text/text.ts'

const cellsOf = (text: string) => readRows(undefined, text).rows.map(({ cells }) => cells)

describe('the rows of a list', () => {
  it('are found under the names that the page gives the columns, in each language and any order', () => {
    for (const language of ['en', 'es'] as const) {
      const text = createTexts().textFor(language)
      const columns = rowColumns.toReversed()
      const titles = columns.map((column) => text(`batches.columns.${column}`)).join('\t')
      const [cells] = cellsOf(`${titles}\n${columns.join('\t')}`)
      expect(cells, language).to.deep.equal(
        Object.fromEntries(rowColumns.map((column) => [column, column])),
      )
    }
  })

  it('may be names alone, or names with addresses, and the first of them is no header', () => {
    expect(cellsOf('Fin\nÁngela Núñez\n山田 花子')).to.deep.equal([
      { name: 'Fin' },
      { name: 'Ángela Núñez' },
      { name: '山田 花子' },
    ])
    expect(cellsOf('Ana;ana@example.org\nben@example.org;Ben')).to.deep.equal([
      { name: 'Ana', email: 'ana@example.org' },
      { name: 'Ben', email: 'ben@example.org' },
    ])
  })

  it('keep their lines, and columns that nobody knows are named', () => {
    const read = readRows(Buffer.from('Nombre,Color\nAna,azul\n\nBen,rojo\n'), undefined)
    expect(read.unknownColumns).to.deep.equal(['Color'])
    expect(read.rows.map(({ line, cells }) => [line, cells.name])).to.deep.equal([
      [2, 'Ana'],
      [4, 'Ben'],
    ])
  })

  it('are those of the file and those that were pasted, where both came', () => {
    const { rows, unknownColumns } = readRows(Buffer.from('Name,Pet\nAna,cat'), 'Ben\nCem')
    expect(rows.map(({ cells }) => cells.name)).to.deep.equal(['Ana', 'Ben', 'Cem'])
    expect(unknownColumns).to.deep.equal(['Pet'])
  })

  it('are asked for where there are none, or too many', () => {
    const problemOf = (text: string | undefined) => {
      try {
        return readRows(undefined, text).rows.length
      } catch (error) {
        return error instanceof WaymarkError ? error.problems[0]?.rule : error
      }
    }
    expect(problemOf(undefined)).to.equal('required')
    expect(problemOf('Name,Email')).to.equal('required')
    expect(problemOf('Ana\n'.repeat(10_002))).to.equal('too-many')
    expect(problemOf('Ana\n'.repeat(10_000))).to.equal(10_000)
  })
})
