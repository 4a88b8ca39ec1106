import Type, { type Static } from 'typebox'
import { closed, Id, Name, Next, Paging } from '../../schemas/requests/common.ts'
import { RosterAnswer, RosterBody, RosterRowAnswer } from '../../schemas/requests/rosters.ts'
import { route } from '../web/route.ts'
import type { Learners } from './learners.ts'
import { presentRoster, presentRosterRows } from './present-rosters.ts'
import type { RosterSource } from './rosters/read-roster.ts'
import type { OpenOptions } from './rosters/roster-imports.ts'
import type { Caller } from '../caller.ts'
import type { MayShow } from './visibility.ts'

const tag = 'Learners'
const params = Type.Object({ organizationId: Id }, closed)
const rosterParams = Type.Object({ organizationId: Id, importId: Id }, closed)
const organization = '/api/v1/organizations/:organizationId'
const collection = `${organization}/roster-imports`
const one = `${collection}/:importId`

const errors = ['not-found', 'not-allowed', 'conflict'] as const

/** Rosters brought in by a program: rows in, a result for each row out. */
export function rosterRoutes(learners: Learners, mayShow: MayShow) {
  const { imports } = learners

  const bringIn = async (
    caller: Caller,
    organizationId: string,
    source: RosterSource,
    { dryRun = false, ...options }: OpenOptions & { readonly dryRun?: boolean },
  ): Promise<{ status: number; body: Static<typeof RosterAnswer> }> => {
    const roster = await imports.open(caller, organizationId, source, options)
    const last = dryRun ? roster : await imports.confirm(caller, organizationId, roster.id)
    return { status: 201, body: presentRoster(last) }
  }

  return [
    route({
      method: 'post',
      path: collection,
      operationId: 'importRoster',
      tag,
      summary: 'Bring in a roster as rows of JSON, or see what would become of each row',
      access: 'learners:write',
      params,
      body: RosterBody,
      answers: {
        201: {
          description:
            'The import. More than 500 rows are carried out within a minute or two: ask again for its state.',
          schema: RosterAnswer,
        },
      },
      errors,
      async handle({ caller, params: { organizationId }, body: { rows, ...options } }) {
        return bringIn(caller, organizationId, { kind: 'rows', rows }, options)
      },
    }),
    route({
      method: 'post',
      path: `${organization}/roster-files`,
      operationId: 'importRosterFile',
      tag,
      summary: 'Bring in a roster as a file: CSV with a header, or a OneRoster 1.1 or 1.2 CSV zip',
      access: 'learners:write',
      params,
      query: Type.Object(
        {
          group: Type.Optional({ ...Name, description: 'A group that everybody joins, by name.' }),
          dateOrder: Type.Optional(
            Type.Enum(['day-first', 'month-first'], {
              description: 'How dates like 3/4/2014 are meant. Else it is told from the others.',
            }),
          ),
          dryRun: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      bytes: {
        contentTypes: ['text/csv', 'text/plain', 'text/tab-separated-values', 'application/zip'],
        maxBytes: mostFileBytes,
        description: 'The file. A date of birth in it is turned into two months and is not kept.',
      },
      answers: { 201: { description: 'The import', schema: RosterAnswer } },
      errors: [...errors, 'too-large', 'unsupported-media-type'],
      async handle({ caller, params: { organizationId }, query, bytes }) {
        return bringIn(caller, organizationId, { kind: 'file', bytes }, query)
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readRosterImport',
      tag,
      summary: 'How far an import is. It is forgotten after two days',
      access: 'learners:read',
      params: rosterParams,
      answers: { 200: { description: 'The import', schema: RosterAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, importId } }) {
        const roster = await imports.read(caller, organizationId, importId)
        return { status: 200, body: presentRoster(roster) }
      },
    }),
    route({
      method: 'get',
      path: `${one}/rows`,
      operationId: 'listRosterRows',
      tag,
      summary: 'What is found of each row, and what became of it, in the order of the file',
      access: 'learners:read',
      params: rosterParams,
      query: Type.Object(
        { verdict: Type.Optional(RosterRowAnswer.properties.verdict), ...Paging },
        closed,
      ),
      answers: {
        200: {
          description: 'A page of rows',
          schema: Type.Object({ rows: Type.Array(RosterRowAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, importId }, query }) {
        const roster = await imports.read(caller, organizationId, importId)
        const { rows, next } = await imports.rows(caller, organizationId, importId, query)
        const shown = await presentRosterRows({ learners, mayShow }, roster, rows)
        const body = { rows: shown.map(({ number: _, somebodyElse: __, ...row }) => row) }
        return { status: 200, body: next === undefined ? body : { ...body, next } }
      },
    }),
    route({
      method: 'post',
      path: `${one}/confirmation`,
      operationId: 'confirmRosterImport',
      tag,
      summary: 'Carry out an import that was a dry run; once is enough',
      access: 'learners:write',
      params: rosterParams,
      answers: { 200: { description: 'The import', schema: RosterAnswer } },
      errors: ['not-found', 'not-allowed', 'changed-meanwhile'],
      async handle({ caller, params: { organizationId, importId } }) {
        const roster = await imports.confirm(caller, organizationId, importId)
        return { status: 200, body: presentRoster(roster) }
      },
    }),
    route({
      method: 'delete',
      path: one,
      operationId: 'discardRosterImport',
      tag,
      summary: 'Forget an import that was not carried out, and what it said',
      access: 'learners:write',
      params: rosterParams,
      answers: { 204: { description: 'Forgotten' } },
      errors,
      async handle({ caller, params: { organizationId, importId } }) {
        await imports.discard(caller, organizationId, importId)
        return { status: 204 }
      },
    }),
  ]
}

/** A OneRoster archive of a school fits, and a file of 10 000 rows. */
export const mostFileBytes = 8 * 1024 * 1024
