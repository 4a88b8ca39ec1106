import type { ComponentChildren } from 'preact'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { CheckboxGroup } from '../components/checkbox.tsx'
import { Details } from '../components/details.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { longestText } from '../../schemas/requests/portfolio-pages.ts'
import type { Text } from '../../src/text/text.ts'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

export type TypedKind = 'heading' | 'text' | 'link' | 'picture'
export type NewKind = TypedKind | 'badge' | 'evidence'

interface FrameProps {
  readonly pageId: string
  readonly pageTitle: string
  readonly heading: string
  readonly children: ComponentChildren
}

function PartFrame({ pageId, pageTitle, heading, children }: FrameProps) {
  const text = useText()
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[
          { label: text('portfolioPages.title'), href: '/portfolio' },
          { label: pageTitle, href: `/portfolio/${pageId}` },
          { label: heading },
        ]}
      />
      <h1>{heading}</h1>
      {children}
    </section>
  )
}

interface TypedPartProps {
  readonly draft: Draft
  readonly pageId: string
  readonly pageTitle: string
  readonly kind: TypedKind
  /** The part that is changed; a new one without it. */
  readonly partId?: string
  /** What it said when the form was opened. */
  readonly seen?: string
  /** The picture that is there already. */
  readonly src?: string
  /** What somebody else made of it meanwhile. */
  readonly theirs?: string
}

/** A heading, a text, a link or a picture: new, or to be changed. */
export function TypedPart(props: TypedPartProps) {
  const text = useText()
  const { draft, pageId, pageTitle, kind, partId, src, theirs } = props
  const isNew = partId === undefined
  return (
    <PartFrame
      pageId={pageId}
      pageTitle={pageTitle}
      heading={text(isNew ? `portfolioPages.kinds.${kind}` : `portfolioPages.partKinds.${kind}`)}
    >
      {theirs !== undefined && (
        <Notice tone="warning" title={text('portfolioPages.theirs')}>
          <p dir="auto">{theirs}</p>
        </Notice>
      )}
      {src !== undefined && <img class="folio-form-picture" src={src} alt="" />}
      <Form draft={draft} files={kind === 'picture' && isNew}>
        {props.seen !== undefined && <input type="hidden" name="seen" value={props.seen} />}
        {fieldsOf(kind, draft, isNew, text)}
        <Button>{text(isNew ? 'portfolioPages.put' : 'portfolioPages.save')}</Button>
      </Form>
      {!isNew && <RemovePart pageId={pageId} partId={partId} />}
    </PartFrame>
  )
}

/** As an array, not a component: the form names its fields where something is wrong. */
function fieldsOf(kind: TypedKind, draft: Draft, isNew: boolean, text: Text) {
  const name = <Name extends string>(field: Name) => ({ name: field, draft })
  switch (kind) {
    case 'heading':
      return (
        <Field
          {...name('text')}
          label={text('portfolioPages.fields.heading')}
          maxLength={200}
          required
        />
      )
    case 'text':
      return (
        <TextArea
          {...name('text')}
          label={text('portfolioPages.fields.text')}
          hint={text('portfolioPages.fields.textHint')}
          rows={10}
          maxLength={longestText}
          markdown
          required
        />
      )
    case 'link':
      return (
        <>
          <Field
            {...name('title')}
            label={text('portfolioPages.fields.linkTitle')}
            maxLength={200}
            required
          />
          <Field
            {...name('url')}
            type="url"
            label={text('portfolioPages.fields.url')}
            hint={text('portfolioPages.fields.urlHint')}
            required
          />
          <TextArea
            {...name('text')}
            label={text('portfolioPages.fields.about')}
            rows={3}
            maxLength={1000}
          />
        </>
      )
    case 'picture':
      return (
        <>
          {isNew && (
            <FileField
              {...name('file')}
              label={text('portfolioPages.fields.file')}
              hint={text('portfolioPages.fields.fileHint')}
              accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
              required
            />
          )}
          <Field
            {...name('alt')}
            label={text('portfolioPages.fields.alt')}
            hint={text('portfolioPages.fields.altHint')}
            maxLength={1000}
            required
          />
          <Field
            {...name('caption')}
            label={text('portfolioPages.fields.caption')}
            hint={text('portfolioPages.fields.captionHint')}
            maxLength={1000}
          />
        </>
      )
  }
}

function RemovePart({ pageId, partId }: { pageId: string; partId: string }) {
  const text = useText()
  return (
    <Details summary={text('portfolioPages.removePart.title')}>
      <p>{text('portfolioPages.removePart.lead')}</p>
      <ActionForm action={`/portfolio/${pageId}/parts/${partId}/removal`}>
        <Button tone="danger">{text('portfolioPages.removePart.submit')}</Button>
      </ActionForm>
    </Details>
  )
}

/** A part that is chosen, not typed: it can be taken from the page, and is changed where it comes from. */
export function ChosenPart(props: {
  readonly pageId: string
  readonly pageTitle: string
  readonly partId: string
  readonly name: string
  /** Where the badge itself is; none for what is there no more. */
  readonly href?: string
}) {
  const text = useText()
  return (
    <PartFrame pageId={props.pageId} pageTitle={props.pageTitle} heading={props.name}>
      {props.href === undefined ? (
        <Notice tone="warning" title={text('portfolioPages.gap')}>
          {text('portfolioPages.gapLead')}
        </Notice>
      ) : (
        <>
          <p class="lead">{text('portfolioPages.chosenLead')}</p>
          <div class="actions">
            <LinkButton href={props.href} icon="badge">
              {text('portfolioPages.toBadge')}
            </LinkButton>
          </div>
        </>
      )}
      <RemovePart pageId={props.pageId} partId={props.partId} />
    </PartFrame>
  )
}

export interface Choice {
  readonly value: string
  readonly name: string
  readonly about: string
  /** It stands on the page already. */
  readonly isThere: boolean
}

/** Badges, or pieces of evidence, to be ticked: several at once. */
export function ChooseParts(props: {
  readonly draft: Draft
  readonly pageId: string
  readonly pageTitle: string
  readonly kind: 'badge' | 'evidence'
  readonly choices: readonly Choice[]
}) {
  const text = useText()
  const { draft, pageId, pageTitle, kind, choices } = props
  return (
    <PartFrame pageId={pageId} pageTitle={pageTitle} heading={text(`portfolioPages.kinds.${kind}`)}>
      {choices.length === 0 ? (
        <EmptyState title={text(`portfolioPages.nothingTo.${kind}`)}>
          {text(`portfolioPages.nothingToNext.${kind}`)}
        </EmptyState>
      ) : (
        <Form draft={draft}>
          <CheckboxGroup
            name="chosen"
            label={text(`portfolioPages.choose.${kind}`)}
            draft={draft}
            required
            options={choices.map(({ value, name, about, isThere }) => ({
              value,
              label: name,
              hint: isThere ? `${about} · ${text('portfolioPages.isThere')}` : about,
            }))}
          />
          <Button>{text('portfolioPages.put')}</Button>
        </Form>
      )}
    </PartFrame>
  )
}
