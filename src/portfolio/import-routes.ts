import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { BroughtInAnswer, ImportBody, ImportedAnswer } from '../../schemas/requests/imports.ts'
import { WaymarkError } from '../errors.ts'
import { route } from '../web/route.ts'
import type { World } from '../world.ts'
import type { BroughtIn, LeftOut } from './bring-in.ts'
import type { Imports } from './imports.ts'
import { presentBroughtIn, presentImport } from './present-import.ts'
import type { ImportedCredential } from './tables.ts'

const tag = 'Backpack'
const oneParams = Type.Object({ importId: Id }, closed)

export interface ImportRouteDeps {
  readonly imports: Imports
  readonly world: Pick<World, 'now'>
}

/** Badges from elsewhere: brought in, looked at, checked again, removed. */
export function importRoutes({ imports, world }: ImportRouteDeps) {
  const present = (one: ImportedCredential) => presentImport(one, world.now())
  return [
    route({
      method: 'post',
      path: '/api/v1/backpack/imports',
      operationId: 'importCredential',
      tag,
      summary: 'Bring a badge from elsewhere into your backpack',
      access: 'backpack:write',
      body: ImportBody,
      answers: {
        201: {
          description:
            'What was kept: one, or those of several that could be, and the others with their reasons',
          schema: BroughtInAnswer,
        },
        200: {
          description: 'None of several was kept, for more than one reason',
          schema: BroughtInAnswer,
        },
      },
      // Of several they answer only where none is kept, all of them for this one reason.
      errors: [
        'unreadable-credential',
        'nothing-to-check',
        'too-many-badges',
        'badge-not-genuine',
        'badge-from-here',
        'already-in-backpack',
        'backpack-full',
        'too-large',
        'too-many-requests',
        'not-allowed',
      ],
      async handle({ caller, body }) {
        const broughtIn = await imports.bringIn(caller, handedIn(body))
        requireReasons(broughtIn)
        const answer = presentBroughtIn(broughtIn, world.now())
        return { status: answer.imported.length === 0 ? 200 : 201, body: answer }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/backpack/imports',
      operationId: 'listImports',
      tag,
      summary: 'Every badge from elsewhere in your backpack, newest first',
      access: 'backpack:read',
      answers: {
        200: {
          description: 'The badges',
          schema: Type.Object({ imported: Type.Array(ImportedAnswer) }),
        },
      },
      async handle({ caller }) {
        return { status: 200, body: { imported: (await imports.list(caller)).map(present) } }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/backpack/imports/:importId',
      operationId: 'readImport',
      tag,
      summary: 'One badge from elsewhere, letter for letter as it was brought in',
      access: 'backpack:read',
      params: oneParams,
      answers: {
        200: {
          description: 'The badge; `credential` is its exact text',
          schema: Type.Object({ imported: ImportedAnswer, credential: Type.String() }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, params: { importId } }) {
        const imported = present(await imports.read(caller, importId))
        return {
          status: 200,
          body: { imported, credential: await imports.textOf(caller, importId) },
        }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/backpack/imports/:importId/verifications',
      operationId: 'verifyImport',
      tag,
      summary: 'Check a badge from elsewhere again, as it is today',
      access: 'backpack:write',
      params: oneParams,
      answers: { 200: { description: 'The badge with its new report', schema: ImportedAnswer } },
      errors: ['not-found', 'too-many-requests'],
      async handle({ caller, params: { importId } }) {
        return { status: 200, body: present(await imports.checkAgain(caller, importId)) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/backpack/imports/:importId',
      operationId: 'removeImport',
      tag,
      summary: 'Remove a badge from elsewhere, with its text and picture',
      access: 'backpack:write',
      params: oneParams,
      answers: { 204: { description: 'It is gone' } },
      errors: ['not-found'],
      async handle({ caller, params: { importId } }) {
        await imports.remove(caller, importId)
        return { status: 204 }
      },
    }),
  ]
}

function handedIn({ credential, address, file }: ImportBody): Uint8Array | string {
  if (file !== undefined) return Buffer.from(file, 'base64')
  if (address !== undefined) return address
  if (credential === undefined) throw new WaymarkError('invalid-request')
  return typeof credential === 'string' ? credential : JSON.stringify(credential)
}

/** @throws WaymarkError the one reason for which nothing was kept; where there are several, each is told */
function requireReasons({ kept, leftOut }: BroughtIn): void {
  const [first, ...others] = leftOut
  if (kept.length > 0 || first === undefined) return
  const isSame = ({ fault: { code, values } }: LeftOut) =>
    code === first.fault.code && values['found'] === first.fault.values['found']
  if (others.every(isSame)) throw first.fault
}
