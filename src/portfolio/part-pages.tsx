import Type, { type TObject } from 'typebox'
import { closed } from '../../schemas/requests/common.ts'
import {
  HeadingBody,
  LinkBody,
  mostPictureBytes,
  PictureBody,
  TextBody,
  type PartBody,
} from '../../schemas/requests/portfolio-pages.ts'
import { startWith, valueOf } from '../../templates/draft.ts'
import { nameOfPart } from '../../templates/portfolio-pages/name-of-part.ts'
import { ChosenPart, ChooseParts, TypedPart } from '../../templates/portfolio-pages/part-form.tsx'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { formPage } from '../web/page.ts'
import type { Value } from '../web/validation.ts'
import { choices, type ChoiceDeps } from './portfolio-pages/choices.ts'
import { ownAddresses, pageParams, partParams } from './compose-pages.tsx'
import { partMark, partOf } from './portfolio-pages/parts.ts'
import type { NewPart, PortfolioPages } from './portfolio-pages/portfolio-pages.ts'
import type { ShowPage } from './portfolio-pages/shown-page.ts'
import type { Part } from './portfolio-pages/tables.ts'

export interface PartPageDeps extends ChoiceDeps {
  readonly portfolioPages: PortfolioPages
  readonly showPage: ShowPage
}

const seen = { seen: Type.Optional(Type.String({ maxLength: 40 })) }
const Chosen = Type.Object(
  { chosen: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 60 }) },
  closed,
)

/** What is put on a page and changed there, each part on a page of its own. */
export function partPages(deps: PartPageDeps) {
  const { portfolioPages, showPage } = deps
  const back = (pageId: string, partId: string) =>
    `/portfolio/${pageId}?moved=${partId}&by=added#part-${partId}`

  /** Heading, text and link: typed, put at the end, and changed on a page like the first. */
  const typed = <Form extends TObject>(
    kind: 'heading' | 'text' | 'link',
    form: Form,
    partIn: (form: Value<Form>) => NewPart,
  ) =>
    formPage({
      path: `/portfolio/:pageId/parts/new/${kind}`,
      access: 'signed-in',
      params: pageParams,
      form,
      async show({ caller, params: { pageId }, text }, draft) {
        const { title } = await portfolioPages.read(caller, pageId)
        return {
          title: text(`portfolioPages.kinds.${kind}`),
          body: <TypedPart draft={draft} pageId={pageId} pageTitle={title} kind={kind} />,
        }
      },
      async act({ caller, params: { pageId } }, sent) {
        const [added] = await portfolioPages.add(caller, pageId, [partIn(sent)])
        return { redirect: back(pageId, added?.id ?? '') }
      },
    })

  const choosing = (kind: 'badge' | 'evidence') =>
    formPage({
      path: `/portfolio/:pageId/parts/new/${kind}`,
      access: 'signed-in',
      params: pageParams,
      form: Chosen,
      async show({ caller, params: { pageId }, text }, draft) {
        const one = await portfolioPages.read(caller, pageId)
        return {
          title: text(`portfolioPages.kinds.${kind}`),
          body: (
            <ChooseParts
              draft={draft}
              pageId={pageId}
              pageTitle={one.title}
              kind={kind}
              choices={await choices(deps)[kind](caller, one, text)}
            />
          ),
        }
      },
      async act({ caller, params: { pageId } }, { chosen }) {
        const parts = chosen.map((value) => choices(deps).partIn(kind, value))
        const added = await portfolioPages.add(caller, pageId, parts)
        return { redirect: back(pageId, added.at(-1)?.id ?? '') }
      },
    })

  const changing = async (caller: Caller, pageId: string, partId: string) => {
    const one = await portfolioPages.read(caller, pageId)
    return { title: one.title, part: partOf(one.parts, partId), one }
  }

  return [
    typed('heading', HeadingBody, ({ text }) => ({ kind: 'heading', text })),
    typed('text', TextBody, ({ text }) => ({ kind: 'text', text })),
    typed('link', LinkBody, (sent) => ({ kind: 'link', ...sent })),
    choosing('badge'),
    choosing('evidence'),
    formPage({
      path: '/portfolio/:pageId/parts/new/picture',
      access: 'signed-in',
      params: pageParams,
      form: PictureBody,
      files: { field: 'file', maxBytes: mostPictureBytes },
      async show({ caller, params: { pageId }, text }, draft) {
        const { title } = await portfolioPages.read(caller, pageId)
        return {
          title: text('portfolioPages.kinds.picture'),
          scripts: ['/scripts/chosen-files.js'],
          body: <TypedPart draft={draft} pageId={pageId} pageTitle={title} kind="picture" />,
        }
      },
      async act({ caller, params: { pageId }, file }, words) {
        if (file === undefined) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/file', rule: 'required' }],
          })
        }
        const { id } = await portfolioPages.addPicture(caller, pageId, file.bytes, words)
        return { redirect: back(pageId, id) }
      },
    }),
    formPage({
      path: '/portfolio/:pageId/parts/:partId',
      access: 'signed-in',
      params: partParams,
      form: Type.Object(
        {
          ...seen,
          text: Type.Optional(TextBody.properties.text),
          title: Type.Optional(LinkBody.properties.title),
          url: Type.Optional(LinkBody.properties.url),
          alt: Type.Optional(PictureBody.properties.alt),
          caption: PictureBody.properties.caption,
        },
        closed,
      ),
      async show({ caller, params: { pageId, partId }, text }, draft) {
        const { title, part, one } = await changing(caller, pageId, partId)
        const [as] = await showPage.toOwner({ ...one, parts: [part] }, ownAddresses(pageId))
        const name = nameOfPart({ kind: part.kind, ...(as?.shown && { shown: as.shown }) }, text)
        if (part.kind === 'badge' || part.kind === 'imported' || part.kind === 'award-evidence') {
          return {
            title: name,
            body: (
              <ChosenPart
                pageId={pageId}
                pageTitle={title}
                partId={partId}
                name={name}
                {...(as?.shown === undefined ? {} : { href: badgeOf(part) })}
              />
            ),
          }
        }
        const isOverrun = draft.error?.code === 'changed-meanwhile'
        const started = startWith(draft, valuesOf(part))
        return {
          title: text(`portfolioPages.partKinds.${part.kind}`),
          body: (
            <TypedPart
              draft={started}
              pageId={pageId}
              pageTitle={title}
              kind={part.kind}
              partId={partId}
              // Whoever is told of the other's change and saves again has seen it.
              seen={isOverrun ? partMark(part) : valueOf(started, 'seen') || partMark(part)}
              {...(isOverrun ? { theirs: wordsIn(part) } : {})}
              {...(part.kind === 'picture' ? { src: ownAddresses(pageId).picture(partId) } : {})}
            />
          ),
        }
      },
      async act({ caller, params: { pageId, partId } }, { seen: mark, ...sent }) {
        const { part } = await changing(caller, pageId, partId)
        await portfolioPages.change(caller, pageId, partId, changed(part, sent), mark)
        return { redirect: back(pageId, partId) }
      },
    }),
  ]
}

