import type { Request } from 'express'
import { WaymarkError } from '../errors.ts'

/** A piece of the path. @throws WaymarkError not-found where the path has no such piece */
export function parameter(request: Request, name: string): string {
  const value = request.params[name]
  if (typeof value !== 'string') throw new WaymarkError('not-found')
  return value
}
