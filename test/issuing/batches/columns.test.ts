import { expect } from 'chai'
import { rowColumns } from '../../../schemas/requests/batches.ts'
import { WaymarkError } from '../../../src/errors.ts'
import { readRows } from '../../../src/issuing/batches/read-rows.ts'
import { createTexts } from '../../../src/text/text.ts'

const cellsOf = (text: string) =>
  readRows(undefined, text).flatMap(({ rows }) => rows.map(({ cells }) => cells))
const readingOf = (text: string) => {
  const [list] = readRows(undefined, text)
  if (list === undefined) throw new Error('there is no list')
  return list
}
const meaningsOf = (text: string) => readingOf(text).columns.map(({ meaning }) => meaning)

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

  it('keep their lines, and a column that nobody knows is asked about', () => {
    const [list] = readRows(Buffer.from('Nombre,Color\nAna,azul\n\nBen,rojo\n'), undefined)
    expect(list?.isSure).to.equal(false)
    expect(list?.columns).to.deep.equal([
      { title: 'Nombre', meaning: 'name' },
      { title: 'Color', meaning: 'ignored' },
    ])
    expect(list?.lines.map(({ line, cells }) => [line, ...cells])).to.deep.equal([
      [2, 'Ana', 'azul'],
      [4, 'Ben', 'rojo'],
    ])
  })

  it('are those of the file and those that were pasted, where both came', () => {
    const lists = readRows(Buffer.from('Name,Email\nAna,ana@example.org'), 'Ben\nCem')
    const cells = lists.flatMap(({ rows }) => rows.map((row) => row.cells.name))
    expect(cells).to.deep.equal(['Ana', 'Ben', 'Cem'])
    expect(lists.every(({ isSure }) => isSure)).to.equal(true)
  })

  it('put the parts of a name together, given names first', () => {
    expect(cellsOf('Apellidos;Nombre;Correo\nGarcía Soto;Ana;ana@example.org')).to.deep.equal([
      { name: 'Ana García Soto', email: 'ana@example.org' },
    ])
    expect(cellsOf('First name\tMiddle name\tLast name\nAna\tMay\tFlores')).to.deep.equal([
      { name: 'Ana May Flores' },
    ])
  })

  it('are guessed by what stands in them where titles say nothing, and asked about', () => {
    const list = [
      'Kid,Contact,Where to see it,What happened,Bus',
      'Ana,ana@example.org,https://example.org/1,She measured the river at three places twice,4',
      'Ben,ben@example.org,https://example.org/2,He wrote down what the others had found out,7',
    ].join('\n')
    expect(meaningsOf(list)).to.deep.equal(['name', 'email', 'evidenceUrl', 'narrative', 'ignored'])
    expect(readingOf(list)).to.include({ hasHeader: true, isSure: false })
    expect(meaningsOf('Flores,Ana,ana@example.org\nNúñez,Ben,ben@example.org')).to.deep.equal([
      'givenName',
      'familyName',
      'email',
    ])
  })

  it('are asked about where two columns have one title, or nobody is named', () => {
    expect(readingOf('Name,Email,E-mail\nAna,a@example.org,b@example.org').isSure).to.equal(false)
    expect(readingOf('Email,Level\nana@example.org,Guide').isSure).to.equal(false)
    expect(readingOf('Name,Pet\nAna,').isSure, 'an empty column is nobody’s question').to.equal(
      true,
    )
  })

  it('are the same in whatever Excel saved them', () => {
    const text = 'Nombre;Correo\r\nÁngela;angela@example.org\r\n;;;\r\n'
    const saved: readonly Uint8Array[] = [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(text, 'latin1'),
      Buffer.from(`\uFEFF${text.replaceAll(';', '\t')}`, 'utf16le'),
      Buffer.from(`sep=;\r\n${text}`),
    ]
    for (const bytes of saved) {
      const [list] = readRows(bytes, undefined)
      expect(list?.rows.map(({ cells }) => cells)).to.deep.equal([
        { name: 'Ángela', email: 'angela@example.org' },
      ])
    }
  })

  it('are told to come as CSV where a workbook comes, and to have fewer columns', () => {
    const ruleOf = (bytes: Uint8Array) => {
      try {
        readRows(bytes, undefined)
        return undefined
      } catch (error) {
        return error instanceof WaymarkError ? error.problems[0] : error
      }
    }
    const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0])
    expect(ruleOf(zip)).to.deep.equal({ path: '/file', rule: 'workbook' })
    expect(ruleOf(Buffer.from(Array.from({ length: 61 }, () => 'x').join(',')))).to.deep.equal({
      path: '/file',
      rule: 'too-many-columns',
      expected: 60,
    })
  })

  it('are asked for where there are none, or too many', () => {
    const problemOf = (text: string | undefined) => {
      try {
        return readRows(undefined, text).flatMap(({ rows }) => rows).length
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