interface Typed {
  readonly text?: string
  readonly title?: string
  readonly url?: string
  readonly alt?: string
  readonly caption?: string
}

/** A part with what was typed for it. @throws WaymarkError invalid-request where something that it needs was left empty */
function changed(part: Part, { text, title, url, alt, caption }: Typed): PartBody {
  switch (part.kind) {
    case 'heading':
    case 'text':
      return { kind: part.kind, text: needed(text, '/text') }
    case 'link':
      return {
        kind: 'link',
        title: needed(title, '/title'),
        url: needed(url, '/url'),
        ...(text === undefined ? {} : { text }),
      }
    case 'picture':
      return {
        id: part.id,
        kind: 'picture',
        alt: needed(alt, '/alt'),
        ...(caption === undefined ? {} : { caption }),
      }
    case 'badge':
    case 'imported':
    case 'award-evidence':
      throw new WaymarkError('not-found')
  }
}

function needed(typed: string | undefined, path: string): string {
  if (typed !== undefined) return typed
  throw new WaymarkError('invalid-request', { problems: [{ path, rule: 'required' }] })
}

function valuesOf(part: Part): Readonly<Record<string, unknown>> {
  return { ...part, seen: partMark(part) }
}

/** All that is written in a part, to be read beside what somebody else typed. */
function wordsIn(part: Part): string {
  const words = Object.entries(part)
    .filter(([name]) => ['title', 'url', 'text', 'alt', 'caption'].includes(name))
    .map(([, value]) => String(value))
  return words.join(' · ')
}

function badgeOf(part: Part & { readonly kind: 'badge' | 'imported' | 'award-evidence' }): string {
  return part.kind === 'imported'
    ? `/backpack/imported/${part.importId}`
    : `/backpack/${part.awardId}`
}
