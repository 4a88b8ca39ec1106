import type { Request, Response } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import { WaymarkError } from '../errors.ts'
import type { FileField, UploadedFile } from './shown.ts'

/** A multipart form as it was read, nothing in it checked. */
export interface Multipart {
  readonly values: unknown
  /** In the order in which they came. One that is larger than the field allows says so and has no bytes. */
  readonly files: readonly UploadedFile[]
}

const mebibyte = 1024 * 1024

/** Files that are read to their end, at most, though fewer may come: so that too many can be told, with all that was typed. */
const mostRead = 200

function fault(error: unknown): WaymarkError {
  if (error instanceof WaymarkError) return error
  if (error instanceof MulterError && error.code.startsWith('LIMIT_')) {
    const isUnknown = error.code === 'LIMIT_UNEXPECTED_FILE'
    return new WaymarkError(isUnknown ? 'invalid-request' : 'too-large', { cause: error })
  }
  // What busboy throws of a broken form has no type of its own.
  return new WaymarkError('malformed-body', { cause: error })
}

/**
 * The one door to multer: reads a multipart form into memory, with as many files as its field takes. A file somewhat
 * larger than allowed is read to the end and reported, so that the form can be shown again with what
 * was typed; beyond that reading stops.
 *
 * @throws WaymarkError too-large, malformed-body, invalid-request (a file where none belongs)
 */
export function multipartReader(
  field: FileField | undefined,
): (request: Request, response: Response) => Promise<Multipart> {
  return (request, response) =>
    new Promise((resolve, reject) => {
      void readerOf(field)(request, response, (error: unknown) => {
        if (error !== undefined && error !== null) {
          reject(fault(error))
          return
        }
        const values: unknown = request.body
        const sent = Array.isArray(request.files) ? request.files : []
        // A file field in which nothing was chosen is sent as an empty file.
        const files = sent.flatMap((file) => (file.size === 0 ? [] : [uploaded(file)]))
        resolve({ values, files })
      })
    })
}

function readerOf(field: FileField | undefined) {
  const most = field?.several === undefined ? 1 : mostRead
  const reader = multer({
    // Browsers send the names of files in the letters of the page: https://www.rfc-editor.org/rfc/rfc7578#section-5.1
    defParamCharset: 'utf8',
    storage: boundedMemory(
      field?.maxBytes ?? 0,
      Math.max(20 * mebibyte, field?.several?.maxTotalBytes ?? 0, field?.maxBytes ?? 0),
    ),
    limits: {
      files: most,
      fields: 500,
      parts: 500 + most,
      fieldSize: mebibyte,
      fieldNameSize: 200,
      headerPairs: 50,
      // A place far out makes a list of that length, and whoever walks it stands still for minutes.
      fieldArrayIndexLimit: 999,
      fieldNestingDepth: 10,
    },
  })
  return field === undefined ? reader.none() : reader.array(field.field, most)
}

function uploaded({ originalname: name, buffer, size }: Express.Multer.File): UploadedFile {
  return size > buffer.length
    ? { name, bytes: new Uint8Array(), tooLarge: true }
    : { name, bytes: buffer }
}

/** Holds the files of one form: each as far as it may be large, and lets go of it beyond; all of them so far. */
function boundedMemory(maxBytes: number, maxTotalBytes: number): StorageEngine {
  let total = 0
  return {
    _handleFile(_request, { stream }, done) {
      let chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        total += chunk.length
        if (size <= maxBytes) chunks.push(chunk)
        else chunks = []
        if (total > maxTotalBytes) stream.destroy(new WaymarkError('too-large'))
      })
      stream.once('error', (error) => done(error))
      stream.once('end', () => done(null, { buffer: Buffer.concat(chunks), size }))
    },
    _removeFile(_request, _file, done) {
      done(null)
    },
  }
}
