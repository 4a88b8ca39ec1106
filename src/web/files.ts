import express, { type RequestHandler } from 'express'

/** An address with the hash of its content in it: 'styles.0a1b2c3d.css'. */
const hashedName = /\.[0-9a-f]{8,64}\.[a-z0-9]+$/i

/**
 * The files of a folder. What has its hash in its name never changes and is kept for a year; the rest is
 * asked for again each time (ETag). Nothing hidden, no listings.
 */
export function staticFiles(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders(response, path) {
      response.setHeader(
        'Cache-Control',
        hashedName.test(path) ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      )
    },
  })
}
