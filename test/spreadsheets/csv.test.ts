import { expect } from 'chai'
import fc from 'fast-check'
import { WaymarkError } from '../../src/errors.ts'
import { readSheet } from '../../src/spreadsheets/csv.ts'

const cells = (input: Uint8Array | string) => readSheet(input, 100).map((row) => row.cells)

describe('a sheet', () => {
  it('is read with commas, semicolons or tabs, quotes and line breaks in cells', () => {
    const rows = [
      ['name', 'narrative'],
      ['Zoë', 'Two\nlines, one comma; a semicolon'],
    ]
    for (const mark of [',', ';', '\t']) {
      const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(mark)).join('\r\n')
      expect(cells(text), mark).to.deep.equal(rows)
    }
  })

  it('is read as Excel saves it: with a mark, as UTF-16, or in its old letters', () => {
    const text = 'name;group\nZoë Müller;Año 3\n'
    const expected = [
      ['name', 'group'],
      ['Zoë Müller', 'Año 3'],
    ]
    expect(cells(Buffer.from(`\uFEFF${text}`))).to.deep.equal(expected)
    expect(cells(Buffer.from(`\uFEFF${text}`, 'utf16le'))).to.deep.equal(expected)
    expect(cells(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).to.deep.equal(expected)
    expect(cells(Buffer.from(text, 'latin1'))).to.deep.equal(expected)
  })

  it('is read from one pasted column too, with the lines where its rows stand', () => {
    expect(readSheet('Ada\n\n  Bo 12" ruler \n', 10)).to.deep.equal([
      { line: 1, cells: ['Ada'] },
      { line: 3, cells: ['Bo 12" ruler'] },
    ])
    expect(readSheet('', 10)).to.deep.equal([])
  })

  it('that is too long, broken or no text is refused with what is wrong', () => {
    const rule = (input: Uint8Array | string) => {
      try {
        readSheet(input, 2)
        return 'read'
      } catch (error) {
        if (!(error instanceof WaymarkError)) throw error
        return error.problems[0]?.rule
      }
    }
    expect(rule('a\nb')).to.equal('read')
    expect(rule('a\nb\nc')).to.equal('too-many')
    expect(rule('a,"b\nc')).to.equal('format')
    expect(rule('a\0b')).to.equal('format')
    expect(rule(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))).to.equal('format')
  })

  it('has in it what was written, whatever it was', () => {
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => text.normalize('NFC').trim())
      .filter((text) => text !== '' && !text.includes('\0'))
    const sheet = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(sheet, (rows) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\n')
        expect(cells(text)).to.deep.equal(rows)
      }),
    )
  })
})
