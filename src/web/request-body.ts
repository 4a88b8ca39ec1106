import express, { type Request, type RequestHandler, type Response } from 'express'
import { WaymarkError } from '../errors.ts'
import type { BytesBody } from './route.ts'

const jsonTypes = ['application/json', 'application/*+json']

/** Runs a middleware to its end as a promise. */
export function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: unknown) => {
      if (error === undefined || error === 'route' || error === 'router') resolve()
      else reject(error instanceof Error ? error : new Error('a body could not be read'))
    }
    void handler(request, response, done)
  })
}

function hasBody(request: Request): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0
  )
}

/** The media type of the body in lower case without parameters, '' where none is named. */
export function mediaTypeOf(request: Request): string {
  return (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/**
 * Reads a JSON body of at most so many bytes; undefined where nothing was sent.
 *
 * @throws WaymarkError unsupported-media-type; what body-parser throws is mapped by the error exit
 */
export function jsonReader(
  maxBytes = 1024 * 1024,
): (request: Request, response: Response) => Promise<unknown> {
  const parse = express.json({ limit: maxBytes, strict: false, type: jsonTypes })
  return async (request, response) => {
    if (!hasBody(request)) return undefined
    if (typeof request.is(jsonTypes) !== 'string') throw new WaymarkError('unsupported-media-type')
    await run(parse, request, response)
    const body: unknown = request.body
    return body
  }
}

/** Reads a body as it comes. @throws WaymarkError unsupported-media-type */
export function bytesReader(
  facts: BytesBody,
): (request: Request, response: Response) => Promise<Uint8Array> {
  const parse = express.raw({ limit: facts.maxBytes, type: () => true })
  return async (request, response) => {
    if (!hasBody(request)) return new Uint8Array()
    if (typeof request.is([...facts.contentTypes]) !== 'string') {
      throw new WaymarkError('unsupported-media-type')
    }
    await run(parse, request, response)
    const body: unknown = request.body
    return body instanceof Uint8Array ? body : new Uint8Array()
  }
}

/** The longest form is the papers of a class of five hundred: a tick for each of them and each of five purposes. */
const mostFields = 3000

/** Reads a urlencoded form; nested names become nested values. */
export function formReader(): (request: Request, response: Response) => Promise<unknown> {
  const parse = express.urlencoded({
    extended: true,
    limit: '1mb',
    parameterLimit: mostFields,
    type: 'application/x-www-form-urlencoded',
  })
  return async (request, response) => {
    await run(parse, request, response)
    const body: unknown = request.body
    return body
  }
}
