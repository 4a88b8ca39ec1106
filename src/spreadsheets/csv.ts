import { parse, type InfoRecord } from 'csv-parse/sync'
import { WaymarkError } from '../errors.ts'

export interface SheetRow {
  /** Where it ends in the text, counted from 1: what people look for in their file. */
  readonly line: number
  /** Trimmed. There may be fewer or more of them than columns. */
  readonly cells: readonly string[]
}

/** Rows of text as people keep them: the first one is the header where they say so. */
export type Sheet = readonly SheetRow[]

/**
 * Reads CSV of any spreadsheet, or lines that were pasted from one: commas, semicolons or tabs; UTF-8, UTF-16 with its
 * mark, or what Excel calls ANSI. Empty lines are passed over, and the line `sep=;` that Excel writes for itself.
 * @throws WaymarkError invalid-request: a workbook instead, a quote that is not closed, NUL, or more than `mostRows` rows
 */
export function readSheet(input: Uint8Array | string, mostRows: number): Sheet {
  if (typeof input !== 'string' && isWorkbook(input)) throw unreadable('workbook')
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decoded(input)
  if (text.includes('\0')) throw unreadable('format')
  const [mark = '', delimiter] = /^sep=(.)\r?\n/iu.exec(text) ?? []
  const rows = rowsOf(text.slice(mark.length), delimiter ?? delimiterOf(text), mostRows)
  if (rows.length > mostRows) throw unreadable('too-many', mostRows)
  return mark === '' ? rows : rows.map(({ line, cells }) => ({ line: line + 1, cells }))
}

/** How the files of Excel, Numbers and LibreOffice begin: a zip, or the older compound file. */
function isWorkbook(bytes: Uint8Array): boolean {
  const begins = (...first: readonly number[]) => first.every((byte, at) => bytes[at] === byte)
  return begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0)
}

function rowsOf(text: string, delimiter: string, mostRows: number): Sheet {
  const rows: SheetRow[] = []
  const keep = (record: string[], { lines }: InfoRecord) => {
    rows.push({ line: lines, cells: record.map((cell) => cell.trim().normalize('NFC')) })
    return null
  }
  try {
    parse(text, {
      delimiter,
      on_record: keep,
      // What was put together from several files may have all of them; guessed from the first, two people were one.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // Quotes in the middle of a cell are letters: a pasted `12" ruler` is no fault.
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: mostRows + 1,
      trim: true,
    })
    return rows
  } catch (cause) {
    throw unreadable('format', undefined, cause)
  }
}

/** The mark that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text.trimStart().split(/\r?\n/u, 1)
  const bare = line.replace(/"[^"]*"/gu, '')
  const count = (mark: string) => bare.split(mark).length
  return ['\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function unreadable(
  rule: 'format' | 'too-many' | 'workbook',
  expected?: number,
  cause?: unknown,
): WaymarkError {
  return new WaymarkError('invalid-request', {
    problems: [{ path: '/file', rule, ...(expected === undefined ? {} : { expected }) }],
    ...(cause === undefined ? {} : { cause }),
  })
}
