import type { Request, Response } from 'express'
import multer, { MulterError } from 'multer'
import { WaymarkError } from '../errors.ts'
import type { FileField, UploadedFile } from './shown.ts'

/** A multipart form as it was read, nothing in it checked. */
export interface Multipart {
  readonly values: unknown
  readonly file: UploadedFile | undefined
  /** Set where a file was read that is larger than the field allows. */
  readonly tooLarge: boolean
}

const mebibyte = 1024 * 1024

function fault(error: unknown): WaymarkError {
  if (error instanceof MulterError && error.code.startsWith('LIMIT_')) {
    const isUnknown = error.code === 'LIMIT_UNEXPECTED_FILE'
    return new WaymarkError(isUnknown ? 'invalid-request' : 'too-large', { cause: error })
  }
  // What busboy throws of a broken form has no type of its own.
  return new WaymarkError('malformed-body', { cause: error })
}

/**
 * The one door to multer: reads a multipart form into memory, with at most one file. A file somewhat
 * larger than allowed is read to the end and reported, so that the form can be shown again with what
 * was typed; beyond that reading stops.
 *
 * @throws WaymarkError too-large, malformed-body, invalid-request (a file where none belongs)
 */
export function multipartReader(
  files: FileField | undefined,
): (request: Request, response: Response) => Promise<Multipart> {
  const reader = multer({
    storage: multer.memoryStorage(),
    limits: {
      fileSize: Math.max(20 * mebibyte, files?.maxBytes ?? 0),
      files: 1,
      fields: 500,
      parts: 501,
      fieldSize: mebibyte,
      fieldNameSize: 200,
      headerPairs: 50,
      // A place far out makes a list of that length, and whoever walks it stands still for minutes.
      fieldArrayIndexLimit: 999,
      fieldNestingDepth: 10,
    },
  })
  const read = files === undefined ? reader.none() : reader.single(files.field)
  return (request, response) =>
    new Promise((resolve, reject) => {
      void read(request, response, (error: unknown) => {
        if (error !== undefined && error !== null) {
          reject(fault(error))
          return
        }
        const { file } = request
        const values: unknown = request.body
        // A file field in which nothing was chosen is sent as an empty file.
        if (file === undefined || file.size === 0) {
          resolve({ values, file: undefined, tooLarge: false })
          return
        }
        const { originalname: name, buffer: bytes } = file
        const tooLarge = bytes.length > (files?.maxBytes ?? 0)
        resolve({ values, file: tooLarge ? undefined : { name, bytes }, tooLarge })
      })
    })
}
