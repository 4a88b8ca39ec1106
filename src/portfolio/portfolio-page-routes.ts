import Type from 'typebox'
import { closed, Id, Name } from '../../schemas/requests/common.ts'
import {
  NewPageBody,
  NewPictureBody,
  PageAnswer,
  PageBody,
  PageChoicesAnswer,
} from '../../schemas/requests/portfolio-pages.ts'
import { FacedShareBody, ShareAnswer } from '../../schemas/requests/shares.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { route } from '../web/route.ts'
import type { Imports } from './imports.ts'
import { nameOf } from './name-of.ts'
import type { Portfolio } from './portfolio.ts'
import { presentShare } from './present-share.ts'
import { evidenceKey } from './portfolio-pages/evidence-key.ts'
import type { PortfolioPages } from './portfolio-pages/portfolio-pages.ts'
import type { Part, PortfolioPage } from './portfolio-pages/tables.ts'

export interface PortfolioPageRouteDeps {
  readonly portfolioPages: PortfolioPages
  readonly portfolio: Portfolio
  readonly imports: Imports
  readonly identifiers: Identifiers
}

const tag = 'Portfolio pages'
const params = Type.Object({ pageId: Id }, closed)
const answer = { description: 'The page', schema: PageAnswer }
/** A picture comes inside the body, in base64. */
const maxBodyBytes = 14_000_000

