import { BadgeArt } from '../components/badge-art.tsx'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ActionForm, CsrfField } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useText } from '../text-context.tsx'
import { nameOfPart, type NamedPart } from './name-of-part.ts'

export interface ComposedPart extends NamedPart {
  readonly id: string
}

export interface ComposeProps {
  readonly pageId: string
  readonly title: string
  readonly parts: readonly ComposedPart[]
  /** The part that was just moved or put there, and by which button. */
  readonly moved?: { readonly id: string; readonly by: 'up' | 'down' | 'added' }
  readonly shares: number
}

/** What can be put on a page, each on a page of its own, so that nothing typed is lost when something is moved. */
const addable = ['badge', 'heading', 'text', 'evidence', 'link', 'picture'] as const

/** One page while it is composed: its parts in order, and what can be put there. */
export function ComposePage(props: ComposeProps) {
  const { pageId, title, parts, shares } = props
  const text = useText()
  const base = `/portfolio/${pageId}`
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[{ label: text('portfolioPages.title'), href: '/portfolio' }, { label: title }]}
      />
      <h1 dir="auto">{title}</h1>
      <div class="actions">
        <LinkButton href={`${base}/preview`} tone="primary">
          {text('portfolioPages.look')}
        </LinkButton>
        <LinkButton href={`${base}/shares`} icon="people">
          {shares > 0
            ? text('portfolioPages.openLinks', { count: shares })
            : text('portfolioPages.share')}
        </LinkButton>
        <LinkButton href={`${base}/settings`}>{text('portfolioPages.settings')}</LinkButton>
      </div>
      {parts.length === 0 ? (
        <EmptyState title={text('portfolioPages.empty')}>
          {text('portfolioPages.emptyNext')}
        </EmptyState>
      ) : (
        <PartList {...props} base={base} />
      )}
      <Card title={text('portfolioPages.add')} id="add">
        <ul class="folio-add">
          {addable.map((kind) => (
            <li key={kind}>
              <LinkButton href={`${base}/parts/new/${kind}`}>
                {text(`portfolioPages.kinds.${kind}`)}
              </LinkButton>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  )
}

function PartList({ parts, moved, base }: ComposeProps & { base: string }) {
  const text = useText()
  const count = parts.length
  return (
    <>
      <p class="quiet" id="order-hint">
        {text('portfolioPages.orderHint')}
      </p>
      <form
        method="post"
        action={`${base}/order`}
        id="part-order"
        data-moved={text('portfolioPages.movedTo', {
          name: '{name}',
          place: '{place}',
          count: '{count}',
        })}
        data-not-moved={text('portfolioPages.notMoved')}
      >
        <CsrfField />
      </form>
      <p class="unseen" role="status" id="part-order-said" />
      <ol class="folio-order" aria-describedby="order-hint" data-reorder>
        {parts.map((part, place) => (
          <PartRow
            key={part.id}
            part={part}
            place={place}
            count={count}
            base={base}
            pressed={moved?.id === part.id ? moved.by : undefined}
          />
        ))}
      </ol>
    </>
  )
}

interface RowProps {
  readonly part: ComposedPart
  readonly place: number
  readonly count: number
  readonly base: string
  readonly pressed: 'up' | 'down' | 'added' | undefined
}

function PartRow({ part, place, count, base, pressed }: RowProps) {
  const text = useText()
  const name = nameOfPart(part, text)
  const moves = (direction: 'up' | 'down') => (
    <ActionForm action={`${base}/parts/${part.id}/moves`}>
      <input type="hidden" name="direction" value={direction} />
      <button
        class="button quiet folio-move"
        type="submit"
        data-direction={direction}
        disabled={direction === 'up' ? place === 0 : place === count - 1}
        // Whoever moves by keyboard goes on where they were.
        autoFocus={focused(pressed, place, count) === direction}
        aria-describedby={pressed === undefined ? undefined : `said-${part.id}`}
      >
        <Icon name={direction} />
        <span class="unseen">
          {text(`portfolioPages.move.${direction}`)} <bdi>{name}</bdi>
        </span>
      </button>
    </ActionForm>
  )
  return (
    <li
      id={`part-${part.id}`}
      data-part={part.id}
      class={pressed === undefined ? undefined : 'just-moved'}
    >
      <span class="folio-handle" hidden aria-hidden="true" title={text('portfolioPages.drag')}>
        <Icon name="drag" />
      </span>
      <PartLook part={part} name={name} />
      <div class="folio-row-deeds">
        {moves('up')}
        {moves('down')}
        <LinkButton href={`${base}/parts/${part.id}`}>
          <>
            {text('portfolioPages.change')} <span class="unseen">{name}</span>
          </>
        </LinkButton>
      </div>
      {pressed !== undefined && (
        <p class="unseen" id={`said-${part.id}`}>
          {text('portfolioPages.movedTo', { name, place: place + 1, count })}
        </p>
      )}
    </li>
  )
}

/** The button that was pressed; at the end of the way it can be pressed no more, so the other one. */
function focused(pressed: RowProps['pressed'], place: number, count: number) {
  if (pressed === undefined || pressed === 'added') return undefined
  if (place === 0) return 'down'
  return place === count - 1 ? 'up' : pressed
}

function PartLook({ part, name }: { part: ComposedPart; name: string }) {
  const text = useText()
  const { shown } = part
  const image =
    shown?.kind === 'badge' || shown?.kind === 'imported'
      ? shown.image
      : shown?.kind === 'picture'
        ? shown.src
        : undefined
  return (
    <div class="folio-row">
      {image !== undefined && <BadgeArt src={image} alt="" size="small" />}
      <div>
        <span class="quiet folio-kind">{text(`portfolioPages.partKinds.${part.kind}`)}</span>
        <strong class={shown?.kind === 'heading' ? 'folio-row-heading' : undefined} dir="auto">
          {name}
        </strong>
        {shown === undefined && (
          <>
            <StatusPill tone="warning">{text('portfolioPages.gap')}</StatusPill>
            <span class="quiet">{text('portfolioPages.gapLead')}</span>
          </>
        )}
        {shown?.kind === 'badge' && shown.state !== 'issued' && (
          <StatusPill tone="warning">{text(`issuing.state.${shown.state}`)}</StatusPill>
        )}
      </div>
    </div>
  )
}
