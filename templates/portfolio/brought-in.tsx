import type { Text } from '../../src/text/text.ts'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ActionForm } from '../components/form.tsx'
import { safeHref } from '../components/safe-href.ts'
import { useText } from '../text-context.tsx'
import { BadgeTiles, type ImportedBadge } from './badge-tiles.tsx'

/** Why a badge that was handed in with others did not come in; what most needs a look comes first. */
export const leftOutReasons = [
  'not-genuine',
  'unreadable',
  'not-reached',
  'too-large',
  'full',
  'from-here',
  'there-already',
] as const

export interface LeftOutBadge {
  /** Its place among those that were handed in. */
  readonly number: number
  readonly name?: string
  readonly address?: string
  readonly reason: (typeof leftOutReasons)[number]
}

export interface BroughtInProps {
  readonly kept: readonly ImportedBadge[]
  readonly leftOut: readonly LeftOutBadge[]
  /** What was pasted, where it makes sense to hand it in once more. */
  readonly again?: string
}

/** What became of several badges that were handed in at once. */
export function BroughtInPage(props: BroughtInProps) {
  const { kept, again } = props
  const text = useText()
  return (
    <section class="narrow brought-in">
      <Breadcrumbs
        trail={[
          { label: text('backpack.title'), href: '/backpack' },
          { label: text('imports.title'), href: '/backpack/import' },
          { label: text('broughtIn.title') },
        ]}
      />
      <h1 tabIndex={-1} autofocus>
        {sumOf(props, text)}
      </h1>
      <p class="lead">{text(kept.length === 0 ? 'broughtIn.noneLead' : 'broughtIn.lead')}</p>
      {kept.length > 0 && <Kept badges={kept} />}
      {leftOutReasons.map((reason) => (
        <LeftOutFor key={reason} reason={reason} among={props.leftOut} />
      ))}
      {again !== undefined && <p>{text('broughtIn.againLead')}</p>}
      <div class="actions">
        {again !== undefined && <Again pasted={again} />}
        <LinkButton
          href="/backpack"
          icon="backpack"
          tone={again === undefined ? 'primary' : 'quiet'}
        >
          {text('broughtIn.toBackpack')}
        </LinkButton>
        <LinkButton href="/backpack/import" icon="file">
          {text('broughtIn.more')}
        </LinkButton>
      </div>
    </section>
  )
}

/** How many of them came in, or that nothing had to. */
export function sumOf(
  { kept, leftOut }: Pick<BroughtInProps, 'kept' | 'leftOut'>,
  text: Text,
): string {
  const total = kept.length + leftOut.length
  if (kept.length > 0) return text('broughtIn.sum', { kept: kept.length, total })
  const areThere = leftOut.every(({ reason }) => reason === 'there-already')
  return areThere ? text('broughtIn.allThere') : text('broughtIn.none', { total })
}

function Kept({ badges }: { badges: readonly ImportedBadge[] }) {
  const text = useText()
  return (
    <section class="badge-group">
      <h2>{text('broughtIn.here')}</h2>
      <BadgeTiles badges={badges} />
    </section>
  )
}

interface LeftOutForProps {
  readonly reason: LeftOutBadge['reason']
  readonly among: readonly LeftOutBadge[]
}

/** Those that one reason kept out, and what to do. */
function LeftOutFor({ reason, among }: LeftOutForProps) {
  const text = useText()
  const badges = among.filter((one) => one.reason === reason)
  if (badges.length === 0) return null
  return (
    <Card title={text(`broughtIn.reasons.${reason}.title`)}>
      <p>{text(`broughtIn.reasons.${reason}.next`)}</p>
      <ul class="lines stacked">
        {badges.map((badge) => (
          <li key={badge.number}>
            <LeftOut badge={badge} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** By its name; by its number and its address where nobody could read the name. */
function LeftOut({ badge: { number, name, address } }: { badge: LeftOutBadge }) {
  const text = useText()
  return (
    <>
      <strong dir="auto">{name ?? text('broughtIn.number', { number })}</strong>
      {name === undefined && address !== undefined && (
        <a class="left-out-address" href={safeHref(address)} rel="noopener noreferrer" dir="ltr">
          {address}
        </a>
      )}
    </>
  )
}

function Again({ pasted }: { pasted: string }) {
  const text = useText()
  return (
    <ActionForm action="/backpack/import">
      <input type="hidden" name="pasted" value={pasted} />
      <Button>{text('broughtIn.again')}</Button>
    </ActionForm>
  )
}