/** Pages composed of badges, evidence and own words; and their shares. */
export function portfolioPageRoutes(deps: PortfolioPageRouteDeps) {
  const { portfolioPages, portfolio, imports, identifiers } = deps
  return [
    route({
      method: 'get',
      path: '/api/v1/portfolio-pages',
      operationId: 'listPortfolioPages',
      tag,
      summary: 'Every portfolio page of yours, newest first',
      access: 'backpack:read',
      answers: {
        200: {
          description: 'The pages',
          schema: Type.Object({ pages: Type.Array(PageAnswer) }),
        },
      },
      async handle({ caller }) {
        return { status: 200, body: { pages: (await portfolioPages.list(caller)).map(present) } }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/portfolio-pages/choices',
      operationId: 'listPortfolioChoices',
      tag,
      summary: 'What of your backpack can be put on a page',
      access: 'backpack:read',
      answers: { 200: { description: 'Badges and their evidence', schema: PageChoicesAnswer } },
      async handle({ caller }) {
        const held = await portfolio.backpack(caller)
        const badges = held.map(({ award }) => ({
          awardId: award.id,
          name: award.achievementName,
          evidence: award.statement.evidence.map((one) => ({
            key: evidenceKey(one),
            ...(one.name === undefined ? {} : { name: one.name }),
            ...(one.url === undefined ? {} : { url: one.url }),
          })),
        }))
        const imported = (await imports.list(caller)).map((one) => {
          const name = nameOf(one)
          return { importId: one.id, ...(name === undefined ? {} : { name }) }
        })
        return { status: 200, body: { badges, imported } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/portfolio-pages',
      operationId: 'makePortfolioPage',
      tag,
      summary: 'Make a portfolio page',
      access: 'backpack:write',
      resumable: true,
      body: NewPageBody,
      answers: { 201: answer },
      errors: ['not-found', 'portfolio-full', 'page-full'],
      async handle({ caller, body: { title, parts = [] }, repeatId }) {
        const made = await portfolioPages.make(caller, { title, parts }, repeatId)
        return { status: 201, body: present(made) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/portfolio-pages/:pageId',
      operationId: 'readPortfolioPage',
      tag,
      summary: 'One portfolio page of yours',
      access: 'backpack:read',
      params,
      answers: { 200: answer },
      errors: ['not-found'],
      async handle({ caller, params: { pageId } }) {
        return { status: 200, body: present(await portfolioPages.read(caller, pageId)) }
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/portfolio-pages/:pageId',
      operationId: 'replacePortfolioPage',
      tag,
      summary: 'Say how a page is to be: its title, and all its parts in their order',
      access: 'backpack:write',
      // Once more with the version that was seen is refused, as it should be: it is there by then.
      resumable: false,
      params,
      body: PageBody,
      answers: { 200: answer },
      errors: ['not-found', 'changed-meanwhile', 'page-full'],
      async handle({ caller, params: { pageId }, body: { title, parts, seen } }) {
        const change = { title, parts, ...(seen === undefined ? {} : { seen }) }
        return { status: 200, body: present(await portfolioPages.replace(caller, pageId, change)) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/portfolio-pages/:pageId',
      operationId: 'removePortfolioPage',
      tag,
      summary: 'Delete a page with its words and pictures, and close its shares',
      access: 'backpack:write',
      params,
      answers: { 204: { description: 'It is gone' } },
      errors: ['not-found'],
      async handle({ caller, params: { pageId } }) {
        await portfolioPages.remove(caller, pageId)
        return { status: 204 }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/portfolio-pages/:pageId/copies',
      operationId: 'copyPortfolioPage',
      tag,
      summary: 'Make a page like this one, to be changed by itself',
      access: 'backpack:write',
      params,
      body: Type.Object({ title: Name }, closed),
      answers: { 201: answer },
      errors: ['not-found', 'portfolio-full'],
      async handle({ caller, params: { pageId }, body: { title } }) {
        return { status: 201, body: present(await portfolioPages.copy(caller, pageId, title)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/portfolio-pages/:pageId/pictures',
      operationId: 'putPictureOnPage',
      tag,
      summary: 'Put a picture at the end of a page',
      access: 'backpack:write',
      params,
      maxBodyBytes,
      body: NewPictureBody,
      answers: { 201: answer },
      errors: [
        'not-found',
        'page-full',
        'too-large',
        'unsupported-media-type',
        'unreadable-picture',
      ],
      async handle({ caller, params: { pageId }, body: { file, ...words } }) {
        await portfolioPages.addPicture(caller, pageId, Buffer.from(file, 'base64'), words)
        return { status: 201, body: present(await portfolioPages.read(caller, pageId)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/portfolio-pages/:pageId/shares',
      operationId: 'listPageShares',
      tag,
      summary: 'The shares that were opened of a page',
      access: 'backpack:read',
      params,
      answers: {
        200: {
          description: 'The shares',
          schema: Type.Object({ shares: Type.Array(ShareAnswer) }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, params: { pageId } }) {
        const found = await portfolio.sharesOfPage(caller, pageId)
        const shares = found.map((share) => presentShare(share, identifiers))
        return { status: 200, body: { shares } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/portfolio-pages/:pageId/shares',
      operationId: 'openPageShare',
      tag,
      summary: 'Open a share of a page, for somebody and with an end',
      access: 'shares:write',
      resumable: true,
      params,
      body: FacedShareBody,
      answers: { 201: { description: 'The share and its address', schema: ShareAnswer } },
      errors: ['not-found', 'not-shareable-yet', 'sharing-paused', 'conflict'],
      async handle({ caller, params: { pageId }, body, repeatId }) {
        const id = repeatId === undefined ? {} : { id: repeatId }
        const share = await portfolio.sharePage(caller, pageId, { ...body, ...id })
        return { status: 201, body: presentShare(share, identifiers) }
      },
    }),
  ]
}

function present(page: PortfolioPage): Type.Static<typeof PageAnswer> {
  const { id, title, version, parts, createdAt, changedAt } = page
  return {
    ...{ id, title, version, createdAt, changedAt },
    parts: parts.map((part) => presentPart(id, part)),
  }
}

/** A picture says where its bytes are; under which name they are kept is nobody's business. */
function presentPart(pageId: string, part: Part) {
  if (part.kind !== 'picture') return part
  const { fileId: _kept, ...told } = part
  return { ...told, address: `/portfolio/${pageId}/pictures/${part.id}` }
}
