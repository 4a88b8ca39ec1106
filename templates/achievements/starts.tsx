import { artAddress } from './art-address.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { Details } from '../components/details.tsx'
import { Notice } from '../components/notice.tsx'
import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import { useText } from '../text-context.tsx'

export interface StartLine {
  readonly key: string
  readonly name: string
  readonly design: BadgeDesign
  readonly places: string
}

/** Badges that are made already, to begin with. */
export function StartingPoints({
  starts,
  chosen,
}: {
  starts: readonly StartLine[]
  /** The name of the one that the form was filled from. */
  chosen?: string
}) {
  const text = useText()
  return (
    <>
      {chosen !== undefined && (
        <Notice tone="info">
          <p>{text('educators.starts.chosen', { name: chosen })}</p>
          <Button tone="quiet" form="badge-form">
            {text('firstRun.takeStart')}
          </Button>
        </Notice>
      )}
      <Details summary={text('educators.starts.title')} open={chosen === undefined}>
        <p>{text('educators.starts.lead')}</p>
        <ul class="badge-grid starts">
          {starts.map(({ key, name, design, places }) => (
            <li key={key}>
              <a href={`?from=${key}`}>
                <BadgeArt src={addressOf(design)} alt="" size="small" />
                <span>{name}</span>
              </a>
              <span class="quiet">{places}</span>
            </li>
          ))}
        </ul>
      </Details>
    </>
  )
}

function addressOf({ colours: _colours, ...design }: BadgeDesign): string {
  return artAddress(design)
}
